import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import { isNull } from '../../parse/json/goValues.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import { policyIn, type Requirement } from '../../parse/policy/policy.ts';
import { isBase64 } from '../../podman/policyGrammar.ts';
import { bytesContent } from '../../podman/policyKeys.ts';
import { keyDatas, wrongFormat } from './_keys.ts';
import { loggedSigstore } from './_policyExamples.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (source: string): string => `{"default": [{"type": "signedBy", "keyType": "GPGKeys", ${source}}]}`;

const encoded = (kind: string): string => `"${btoa(`-----BEGIN ${kind}-----\nMFkw\n-----END ${kind}-----\n`)}"`;

type Key = 'empty' | 'private' | 'not-gpg' | 'not-public-key' | 'not-certificate';

export default policyRule({
  id: 'policy/key-data',
  title: { en: 'Key data that cannot be used', ja: '使えない鍵データ' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    empty: {
      en: 'There is no key in "{key}": no image will ever be accepted.',
      ja: '「{key}」に鍵がないため、どのイメージも受け入れられません。',
    },
    private: {
      en: 'The data of "{key}" is a private key; a policy needs the public one.',
      ja: '「{key}」のデータは秘密鍵です。ポリシーに必要なのは公開鍵です。',
    },
    'not-gpg': {
      en: 'The data of "{key}" is no key of GnuPG, which "signedBy" needs.',
      ja: '「{key}」のデータは GnuPG の鍵ではありません。"signedBy" には GnuPG の公開鍵が必要です。',
    },
    'not-public-key': {
      en: 'The data of "{key}" is no public key in PEM.',
      ja: '「{key}」のデータは PEM 形式の公開鍵ではありません。',
    },
    'not-certificate': {
      en: 'The data of "{key}" is no certificate in PEM.',
      ja: '「{key}」のデータは PEM 形式の証明書ではありません。',
    },
  },
  why: {
    en: 'The policy loads, and then every image that falls under it is denied: Podman reads the key only when it sees a signature.',
    ja: 'ポリシーは読み込めても、該当するイメージはすべて拒否されます。Podman が鍵を読むのは署名を確かめるときだけです。',
  },
  remedy: {
    en: 'Put the public key there as base64: gpg --export KEY | base64 -w0, or base64 -w0 cosign.pub. A private key that stood in a policy should be replaced.',
    ja: '公開鍵を base64 で書いてください（gpg --export KEY | base64 -w0 または base64 -w0 cosign.pub）。ポリシーに書かれた秘密鍵は作り直してください。',
  },
  examples: {
    bad: [
      { text: signedBy('"keyData": «""»') },
      { text: signedBy('"keyPaths": «[]»') },
      { text: signedBy('"keyPaths": [«""»]') },
      { text: loggedSigstore('"keyPaths": ["/etc/pki/key.pub", «null»]') },
      { text: signedBy('"keyData": «"aGVsbG8="»') },
      { text: signedBy(`"keyData": «${encoded('PUBLIC KEY')}»`) },
      { text: signedBy(`"keyData": «${encoded('PGP PRIVATE KEY BLOCK')}»`) },
      { text: loggedSigstore('"keyData": «"aGVsbG8="»') },
      { text: loggedSigstore('"keyPath": «""»'), settings: { podman: '4.3' } },
      { text: loggedSigstore('"keyData": «null»'), settings: { podman: '4.3' } },
      { text: loggedSigstore(`"keyDatas": [${encoded('PUBLIC KEY')}, «${encoded('CERTIFICATE')}»]`) },
      {
        text: loggedSigstore(
          `"fulcio": {"caData": «${encoded('PUBLIC KEY')}», "oidcIssuer": "https://a.example", "subjectEmail": "a@b.example"}`,
        ),
      },
    ],
    good: [
      { text: signedBy(`"keyData": ${encoded('PGP PUBLIC KEY BLOCK')}`) },
      // The first byte of a public key's packet.
      { text: signedBy('"keyData": "mQENBA=="') },
      { text: loggedSigstore(`"keyData": ${encoded('PUBLIC KEY')}`) },
      { text: signedBy('"keyPath": "/etc/pki/key.gpg"') },
      // Not base64 at all: the parser says so.
      { text: signedBy('"keyData": "!"') },
      { text: signedBy('"keyData": "{{ key }}"') },
    ],
  },
  *check(file, { settings }): Iterable<Report<Key>> {
    const isOld = inRange(settings.podman, '<4.4');
    for (const requirement of policyIn(file)?.entries.flatMap(({ requirements }) => requirements ?? []) ?? []) {
      yield* noKeys(requirement);
      if (isOld) yield* takenForKey(requirement);
      for (const { key, value, format } of keyDatas(requirement)) {
        if (!isBase64(value.value)) continue;
        const params = { key };
        const content = bytesContent(atob(value.value.replace(/[\r\n]/g, '')));
        if (value.value === '') yield { at: value.span, message: 'empty', params };
        else if (content === 'private-key') yield { at: value.span, message: 'private', params };
        else if (content !== format) yield { at: value.span, message: wrongFormat[format], params };
      }
    }
  },
});

/** What Podman 4.3 takes for a key of `sigstoreSigned`, and later ones refuse. */
function* takenForKey({ type, node }: Requirement): Iterable<Report<Key>> {
  for (const key of type === 'sigstoreSigned' ? ['keyPath', 'keyData'] : []) {
    const value = memberNamed(node, key)?.value;
    const isEmptyPath = key === 'keyPath' && value?.type === 'string' && value.value === '';
    if (value && (isNull(value) || isEmptyPath)) yield { at: value.span, message: 'empty', params: { key } };
  }
}

/** A list of paths without any, which `signedBy` takes, and one of none, which both take. */
function* noKeys({ type, node }: Requirement): Iterable<Report<Key>> {
  for (const key of type === 'signedBy' ? ['keyPaths'] : ['keyPaths', 'rekorPublicKeyPaths']) {
    const list = memberNamed(node, key)?.value;
    if (list?.type !== 'array') continue;
    if (list.items.length === 0 && type === 'signedBy') yield { at: list.span, message: 'empty', params: { key } };
    for (const item of list.items)
      if (isNull(item) || (item.type === 'string' && item.value === ''))
        yield { at: item.span, message: 'empty', params: { key } };
  }
}
