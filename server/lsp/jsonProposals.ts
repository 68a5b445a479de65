import type { Span } from '../core/span.ts';
import { replacedAt } from '../parse/json/strings.ts';
import type { Proposal, Proposals } from './features/model.ts';

/** On the same line, without a comma: nothing can begin there. */
const behindValue = /["}\]\w][ \t]*$/;

/** Proposals for a value or key of JSON, each with a comma where another one follows that has none in front. */
export function jsonProposals(
  text: string,
  place: Span,
  offset: number,
  items: readonly Proposal[],
): Proposals | undefined {
  const span = replacedAt(text, place, offset);
  if (items.length === 0 || behindValue.test(text.slice(Math.max(0, span.start - 100), span.start))) return undefined;
  const isFollowed = /^\s*["{[]/.test(text.slice(span.end));
  return { span, isWhole: true, items: isFollowed ? items.map(withComma) : items };
}

const withComma = (item: Proposal): Proposal => ({
  ...item,
  text: `${item.text ?? item.label},`,
  snippet: item.snippet === undefined ? undefined : `${item.snippet},`,
});
