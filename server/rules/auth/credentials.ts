import { type Report, ruleFor } from '../../core/rule.ts';
import { goMember } from '../../parse/json/keys.ts';
import type { JsonFile, JsonMember } from '../../parse/json/tree.ts';
import { secretPlaceholder } from '../../podman/secrets.ts';
import { decoded, entriesOf, manual, registryName, textIn } from './_rule.ts';

const messages = {
  password: {
    en: 'The password for {registry} stands here: base64 hides nothing.',
    ja: '{registry} のパスワードが書かれています。base64 は暗号ではありません。',
  },
  token: {
    en: 'A token for {registry} stands here in plain text.',
    ja: '{registry} のトークンが平文で書かれています。',
  },
} as const;

// Also in a file that is no JSON: whoever finds it repairs it.
export default ruleFor<JsonFile>()({
  id: 'auth/credentials',
  title: { en: 'Credentials of a registry in the workspace', ja: 'ワークスペース内のレジストリ認証情報' },
  severity: 'error',
  references: [
    manual,
    { title: 'podman-login(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-login.1.html' },
  ],
  messages,
  why: {
    en: 'Whoever reads the repository, a backup of it or a build context with this file in it can push images in your name.',
    ja: 'リポジトリやそのバックアップ、このファイルを含むビルドコンテキストを読める人なら誰でも、本人として push できてしまいます。',
  },
  remedy: {
    en: 'Take the file out of the workspace, revoke the password or token, and log in where it is needed: podman login, or credHelpers.',
    ja: 'ファイルをワークスペースから取り除き、パスワードやトークンを無効にしたうえで、必要な場所で podman login や credHelpers を使ってください。',
  },
  *check(file) {
    if (file.isTemplate) return;
    for (const entry of entriesOf(file)) yield* credentialsIn(entry);
  },
  examples: {
    bad: [
      { text: '{"auths": {"registry.example": {"auth": «"bWU6Y29ycmVjdC1ob3JzZQ=="»}}}\n' },
      {
        text: '{\n  "Auths": {\n    "quay.io/team": {\n      "AUTH": «"bWU6Y29ycmVjdC1ob3JzZQ=="»,\n      "identitytoken": «"c29tZXRva2Vu"»\n    }\n  }\n}\n',
        file: 'ci/pull-secret.json',
      },
      {
        text: '{"auths": {"https://index.docker.io/v1/": {"username": "me", "password": «"correct-horse"»}}}',
        file: '.docker/config.json',
      },
      { text: '{"registry.example": {"auth": «"bWU6Y29ycmVjdC1ob3JzZQ=="», "email": ""}}', file: '.dockercfg' },
      { text: '{"auths": {"a.example": {"auth": «"bWU6Y29ycmVjdC1ob3JzZQ=="»}, // mine\n}}' },
    ],
    good: [
      { text: '{"credHelpers": {"registry.example": "secretservice"}}\n' },
      { text: '{"auths": {"registry.example": {}}, "credsStore": "pass"}\n' },
      { text: '{"auths": {"registry.example": {"auth": ""}}}\n' },
      { text: '{"auths": {"registry.example": {"auth": "${REGISTRY_AUTH}"}}}\n', file: 'auth.json' },
      { text: '{"auths": {"registry.example": {"auth": "{{ auth }}"}}}\n', file: 'auth.json' },
      { text: '{"auths": {"registry.example": {"auth": "bWU6"}}}\n' },
      { text: '{"auths": {"registry.example": {"username": "me", "password": "<password>"}}}\n' },
    ],
  },
});

function* credentialsIn(entry: JsonMember): Iterable<Report<keyof typeof messages>> {
  const params = { registry: registryName(entry) };
  const auth = textIn(entry, 'auth');
  if (auth && holdsPassword(auth.string.value)) yield { at: auth.string.span, message: 'password', params };
  const password = textIn(entry, 'password');
  if (password && isReal(password.string.value)) yield { at: password.string.span, message: 'password', params };
  for (const key of ['identitytoken', 'registrytoken']) {
    const token = goMember(entry.value, key) && textIn(entry, key);
    if (token && isReal(token.string.value)) yield { at: token.string.span, message: 'token', params };
  }
}

function holdsPassword(base64: string): boolean {
  const text = decoded(base64);
  const colon = text?.indexOf(':') ?? -1;
  return text !== undefined && colon >= 0 && isReal(text.slice(colon + 1).replace(/\0+$/, ''));
}

const isReal = (secret: string): boolean =>
  secret !== '' && !/^\$\{?\w+\}?$/.test(secret) && !secretPlaceholder(secret);
