import type { KeyRow } from './confKeyTexts.ts';

/** containers-registries.conf(5), read 2026-11. */
export const registriesConfKeys: readonly KeyRow[] = [
  [
    'unqualified-search-registries',
    'Where names without a registry are looked for, one after another.',
    'レジストリを書かない名前を順に探すレジストリです。',
    '[]',
  ],
  [
    'short-name-mode',
    'Whether Podman asks which registry is meant: `enforcing` always, `permissive` where somebody can answer.',
    'どのレジストリかを確認する方法です。`enforcing` は常に確認し、`permissive` は対話できるときだけ確認します。',
    '"permissive"',
    'enforcing permissive disabled',
  ],
  [
    'credential-helpers',
    'Who keeps passwords; `containers-auth.json`: the file, not encrypted.',
    'パスワードの保存先です。`containers-auth.json` は暗号化されないファイルです。',
    '["containers-auth.json"]',
    'containers-auth.json secretservice pass',
  ],
  ['aliases', 'Short names and the full names that they stand for.', '短い名前と、それが指す完全な名前です。'],
  [
    'registry',
    'A registry or a part of one: where its images come from, and how.',
    'レジストリまたはその一部の、取得元と取得方法です。',
  ],
  [
    'registry.prefix',
    'Which images this is for: `registry.example/team`, or `*.example` for all below a domain.',
    '対象のイメージです。`registry.example/team` や、ドメイン以下すべてを表す `*.example` を書きます。',
  ],
  ['registry.location', 'Where they are pulled from.', '実際の取得元です。'],
  [
    'registry.insecure',
    'Plain HTTP and any certificate are taken.',
    '平文の HTTP や不正な証明書も受け入れます。',
    'false',
  ],
  ['registry.blocked', 'Nothing is pulled from there.', 'ここからは何も取得しません。', 'false'],
  ['registry.mirror', 'Tried before the registry itself.', 'レジストリ本体より先に試すミラーです。'],
  [
    'registry.mirror-by-digest-only',
    'Mirrors are asked for digests alone, which they cannot forge.',
    'ミラーからは、すり替えのできないダイジェスト指定のときだけ取得します。',
    'false',
  ],
  ['registry.mirror.location', 'Where the mirror is.', 'ミラーの場所です。'],
  [
    'registry.mirror.insecure',
    'Plain HTTP and any certificate are taken.',
    '平文の HTTP や不正な証明書も受け入れます。',
    'false',
  ],
  [
    'registry.mirror.pull-from-mirror',
    'What the mirror is asked for; with `digest-only` it cannot forge anything.',
    'ミラーから取得する対象です。`digest-only` ならすり替えられません。',
    '"all"',
    'all digest-only tag-only',
  ],
];
