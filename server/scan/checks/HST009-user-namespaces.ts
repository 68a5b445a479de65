import { check } from '../model/check.ts';
import { rootfulInfo, rootlessInfo } from './_examples.ts';
import { book, stig } from './_references.ts';

const most = '/proc/sys/user/max_user_namespaces';
const clone = '/proc/sys/kernel/unprivileged_userns_clone';
const apparmor = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

export default check({
  id: 'HST009',
  title: { en: 'User namespaces can be had', ja: 'ユーザー名前空間が使える' },
  severity: 'medium',
  references: [book('14.1.1'), stig('213105')],
  messages: {
    none: {
      en: '{path} is {value}: no container gets users of its own.',
      ja: '{path} が {value} のため、コンテナ専用のユーザー名前空間を作れません。',
    },
    unknown: { en: 'This kernel does not say how many there may be.', ja: 'このカーネルでは上限が分かりません。' },
    restricted: {
      en: 'AppArmor gives them to programs with a profile alone; Podman needs one.',
      ja: 'AppArmor により、プロファイルのあるプログラムだけが使えます。Podman 用のプロファイルが必要です。',
    },
    rootful: {
      en: 'The STIG asks for 0 here, and says itself that it does not apply where containers are used.',
      ja: 'STIG は 0 を求めますが、コンテナを使う環境には適用しないと明記しています。',
    },
  },
  why: {
    en: 'Without them there are no rootless containers, and root in a container is root of the host.',
    ja: '使えないと rootless コンテナを動かせず、コンテナの root がホストの root になります。',
  },
  remedy: {
    en: 'Raise the number, and write it into /etc/sysctl.d.',
    ja: '値を増やし、/etc/sysctl.d に書いてください。',
  },
  commands: ['sysctl -w user.max_user_namespaces=28633'],
  needs: ['kernel', 'info'],
  examples: {
    pass: [
      { facts: { info: rootlessInfo, kernel: `${most}:28633\n` } },
      { facts: { info: rootlessInfo, kernel: `${most}:15000\n${clone}:1\n` } },
    ],
    fail: [
      { facts: { info: rootlessInfo, kernel: `${most}:0\n` } },
      { facts: { info: rootlessInfo, kernel: `${most}:100\n${clone}:0\n` } },
    ],
    review: [{ facts: { info: rootlessInfo, kernel: `${most}:100\n${apparmor}:1\n` } }],
    notApplicable: [{ facts: { info: rootfulInfo, kernel: `${most}:0\n` } }],
    unknown: [{ facts: { info: rootlessInfo, kernel: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values }, info }) {
    const value = values.get(most);
    if (!info.rootless) yield { state: 'notApplicable', say: 'rootful' };
    else if (value === undefined) yield { state: 'unknown', say: 'unknown' };
    else if (!(Number(value) > 0)) yield { state: 'fail', say: 'none', params: { path: most, value }, actual: value };
    else if (values.get(clone) === '0') yield { state: 'fail', say: 'none', params: { path: clone, value: 0 } };
    else if (values.get(apparmor) === '1') yield { state: 'review', say: 'restricted' };
    else yield { state: 'pass', actual: value };
  },
});
