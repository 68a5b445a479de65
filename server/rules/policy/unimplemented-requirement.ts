import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { keyTypes } from '../../podman/policyGrammar.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const signedBy = (type: string): string =>
  `{"default": [{"type": "signedBy", "keyType": ${type}, "keyPath": "/etc/pki/key.gpg"}]}`;

export default policyRule({
  id: 'policy/unimplemented-requirement',
  title: { en: 'Requirement that nobody implements', ja: '実装されていない要件' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    type: {
      en: '"{type}" can be written but was never implemented: every image is denied.',
      ja: '「{type}」は書けますが実装されていないため、すべてのイメージが拒否されます。',
    },
    'key-type': {
      en: 'The keyType "{type}" can be written but was never implemented: every image is denied. Only GPGKeys works.',
      ja: 'keyType「{type}」は書けますが実装されていないため、すべてのイメージが拒否されます。使えるのは GPGKeys だけです。',
    },
  },
  why: {
    en: 'The policy loads, and then no image that falls under it can be pulled.',
    ja: 'ポリシーは読み込めますが、該当するイメージは 1 つも取得できません。',
  },
  remedy: {
    en: 'Use signedBy with GPGKeys or sigstoreSigned; if everything shall be denied, write reject.',
    ja: 'GPGKeys を使う signedBy か sigstoreSigned を使ってください。すべて拒否するなら reject と書いてください。',
  },
  examples: {
    bad: [
      { text: signedBy('«"X509Certificates"»') },
      { text: signedBy('«"signedByX509CAs"»') },
      { text: signedBy('«"signedByGPGKeys"»'), fixed: signedBy('"GPGKeys"') },
      {
        text: '{"default": [{"type": «"signedBaseLayer"», "baseLayerIdentity": {"type": "matchExact"}}]}',
        fixed: '{"default": [{"type": "reject"}]}',
      },
    ],
    good: [
      { text: signedBy('"GPGKeys"') },
      { text: signedBy('"PGP"') },
      { text: '{"default": [{"type": "sigstoreSigned", "keyPath": "/etc/pki/key.pub"}]}' },
      { text: '{"default": [{"type": "signedBaseLayer", "baseLayerIdentity": {{ identity }}}]}' },
    ],
  },
  *check(file): Iterable<Report<'type' | 'key-type'>> {
    for (const { type, at, node } of policyIn(file)?.entries.flatMap(e => e.requirements ?? []) ?? []) {
      if (type === 'signedBaseLayer') {
        const title = { text: { en: 'Reject everything, as it does', ja: '実際の動作のとおり、すべて拒否する' } };
        const fix = { title, edits: [{ span: node.span, text: '{"type": "reject"}' }], safe: false };
        yield { at, message: 'type', params: { type }, fixes: [fix] };
      }
      const keyType = type === 'signedBy' ? memberNamed(node, 'keyType')?.value : undefined;
      if (keyType?.type !== 'string' || keyType.value === 'GPGKeys' || !keyTypes.includes(keyType.value)) continue;
      const fixes = keyType.value === 'signedByGPGKeys' ? [rewrite(keyType.span, 'GPGKeys', false)] : [];
      yield { at: keyType.span, message: 'key-type', params: { type: keyType.value }, fixes };
    }
  },
});
