import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonObject, JsonString } from '../../parse/json/tree.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { signatures } from './_identities.ts';
import { rewrite } from './_object.ts';
import { manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const fulcio = (issuer: string, email: string): string =>
  `{"default": [{"type": "sigstoreSigned", "fulcio": {"caPath": "/etc/pki/fulcio.pem", "oidcIssuer": ${issuer}, "subjectEmail": ${email}}, "rekorPublicKeyPath": "/etc/pki/rekor.pub"}]}`;

/** Issuers of the public Fulcio whose certificates name a person by e-mail (sigstore/fulcio, config, read 2026-11). */
const people = [
  'https://accounts.google.com',
  'https://github.com/login/oauth',
  'https://login.microsoftonline.com',
  'https://oauth2.sigstore.dev/auth',
];

/** And those whose certificates name a workflow by a URI. */
const workflows =
  /^https:\/\/(?:token\.actions\.githubusercontent\.com|gitlab\.com|agent\.buildkite\.com|oidc\.circleci\.com\/.*)\/?$/;

type Key = 'workflow' | 'no-email' | 'no-url' | 'issuer' | 'wildcard';

export default policyRule({
  id: 'policy/fulcio-identity',
  title: { en: 'Signer that no certificate names', ja: 'どの証明書にも一致しない署名者' },
  severity: 'warning',
  references: [
    manual,
    { title: 'Sigstore: Fulcio', url: 'https://docs.sigstore.dev/certificate_authority/oidc-in-fulcio/' },
  ],
  messages: {
    workflow: {
      en: 'Certificates from "{value}" name a workflow by a URI and no e-mail address: no signature will ever fit.',
      ja: '「{value}」の証明書にはワークフローの URI が入り、メールアドレスは入らないため、どの署名も一致しません。',
    },
    'no-email': {
      en: '"{value}" is no e-mail address, and nothing else is compared: no signature will ever fit.',
      ja: '「{value}」はメールアドレスではありません。照合されるのはメールアドレスだけなので、どの署名も一致しません。',
    },
    wildcard: {
      en: 'There are no wildcards in "{key}": "{value}" is compared to the letter.',
      ja: '「{key}」にワイルドカードは使えません。「{value}」はそのままの文字として照合されます。',
    },
    'no-url': {
      en: 'The issuer "{value}" is no https:// URL, as it stands in certificates.',
      ja: '発行者「{value}」は、証明書に入る https:// の URL ではありません。',
    },
    issuer: {
      en: 'The issuer is spelt "{right}" in certificates, and is compared to the letter.',
      ja: '証明書に入る発行者は「{right}」です。1 文字でも違うと一致しません。',
    },
  },
  why: {
    en: 'The policy loads, and then every image that falls under it is denied.',
    ja: 'ポリシーは読み込めても、該当するイメージはすべて拒否されます。',
  },
  remedy: {
    en: 'Name a person or a service account by its e-mail address and the issuer that vouches for it. What CI signs with its workflow identity needs a key instead: keyPath.',
    ja: '人やサービスアカウントのメールアドレスと、それを保証する発行者を書いてください。CI がワークフローの ID で署名する場合は、代わりに鍵（keyPath）が必要です。',
  },
  examples: {
    bad: [
      { text: fulcio('«"https://token.actions.githubusercontent.com"»', '"a@b.example"') },
      {
        text: fulcio(
          '"https://github.com/login/oauth"',
          '«"https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main"»',
        ),
      },
      { text: fulcio('"https://accounts.google.com"', '«"*@acme.example"»') },
      { text: fulcio('«"https://*.acme.example"»', '"a@acme.example"') },
      {
        text: fulcio('«"https://accounts.google.com/"»', '"a@b.example"'),
        fixed: fulcio('"https://accounts.google.com"', '"a@b.example"'),
      },
      {
        text: fulcio('«"accounts.google.com"»', '"a@b.example"'),
        fixed: fulcio('"https://accounts.google.com"', '"a@b.example"'),
      },
      {
        text: '{"default": [{"type": "sigstoreSigned", "pki": {"caRootsPath": "/etc/pki/ca.pem", "subjectEmail": «"release"»}}]}',
      },
    ],
    good: [
      { text: fulcio('"https://accounts.google.com"', '"a@b.example"') },
      { text: fulcio('"https://github.com/login/oauth"', '"a@b.example"') },
      { text: fulcio('"https://login.acme.example/"', '"a@b.example"') },
      { text: fulcio('"https://login.acme.example"', '"{{ email }}"') },
      {
        text: '{"default": [{"type": "sigstoreSigned", "pki": {"caRootsPath": "/etc/pki/ca.pem", "subjectHostname": "build.example"}}]}',
      },
    ],
  },
  *check(file): Iterable<Report<Key>> {
    for (const { requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const fulcio = memberNamed(requirement.node, 'fulcio')?.value;
      const pki = memberNamed(requirement.node, 'pki')?.value;
      if (fulcio?.type === 'object') yield* judgeFulcio(fulcio);
      if (pki?.type === 'object') yield* judgeEmail(stringNamed(pki, 'subjectEmail'));
    }
  },
});

function* judgeFulcio(fulcio: JsonObject): Iterable<Report<Key>> {
  const issuer = stringNamed(fulcio, 'oidcIssuer');
  if (issuer && workflows.test(issuer.value))
    yield { at: issuer.span, message: 'workflow', params: { value: issuer.value } };
  else {
    if (issuer) yield* judgeIssuer(issuer);
    yield* judgeEmail(stringNamed(fulcio, 'subjectEmail'));
  }
}

function* judgeIssuer({ span, value }: JsonString): Iterable<Report<Key>> {
  if (value === '' || people.includes(value)) return;
  if (value.includes('*')) {
    yield { at: span, message: 'wildcard', params: { key: 'oidcIssuer', value } };
    return;
  }
  const bare = value.replace(/^(?:https?:\/\/)?/, 'https://').replace(/\/+$/, '');
  const right = people.includes(bare) ? bare : nearest(value, people);
  if (right !== undefined)
    yield { at: span, message: 'issuer', params: { right }, fixes: [rewrite(span, right, false)] };
  else if (!value.startsWith('https://')) yield { at: span, message: 'no-url', params: { value } };
}

function* judgeEmail(email: JsonString | undefined): Iterable<Report<Key>> {
  if (!email || email.value === '') return;
  const { span, value } = email;
  if (value.includes('*')) yield { at: span, message: 'wildcard', params: { key: 'subjectEmail', value } };
  else if (!/^[^\s@/]+@[^\s@/]+$/.test(value)) yield { at: span, message: 'no-email', params: { value } };
}

function stringNamed(object: JsonObject, key: string): JsonString | undefined {
  const value = memberNamed(object, key)?.value;
  return value?.type === 'string' ? value : undefined;
}
