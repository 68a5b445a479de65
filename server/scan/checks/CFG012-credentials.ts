import { octal } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { book, manual } from './_references.ts';

const own = '/home/app/.config/containers/auth.json';
const fleeting = '/run/user/1000/containers/auth.json';
const facts = (path: string, mode: string, passwords: number) => ({
  host: hostOf(1000),
  modes: `-${mode} 1 1000 1000 92 Feb  5  2023 ${path}\n`,
  credentials: `${path}=${passwords}\n`,
});

export default check({
  id: 'CFG012',
  title: { en: 'Passwords of registries are kept safe', ja: 'レジストリの認証情報が保護されている' },
  severity: 'high',
  references: [
    book('compliance-check.sh'),
    manual(
      'containers-auth.json(5)',
      'https://github.com/containers/container-libs/blob/main/image/docs/containers-auth.json.5.md',
    ),
  ],
  messages: {
    open: { en: 'Others can read {path} ({mode}).', ja: '他のユーザーが {path} を読み取れます（{mode}）。' },
    kept: {
      en: '{path} keeps passwords that anybody can decode.',
      ja: '{path} に、誰でも復号できるパスワードが保存されています。',
    },
  },
  why: {
    en: 'The passwords in it are encoded, not encrypted: who reads it can pull, and often push, as you.',
    ja: 'パスワードは暗号化ではなく符号化されているだけです。読み取られると、本人として取得や登録ができてしまいます。',
  },
  remedy: {
    en: 'Give it the mode 0600, and keep passwords with a credential helper.',
    ja: 'モードを 0600 にし、パスワードは認証情報ヘルパーで管理してください。',
  },
  commands: ['chmod 600 {name}'],
  needs: ['modes', 'credentials'],
  examples: {
    pass: [
      { facts: { host: hostOf(1000), modes: '', credentials: '' } },
      { facts: facts(fleeting, 'rw-------', 2) },
      { facts: facts(own, 'rw-------', 0) },
    ],
    fail: [{ facts: facts(own, 'rw-r--r--', 0) }, { facts: facts(own, 'rw-------', 1) }],
    error: [{ facts: {} }],
  },
  *judge({ modes, credentials }) {
    let isClean = true;
    for (const { path, mode } of modes.files.filter(
      ({ path, type }) => type === '-' && isCredentials(path, credentials),
    )) {
      const on = { type: 'file', name: path } as const;
      if ((mode & 0o077) !== 0) {
        isClean = false;
        yield { state: 'fail', say: 'open', params: { path, mode: octal(mode) }, detail: 'mode', on, expected: '0600' };
      }
      if (!path.startsWith('/run/') && Number(credentials.get(path) ?? 0) > 0) {
        isClean = false;
        yield { state: 'fail', say: 'kept', params: { path }, detail: 'kept', on, severity: 'medium' };
      }
    }
    if (isClean) yield { state: 'pass' };
  },
});

const isCredentials = (path: string, known: ReadonlyMap<string, string>): boolean =>
  known.has(path) || /\/auth\.json$|\/\.docker\/config\.json$/.test(path);
