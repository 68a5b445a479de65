import type { Span } from '../core/span.ts';
import { replacedAt } from '../parse/json/strings.ts';
import type { Proposal, Proposals } from './features/model.ts';

/** Proposals for a value or key of JSON, each with a comma where another one follows that has none in front. */
export function jsonProposals(
  text: string,
  place: Span,
  offset: number,
  items: readonly Proposal[],
): Proposals | undefined {
  const span = replacedAt(text, place, offset);
  const isFollowed = /^\s*["{[]/.test(text.slice(span.end));
  return items.length === 0 ? undefined : { span, isWhole: true, items: isFollowed ? items.map(withComma) : items };
}

const withComma = (item: Proposal): Proposal => ({
  ...item,
  text: `${item.text ?? item.label},`,
  snippet: item.snippet === undefined ? undefined : `${item.snippet},`,
});
