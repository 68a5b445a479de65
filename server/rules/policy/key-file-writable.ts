import { cleanPath } from '../../core/path.ts';
import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { keyFiles } from './_keys.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (path: string): string =>
  `{"default": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": ${path}}]}`;

type Key = 'temporary' | 'home' | 'project';

export default policyRule({
  id: 'policy/key-file-writable',
  title: { en: 'Key in a place where others write', ja: '他の人が書き込める場所の鍵' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    temporary: {
      en: 'Everybody on the machine may put a key at "{path}".',
      ja: '「{path}」には、このマシンの誰でも鍵を置けます。',
    },
    home: {
      en: '"{path}" belongs to one user, who can put another key there.',
      ja: '「{path}」は 1 人のユーザーのもので、そのユーザーは別の鍵に置き換えられます。',
    },
    project: {
      en: '"{path}" lies in the project: whoever changes that changes the key, too.',
      ja: '「{path}」はプロジェクトの中にあり、プロジェクトを変更できる人は鍵も変更できます。',
    },
  },
  why: {
    en: 'Who replaces the key signs every image that the policy then accepts.',
    ja: '鍵を置き換えれば、ポリシーが受け入れるイメージに自由に署名できます。',
  },
  remedy: {
    en: 'Keep keys where only root writes, such as /etc/pki/containers.',
    ja: '鍵は /etc/pki/containers のような、root だけが書き込める場所に置いてください。',
  },
  examples: {
    bad: [
      { text: signedBy('«"/tmp/key.gpg"»') },
      { text: signedBy('«"/var/tmp/keys/key.gpg"»') },
      { text: signedBy('«"/dev/shm/key.gpg"»') },
      { text: signedBy('«"/etc/../tmp//key.gpg"»') },
      { text: signedBy('«"/home/ann/key.gpg"»') },
      {
        text: '{"default": [{"type": "sigstoreSigned", "keyPaths": ["/etc/pki/a.pub", «"/tmp/b.pub"»], "rekorPublicKeyPath": «"/run/user/1000/rekor.pub"»}]}',
      },
    ],
    good: [
      { text: signedBy('"/etc/pki/key.gpg"') },
      { text: signedBy('"/usr/share/keys/key.gpg"') },
      { text: signedBy('"/root/key.gpg"') },
      { text: signedBy('"/var/lib/keys/tmp/key.gpg"') },
      { text: signedBy('"{{ home }}/key.gpg"') },
    ],
  },
  *check(file, { workspace }): Iterable<Report<Key>> {
    for (const { requirements } of policyIn(file)?.entries ?? []) {
      for (const { value } of requirements?.flatMap(keyFiles) ?? []) {
        const path = value.value;
        const message = danger(path.startsWith('/') ? cleanPath(path) : path, workspace);
        if (message) yield { at: value.span, message, params: { path } };
      }
    }
  },
});

function danger(path: string, workspace: Workspace): Key | undefined {
  if (/^\/(?:tmp|var\/tmp|dev\/shm)\//.test(path)) return 'temporary';
  if (/^\/(?:home|Users|run\/user)\//.test(path)) return 'home';
  const isSystem = /^(?!\/)|^\/(?:etc|usr|root|var)\//.test(path);
  return !isSystem && typeof workspace.read(path) === 'string' ? 'project' : undefined;
}
