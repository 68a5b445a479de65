import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { keyContent, namedFormat } from '../../podman/policyKeys.ts';
import { type KeySource, keyFiles, wrongFormat } from './_keys.ts';
import { rewrite } from './_object.ts';
import { loggedSigstore } from './_policyExamples.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (path: string, key = 'keyPath'): string =>
  `{"default": [{"type": "signedBy", "keyType": "GPGKeys", "${key}": ${path}}]}`;

type Key =
  | 'relative'
  | 'home'
  | 'variable'
  | 'url'
  | 'folder'
  | 'missing'
  | 'private'
  | 'not-gpg'
  | 'not-public-key'
  | 'not-certificate';

export default policyRule({
  id: 'policy/key-file',
  title: { en: 'Key file that cannot be used', ja: '使えない鍵ファイル' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    relative: {
      en: '"{path}" is looked for in whatever folder Podman is started in.',
      ja: '「{path}」は Podman を実行したときのカレントディレクトリから探されます。',
    },
    home: { en: 'Podman does not expand the "~" in "{path}".', ja: 'Podman は「{path}」の "~" を展開しません。' },
    variable: {
      en: 'Podman expands no variable and no wildcard in "{path}".',
      ja: 'Podman は「{path}」の変数やワイルドカードを展開しません。',
    },
    url: {
      en: '"{path}" is no path: Podman reads keys from files only.',
      ja: '「{path}」はパスではありません。Podman は鍵をファイルからしか読みません。',
    },
    folder: { en: '"{path}" is a folder; a file is needed.', ja: '「{path}」はフォルダーです。ファイルを指定します。' },
    missing: { en: 'There is no file "{path}".', ja: '「{path}」というファイルはありません。' },
    private: {
      en: '"{path}" is a private key; a policy needs the public one, and the private one does not belong on this machine.',
      ja: '「{path}」は秘密鍵です。ポリシーに必要なのは公開鍵で、秘密鍵をこのマシンに置くべきではありません。',
    },
    'not-gpg': {
      en: '"{path}" is no key of GnuPG, which "signedBy" needs.',
      ja: '「{path}」は GnuPG の鍵ではありません。"signedBy" には GnuPG の公開鍵が必要です。',
    },
    'not-public-key': {
      en: '"{path}" is no public key in PEM, which {key} of "sigstoreSigned" needs.',
      ja: '「{path}」は PEM 形式の公開鍵ではありません。"sigstoreSigned" の {key} には PEM 形式の公開鍵が必要です。',
    },
    'not-certificate': {
      en: '"{path}" holds no certificate in PEM, which {key} needs.',
      ja: '「{path}」に PEM 形式の証明書がありません。{key} には証明書が必要です。',
    },
  },
  why: {
    en: 'Podman opens the file only when an image with a signature arrives: until then nobody notices that every such pull will fail.',
    ja: 'Podman がこのファイルを開くのは署名付きのイメージを取得するときだけなので、それまで誤りに気付けません。',
  },
  remedy: {
    en: 'Write an absolute path to a public key, such as /etc/pki/containers/example.pub.',
    ja: '/etc/pki/containers/example.pub のような、公開鍵の絶対パスを書いてください。',
  },
  examples: {
    bad: [
      { text: signedBy('«"key.gpg"»') },
      { text: signedBy('«"~/.gnupg/pubring.gpg"»') },
      { text: signedBy('«"$HOME/key.gpg"»') },
      { text: signedBy('«"/etc/pki/keys/*.gpg"»') },
      { text: signedBy('«"/root/.gnupg/secring.gpg"»') },
      { text: loggedSigstore('"keyPath": «"/etc/pki/ca.crt"»') },
      { text: signedBy('«"file:///etc/pki/key.gpg"»'), fixed: signedBy('"/etc/pki/key.gpg"') },
      { text: signedBy('«"https://example.com/key.gpg"»') },
      { text: signedBy('«"/etc/pki/"»') },
      { text: signedBy('["/etc/pki/a.gpg", «"b.gpg"»]', 'keyPaths') },
      { text: signedBy('«"/etc/containers/keys/cosign.pub"»') },
      { text: loggedSigstore('"keyPath": «"/etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release"»') },
      { text: loggedSigstore('"keyPath": «"/etc/containers/cosign.key"»') },
      {
        text: loggedSigstore(
          '"fulcio": {"caPath": «"./ca.pem"», "oidcIssuer": "https://a.example", "subjectEmail": "a@b.example"}',
        ),
      },
      { text: signedBy('«"keys/gone.gpg"»'), workspace: { 'keys/other.gpg': '' } },
    ],
    good: [
      { text: signedBy('"/etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release"') },
      { text: signedBy('"/etc/pki/key.asc"') },
      { text: loggedSigstore('"keyPath": "/etc/containers/cosign.pub"') },
      { text: loggedSigstore('"keyPath": "/etc/pki/sigstore/release"') },
      { text: loggedSigstore('"keyPath": "{{ path }}"') },
      { text: signedBy('""') },
    ],
  },
  *check(file, { workspace }): Iterable<Report<Key>> {
    for (const { requirements } of policyIn(file)?.entries ?? []) {
      for (const source of requirements?.flatMap(keyFiles) ?? []) {
        const { key, value } = source;
        const path = value.value;
        const message = path === '' ? undefined : (pathFault(path) ?? contentFault(source, workspace));
        if (!message) continue;
        const bare = path.startsWith('file:///') ? path.slice('file://'.length) : undefined;
        const fixes = bare === undefined ? [] : [rewrite(value.span, bare, false)];
        yield { at: value.span, message, params: { path, key }, fixes };
      }
    }
  },
});

/** Folders that everybody has. */
const folder = /\/$|^\/(?:etc|usr|root|tmp|var|home|run)(?:\/(?:pki|containers|rpm-gpg|sigstore|keys|ssl|certs))*$/;

function pathFault(path: string): Key | undefined {
  if (path.startsWith('~')) return 'home';
  if (/\$\w|\$\{|^%[hHtS]|\*/.test(path)) return 'variable';
  if (/^[a-z][a-z0-9+-]+:/i.test(path)) return 'url';
  if (!path.startsWith('/')) return 'relative';
  return folder.test(path) ? 'folder' : undefined;
}

function contentFault({ value: { value: path }, format }: KeySource, workspace: Workspace): Key | undefined {
  const text = workspace.read(path);
  if (text === null) return 'missing';
  const content = text === undefined ? namedFormat(path) : keyContent(text);
  if (content === 'private-key') return 'private';
  const isWrong = content !== undefined && content !== format && !(text === undefined && format === 'certificate');
  return isWrong ? wrongFormat[format] : undefined;
}
