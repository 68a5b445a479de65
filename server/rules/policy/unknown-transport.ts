import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { isTransport, transportMeant, transports } from '../../podman/policyTransports.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const registry = (transport: string): string =>
  `{"default": [{"type": "insecureAcceptAnything"}], "transports": {${transport}: {"registry.example.com": [{"type": "reject"}]}}}`;

export default policyRule({
  id: 'policy/unknown-transport',
  title: { en: 'Transport that does not exist', ja: '存在しないトランスポート' },
  severity: 'warning',
  references: [manual, { title: 'containers-transports(5)' }, book],
  messages: {
    unknown: {
      en: 'There is no transport "{transport}": nothing in here ever counts.',
      ja: '「{transport}」というトランスポートはなく、この中の設定は一切使われません。',
    },
    meant: {
      en: 'There is no transport "{transport}": nothing in here ever counts. "{right}" is meant.',
      ja: '「{transport}」というトランスポートはなく、この中の設定は一切使われません。「{right}」のことと思われます。',
    },
  },
  why: {
    en: 'Podman takes any name without a word, and judges the images by the default instead.',
    ja: 'Podman はどんな名前でも黙って受け入れ、イメージには代わりに既定の要件が適用されます。',
  },
  remedy: {
    en: 'Write one of the transports of containers-transports(5); for registries it is "docker", without a colon.',
    ja: 'containers-transports(5) のトランスポート名を書いてください。レジストリの場合はコロンなしの "docker" です。',
  },
  examples: {
    bad: [
      { text: registry('«"dokcer"»'), fixed: registry('"docker"') },
      { text: registry('«"docker:"»'), fixed: registry('"docker"') },
      { text: registry('«"registry"»'), fixed: registry('"docker"') },
      { text: registry('«"Docker"»'), fixed: registry('"docker"') },
      { text: registry('«"whatever"»') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {}, «"docker://"»: {"quay.io/acme": [{"type": "insecureAcceptAnything"}]}, «""»: {}}}',
      },
    ],
    good: [
      { text: registry('"docker"') },
      { text: registry('"atomic"') },
      { text: '{"default": [{"type": "reject"}], "transports": {"containers-storage": {"": [{"type": "reject"}]}}}' },
      { text: '{"default": [{"type": "reject"}], "transports": {"{{ transport }}": {"": [{"type": "reject"}]}}}' },
      { text: '{"default": [{"type": "reject"}], "transports": {}}' },
    ],
  },
  *check(file): Iterable<Report<'unknown' | 'meant'>> {
    const policy = policyIn(file);
    for (const { name, key } of policy?.transports ?? []) {
      if (isTransport(name)) continue;
      const right = transportMeant(name) ?? nearest(name, transports);
      const isFree = right !== undefined && !policy?.transports.some(other => other.name === right);
      yield {
        at: key.span,
        message: right === undefined ? 'unknown' : 'meant',
        params: { transport: name, right: right ?? '' },
        // What it says begins to count: that may be more than the default accepts.
        fixes: isFree ? [rewrite(key.span, right, false)] : [],
      };
    }
  },
});
