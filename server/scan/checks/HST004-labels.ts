import { effective } from '../facts/configs.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { macOf } from './_mac.ts';
import { cis, containersConf } from './_references.ts';

const selinux = { kernel: '/sys/fs/selinux/enforce:1\n' };
const apparmor = { kernel: '/sys/module/apparmor/parameters/enabled:Y\n' };
const engine = (rootless: boolean, selinuxEnabled: boolean, apparmorEnabled: boolean) => ({
  host: hostOf(rootless ? 1000 : 0),
  info: info({ security: { rootless, selinuxEnabled, apparmorEnabled } }),
});

export default check({
  id: 'HST004',
  title: {
    en: 'Podman confines containers with SELinux or AppArmor',
    ja: 'Podman が SELinux か AppArmor でコンテナを隔離する',
  },
  severity: 'high',
  references: [cis('5.2', '5.3'), containersConf],
  messages: {
    unused: {
      en: '{system} is on, and Podman does not use it.',
      ja: '{system} は有効ですが、Podman が使っていません。',
    },
    conf: { en: '{path} turns it off: {key}.', ja: '{path} の {key} で無効にされています。' },
    none: {
      en: 'This host has neither SELinux nor AppArmor on; see HST003.',
      ja: 'ホストで SELinux も AppArmor も有効ではありません。HST003 をご覧ください。',
    },
    rootless: {
      en: 'Podman cannot confine containers with AppArmor without root.',
      ja: 'rootless の Podman は AppArmor でコンテナを隔離できません。',
    },
  },
  why: {
    en: 'The kernel could keep containers from the files of the host, and is not asked to.',
    ja: 'カーネルにはコンテナを隔離する機能がありますが、使われていません。',
  },
  remedy: {
    en: 'Install container-selinux, and take label=false and apparmor_profile="unconfined" out of containers.conf.',
    ja: 'container-selinux を導入し、containers.conf の label=false や apparmor_profile="unconfined" を外してください。',
  },
  needs: ['info', 'kernel'],
  examples: {
    pass: [
      { facts: { ...engine(true, true, false), ...selinux } },
      { facts: { ...engine(false, false, true), ...apparmor } },
    ],
    fail: [
      { facts: { ...engine(false, false, false), ...selinux } },
      { facts: { ...engine(false, false, false), ...apparmor } },
      {
        facts: {
          ...engine(false, true, false),
          ...selinux,
          '/etc/containers/containers.conf': '[containers]\nlabel = false\n',
        },
      },
    ],
    notApplicable: [
      { facts: { ...engine(true, false, false), ...apparmor } },
      { facts: { ...engine(false, false, false), kernel: '' } },
    ],
    error: [{ facts: {} }],
  },
  *judge({ info }, { facts }) {
    const system = macOf(facts);
    const settings = given(facts.find('configs'))?.containers ?? [];
    const label = effective(settings, 'containers', 'label');
    if (system === undefined) yield { state: 'notApplicable', say: 'none' };
    else if (system === 'AppArmor' && info.rootless) yield { state: 'notApplicable', say: 'rootless' };
    else if (system === 'SELinux' && label?.value === false)
      yield { state: 'fail', say: 'conf', params: { path: label.path, key: 'label = false' }, at: label };
    else if (!(system === 'SELinux' ? info.selinuxEnabled : info.apparmorEnabled))
      yield { state: 'fail', say: 'unused', params: { system } };
    else yield { state: 'pass' };
  },
});
