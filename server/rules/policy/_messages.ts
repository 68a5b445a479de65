import type { Text } from '../../core/text.ts';

/** What the parser of containers/image refuses beside bad JSON, in plainer words than its own. */
export const policyMessages = {
  'root-no-object': { en: 'The policy must be an object.', ja: 'ポリシーはオブジェクトでなければなりません。' },
  'no-object': {
    en: 'The value of "{key}" must be an object.',
    ja: '「{key}」の値はオブジェクトでなければなりません。',
  },
  'requirement-no-object': {
    en: 'Each requirement must be an object with a "type".',
    ja: '要件はそれぞれ "type" を持つオブジェクトでなければなりません。',
  },
  'no-list': {
    en: 'The value of "{key}" must be a list of requirements.',
    ja: '「{key}」の値は要件のリストでなければなりません。',
  },
  'empty-list': {
    en: 'The list of requirements is empty; write a "reject" or an "insecureAcceptAnything".',
    ja: '要件のリストが空です。"reject" か "insecureAcceptAnything" などを書いてください。',
  },
  'missing-default': {
    en: 'There is no "default": what holds for images that no scope names?',
    ja: '"default" がありません。どのスコープにも該当しないイメージの扱いが決まっていません。',
  },
  'unknown-key': {
    en: '"{key}" may not stand here, only {known}; nothing is read past.',
    ja: '「{key}」はここに書けません。書けるのは {known} だけで、未知のキーは読み飛ばされません。',
  },
  'misspelt-key': {
    en: '"{key}" may not stand here; did you mean "{right}"?',
    ja: '「{key}」はここに書けません。「{right}」ではありませんか。',
  },
  'wrong-case': {
    en: 'The key is spelt "{right}": upper and lower case matter here.',
    ja: 'キーは「{right}」と書きます。大文字と小文字は区別されます。',
  },
  'duplicate-key': { en: '"{key}" stands here twice.', ja: '「{key}」が重複しています。' },
  'scope-none': {
    en: 'The transport "{transport}" has no scopes: only "" may stand here. Podman calls it an unknown key.',
    ja: 'トランスポート「{transport}」にはスコープがなく、ここに書けるのは "" だけです。Podman は Unknown key と表示します。',
  },
  'scope-path': {
    en: 'A scope of "{transport}" is an absolute path without "..", "//" or a slash at its end, and not "/" itself. Podman calls it an unknown key.',
    ja: '「{transport}」のスコープは絶対パスで書きます。".."、"//"、末尾のスラッシュ、および "/" だけの指定は使えません。Podman は Unknown key と表示します。',
  },
  'scope-digest': {
    en: 'A digest cannot be a scope of "{transport}": images named by digest fall under "". Podman calls it an unknown key.',
    ja: 'ダイジェストは「{transport}」のスコープにできません。ダイジェストで指定したイメージには "" が適用されます。Podman は Unknown key と表示します。',
  },
  'scope-atomic': {
    en: 'A scope of "{transport}" is at most host/namespace/stream:tag. Podman calls it an unknown key.',
    ja: '「{transport}」のスコープは host/namespace/stream:tag までです。Podman は Unknown key と表示します。',
  },
  'scope-storage': {
    en: 'A scope of "{transport}" starts with its storage in brackets, such as [overlay@/var/lib/containers/storage]. Podman calls it an unknown key.',
    ja: '「{transport}」のスコープは [overlay@/var/lib/containers/storage] のように角括弧で囲んだストレージで始まります。Podman は Unknown key と表示します。',
  },
  'missing-type': { en: '"type" is missing here.', ja: 'ここに "type" がありません。' },
  'unknown-requirement': {
    en: 'There is no requirement of the type "{type}", only {known}.',
    ja: '「{type}」という種類の要件はありません。使えるのは {known} です。',
  },
  'unknown-identity': {
    en: 'There is no identity of the type "{type}", only {known}.',
    ja: '「{type}」という種類の ID 照合はありません。使えるのは {known} です。',
  },
  'no-string': { en: '"{key}" must be a string.', ja: '「{key}」は文字列でなければなりません。' },
  'no-strings': { en: '"{key}" must be a list of strings.', ja: '「{key}」は文字列のリストでなければなりません。' },
  'no-base64': {
    en: 'The data of "{key}" is not base64 with "+", "/" and padding, without blanks.',
    ja: '「{key}」のデータは base64（"+" と "/" を使い、パディングあり、空白なし）ではありません。',
  },
  'missing-key': { en: '"{key}" is missing in "{owner}".', ja: '「{owner}」に「{key}」がありません。' },
  'empty-value': {
    en: '"{key}" is empty, which is as good as missing.',
    ja: '「{key}」が空です。書かれていないのと同じ扱いになります。',
  },
  'unknown-key-type': {
    en: 'There is no keyType "{type}"; only GPGKeys works.',
    ja: 'keyType「{type}」はありません。使えるのは GPGKeys だけです。',
  },
  'no-source': {
    en: '"{owner}" needs one of {keys}; there is none.',
    ja: '「{owner}」には {keys} のいずれかが必要ですが、ありません。',
  },
  'several-sources': {
    en: '"{owner}" takes only one of {keys}; this is one too many.',
    ja: '「{owner}」に書けるのは {keys} のうち 1 つだけです。これは余分です。',
  },
  'fulcio-without-rekor': {
    en: 'With "fulcio" one of {keys} is needed: its certificates expire within minutes, and only the log proves the time.',
    ja: '"fulcio" を使う場合は {keys} のいずれかが必要です。証明書は数分で失効し、時刻を証明できるのはログだけです。',
  },
  'pki-with-rekor': { en: '"{key}" cannot be used with "pki".', ja: '「{key}」は "pki" と一緒には使えません。' },
  'bad-reference': {
    en: '"{value}" is no image reference.',
    ja: '「{value}」はイメージの参照として正しくありません。',
  },
  'upper-case-reference': {
    en: 'The name of a repository must be in lower case: "{value}".',
    ja: 'リポジトリ名は小文字でなければなりません:「{value}」。',
  },
  'reference-without-tag': {
    en: '"{value}" needs a tag or a digest: "exactReference" means one image.',
    ja: '「{value}」にはタグかダイジェストが必要です。"exactReference" は 1 つのイメージを指します。',
  },
  'bad-prefix': {
    en: '"{value}" must be a registry, or a namespace or repository with its registry, without a tag.',
    ja: '「{value}」は、レジストリ、またはレジストリを含む名前空間かリポジトリでなければなりません。タグは付けられません。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type PolicyKey = keyof typeof policyMessages;
