import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { comparesNothing, identityOf, signatures } from './_identities.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (identity: string): string =>
  `{"default": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg", "signedIdentity": {${identity}}}]}`;

const sigstore = (identity: string): string =>
  `{"default": [{"type": "sigstoreSigned", "keyPath": "/etc/pki/key.pub", "rekorPublicKeyPath": "/etc/pki/rekor.pub", "signedIdentity": {${identity}}}]}`;

export default policyRule({
  id: 'policy/loose-identity',
  title: { en: 'Signature that fits any tag', ja: 'どのタグにも通用する署名' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    any: {
      en: 'With "{type}" the signature of any image in the repository is good for every tag.',
      ja: '「{type}」では、リポジトリ内のどれか 1 つのイメージの署名が、すべてのタグに通用します。',
    },
    cosign: {
      en: 'With "{type}" the signature of any image in the repository is good for every tag; what cosign signs without a tag needs it.',
      ja: '「{type}」では、リポジトリ内のどれか 1 つのイメージの署名が、すべてのタグに通用します。cosign がタグなしで付けた署名には必要です。',
    },
  },
  why: {
    en: 'Who controls the registry, or sits in between, can serve an old, vulnerable image under a new tag, with its good signature.',
    ja: 'レジストリや通信経路を支配する者が、古い脆弱なイメージを正しい署名付きのまま新しいタグで配布できます。',
  },
  remedy: {
    en: 'Use matchRepoDigestOrExact, or name images by digest wherever they are used.',
    ja: 'matchRepoDigestOrExact を使うか、イメージを使う側でダイジェストを指定してください。',
  },
  examples: {
    bad: [
      {
        text: signedBy('"type": «"matchRepository"»'),
        fixed: signedBy('"type": "matchRepoDigestOrExact"'),
      },
      { text: signedBy('"type": «"exactRepository"», "dockerRepository": "quay.io/acme/app"') },
      { text: signedBy('"type": «"exactRepository"», "dockerRepository": "quay.io/acme/app:1.0"') },
      { text: sigstore('"type": «"matchRepository"»') },
    ],
    good: [
      { text: signedBy('"type": "matchRepoDigestOrExact"') },
      { text: signedBy('"type": "exactReference", "dockerReference": "quay.io/acme/app:1.0"') },
      { text: signedBy('"type": "remapIdentity", "prefix": "a.example", "signedPrefix": "b.example"') },
      { text: '{"default": [{"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchRepository"}}]}' },
      { text: signedBy('"type": "{{ identity }}"') },
      // Nothing matches there anyway.
      {
        text: `{"default": [{"type": "reject"}], "transports": {"dir": {"": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg", "signedIdentity": {"type": "matchRepository"}}]}}}`,
      },
    ],
  },
  *check(file): Iterable<Report<'any' | 'cosign'>> {
    for (const { entry, requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const identity = identityOf(requirement);
      const type = identity?.type;
      if (type?.value !== 'matchRepository' && type?.value !== 'exactRepository') continue;
      if (comparesNothing(entry, identity)) continue;
      const params = { type: type.value };
      if (requirement.type === 'sigstoreSigned') yield { at: type.span, message: 'cosign', params, severity: 'info' };
      else {
        const fixes = type.value === 'matchRepository' ? [rewrite(type.span, 'matchRepoDigestOrExact', false)] : [];
        yield { at: type.span, message: 'any', params, fixes };
      }
    }
  },
});
