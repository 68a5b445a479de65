import type { Fix } from '../../core/fix.ts';
import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { PolicyDocument } from '../../parse/securityPolicy/stream.ts';
import type { YamlEntry, YamlItem } from '../../parse/yaml/node.ts';
import { removePart } from '../../parse/yaml/remove.ts';

export const securityPolicyRule = ruleFor<PolicyDocument>();

export const references: AtLeastOne<Reference> = [
  {
    title: 'Podseal: Security policy',
    url: 'https://github.com/podseal/podseal/blob/main/docs/security-policy.md',
  },
  { title: 'Podman book 8.6.2' },
];

/** Writes a word instead of what stands there; unless told otherwise, within the same quotes. */
export function replacement({ text, yaml }: PolicyDocument, span: Span, word: string, isQuoted = true): Fix[] {
  if (yaml.isBroken) return [];
  const [quote = ''] = isQuoted ? (/^["']/.exec(text.slice(span.start, span.start + 1)) ?? []) : [];
  const title = { text: { en: 'Write {word}', ja: '{word} に書き換える' }, params: { word } };
  return [{ title, edits: [{ span, text: quote + word + quote }], safe: false }];
}

/** Removes a part of the policy. */
export function removal({ text, yaml }: PolicyDocument, part: YamlEntry | YamlItem | undefined, safe: boolean): Fix[] {
  const edits = part && !yaml.isBroken ? removePart(text, part) : undefined;
  return edits ? [{ title: { text: { en: 'Remove it', ja: '削除する' } }, edits, safe }] : [];
}
