import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { nameless } from '../../podman/policyTransports.ts';
import { identityOf, signatures } from './_identities.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (identity: string, transport = 'docker'): string =>
  `{"default": [{"type": "reject"}], "transports": {"${transport}": {"": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg", "signedIdentity": {"type": ${identity}}}]}}}`;

export default policyRule({
  id: 'policy/match-exact-by-digest',
  title: { en: 'Signatures that are lost by digest', ja: 'ダイジェスト指定では通らない署名' },
  severity: 'info',
  references: [manual, book],
  messages: {
    digest: {
      en: 'With "matchExact" every pull by digest is denied: signatures are for tags.',
      ja: '"matchExact" では、ダイジェストを指定した pull はすべて拒否されます。署名はタグに対して付けられるためです。',
    },
  },
  why: {
    en: 'Images that are pinned by digest, as they should be, cannot be pulled then, and someone will weaken the policy for it.',
    ja: '本来望ましいダイジェスト固定のイメージが取得できなくなり、そのためにポリシーが緩められがちです。',
  },
  remedy: {
    en: 'Use matchRepoDigestOrExact: by tag it asks for the same, and a digest names the image itself.',
    ja: 'matchRepoDigestOrExact を使ってください。タグでは同じ照合を行い、ダイジェストはイメージそのものを指します。',
  },
  examples: {
    bad: [
      { text: signedBy('«"matchExact"»'), fixed: signedBy('"matchRepoDigestOrExact"') },
      {
        text: '{"default": [{"type": "sigstoreSigned", "keyPath": "/k.pub", "rekorPublicKeyPath": "/r.pub", "signedIdentity": {"type": «"matchExact"»}}]}',
        fixed:
          '{"default": [{"type": "sigstoreSigned", "keyPath": "/k.pub", "rekorPublicKeyPath": "/r.pub", "signedIdentity": {"type": "matchRepoDigestOrExact"}}]}',
      },
      {
        text: signedBy('«"matchExact"»', 'containers-storage'),
        fixed: signedBy('"matchRepoDigestOrExact"', 'containers-storage'),
      },
    ],
    good: [
      { text: signedBy('"matchRepoDigestOrExact"') },
      { text: signedBy('"matchRepository"') },
      // Nothing matches there anyway.
      { text: signedBy('"matchExact"', 'dir') },
      { text: '{"default": [{"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchExact"}}]}' },
    ],
  },
  *check(file): Iterable<Report<'digest'>> {
    for (const { entry, requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const type = identityOf(requirement)?.type;
      if (type?.value !== 'matchExact' || nameless.has(entry.transport ?? '')) continue;
      // It accepts a little more than before.
      yield { at: type.span, message: 'digest', fixes: [rewrite(type.span, 'matchRepoDigestOrExact', false)] };
    }
  },
});
