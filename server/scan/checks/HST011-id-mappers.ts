import { octal } from '../facts/files.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { rootfulInfo, rootlessInfo } from './_examples.ts';
import { manual } from './_references.ts';

const line = (mode: string, uid = 0) => `-${mode} 1 ${uid} 0 59336 Dec 14  2025 /usr/bin/newuidmap\n`;
const facts = (modes: string, capabilities = '', info: object = rootlessInfo) => ({
  info: { ...info },
  modes,
  capabilities,
});

export default check({
  id: 'HST011',
  title: { en: 'newuidmap and newgidmap have the rights they need', ja: 'newuidmap と newgidmap の権限が最小限' },
  severity: 'low',
  references: [manual('newuidmap(1)', 'https://man7.org/linux/man-pages/man1/newuidmap.1.html')],
  messages: {
    writable: {
      en: 'Others than root can change {path} ({mode}).',
      ja: 'root 以外が {path} を変更できます（{mode}）。',
    },
    powerless: {
      en: '{path} has neither setuid nor the capability: it fails.',
      ja: '{path} に setuid も必要なケーパビリティもなく、動作しません。',
    },
    absent: { en: 'They are not installed.', ja: 'インストールされていません。' },
  },
  why: {
    en: 'They write the maps of user namespaces as root; who can change them is root.',
    ja: 'root 権限でユーザー名前空間の対応表を書くプログラムです。変更できる者は root になれます。',
  },
  remedy: {
    en: 'Install the package uidmap, or shadow-utils, anew.',
    ja: 'uidmap または shadow-utils パッケージを入れ直してください。',
  },
  commands: ['dnf reinstall shadow-utils', 'apt-get install --reinstall uidmap'],
  needs: ['modes', 'info'],
  examples: {
    pass: [
      { facts: facts(line('rwsr-xr-x')) },
      { facts: facts(line('rwxr-xr-x'), '/usr/bin/newuidmap cap_setuid=ep\n') },
    ],
    fail: [
      { facts: facts(line('rwsrwxr-x')) },
      { facts: facts(line('rwsr-xr-x', 1000)) },
      { facts: facts(line('rwxr-xr-x')) },
    ],
    notApplicable: [{ facts: facts('', '', rootfulInfo) }],
    unknown: [{ facts: facts('') }],
    error: [{ facts: {} }],
  },
  *judge({ modes, info }, { facts }) {
    const files = modes.files.filter(({ path }) => /\/new[ug]idmap$/.test(path));
    const capable = given(facts.find('fileCapabilities')) ?? [];
    if (files.length === 0) yield { state: info.rootless ? 'unknown' : 'notApplicable', say: 'absent' };
    for (const { path, mode, uid } of files) {
      const on = { type: 'file', name: path } as const;
      const isAble = (mode & 0o4000) !== 0 || capable.some(line => line.startsWith(path) && /cap_set[ug]id/.test(line));
      if ((mode & 0o022) !== 0 || uid !== 0)
        yield { state: 'fail', say: 'writable', params: { path, mode: octal(mode) }, on };
      else if (!isAble) yield { state: 'fail', say: 'powerless', params: { path }, on };
      else yield { state: 'pass', on };
    }
  },
});
