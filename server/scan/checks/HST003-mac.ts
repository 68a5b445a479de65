import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { book, cis, stig } from './_references.ts';

const selinux = '/sys/fs/selinux/enforce';
const apparmor = '/sys/module/apparmor/parameters/enabled';
/** Kernels of distributions have it. */
const modules = '/sys/kernel/security/lsm';

/** Distributions that come with one of them turned on. */
const shipping = /^(?:rhel|fedora|centos|rocky|almalinux|ol|amzn|ubuntu|debian|opensuse.*|sles|fedora-coreos)$/;

const facts = (kernel: string, more: object = {}) => ({ kernel, '/etc/os-release': 'ID=fedora\n', ...more });

export default check({
  id: 'HST003',
  title: { en: 'SELinux or AppArmor is enforced', ja: 'SELinux か AppArmor が強制モードで有効' },
  severity: 'critical',
  references: [book('14.1.1', 'compliance-check.sh'), cis('5.2', '5.3'), stig('431010')],
  messages: {
    permissive: {
      en: 'SELinux is permissive: it writes down, and stops nobody.',
      ja: 'SELinux が Permissive で、記録するだけで防いでいません。',
    },
    off: {
      en: 'Neither SELinux nor AppArmor is on, though {distribution} comes with one.',
      ja: '{distribution} には含まれていますが、SELinux も AppArmor も有効ではありません。',
    },
    unknown: {
      en: 'This kernel has neither SELinux nor AppArmor; that is usual in WSL and small virtual machines.',
      ja: 'このカーネルには SELinux も AppArmor もありません。WSL や軽量な仮想マシンでは一般的です。',
    },
  },
  why: {
    en: 'It is the last wall: whoever breaks out of a container meets nothing that keeps it from the files of the host.',
    ja: '最後の防壁がない状態です。コンテナを抜け出した攻撃者がホストのファイルに直接アクセスできます。',
  },
  remedy: {
    en: 'Set SELINUX=enforcing in /etc/selinux/config and relabel, or boot with apparmor=1 security=apparmor.',
    ja: '/etc/selinux/config で SELINUX=enforcing にして再ラベルするか、apparmor=1 security=apparmor で起動してください。',
  },
  commands: ['setenforce 1', 'fixfiles -F onboot'],
  needs: ['kernel'],
  examples: {
    pass: [{ facts: facts(`${selinux}:1\n`) }, { facts: facts(`${apparmor}:Y\n`) }],
    fail: [
      { facts: facts(`${selinux}:0\n`) },
      { facts: facts(`${modules}:lockdown,capability,yama\n`) },
      { facts: facts('', { virtualization: 'none\n' }) },
      { facts: facts(`${modules}:capability\n${apparmor}:N\n`, { '/etc/os-release': 'ID=ubuntu\n' }) },
    ],
    unknown: [
      { facts: facts('') },
      { facts: facts('', { virtualization: 'wsl\n' }) },
      { facts: facts('', { '/etc/os-release': 'ID=alpine\n' }) },
      { facts: facts('', { virtualization: 'docker\n' }) },
    ],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values } }, { facts }) {
    const enforce = values.get(selinux);
    if (enforce === '1' || values.get(apparmor) === 'Y') {
      yield { state: 'pass' };
      return;
    }
    if (enforce === '0') {
      yield { state: 'fail', say: 'permissive' };
      return;
    }
    const distribution = given(facts.find('osRelease'))?.get('ID') ?? '';
    const machine = given(facts.find('virtualization'));
    const isSmall =
      machine === undefined
        ? !values.has(modules)
        : /^(?:wsl|docker|podman|lxc.*|container.*|apple|firecracker)$/.test(machine);
    if (isSmall || !shipping.test(distribution)) yield { state: 'unknown', say: 'unknown' };
    else yield { state: 'fail', say: 'off', params: { distribution } };
  },
});
