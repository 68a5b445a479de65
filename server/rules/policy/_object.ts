import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { removeSibling } from '../../parse/json/edits.ts';
import type { JsonMember, JsonObject } from '../../parse/json/tree.ts';
import type { PolicyKey } from './_messages.ts';

export type PolicyReport = Report<PolicyKey>;

/** What a check needs to know beside the value. */
export interface Place {
  readonly text: string;
  report(report: PolicyReport): void;
}

const writeInstead = { en: 'Write "{right}"', ja: '"{right}" と書く' };
const removeKey = { en: 'Remove "{key}"', ja: '"{key}" を削除する' };
const removeCopy = { en: 'Remove the second "{key}"', ja: '2 つ目の "{key}" を削除する' };

/** Puts a string in the place of a key or a value. */
export const rewrite = (span: Span, right: string, safe: boolean): Fix => ({
  title: { text: writeInstead, params: { right } },
  edits: [{ span, text: JSON.stringify(right) }],
  safe,
});

/**
 * The members of an object by key, as a strict parser takes them: every key once, and only known ones. A known key
 * that is misspelt is reported and then taken for what it means, so that one mistake is one finding.
 */
export function strictMembers(
  place: Place,
  object: JsonObject,
  known: readonly string[] | 'any',
): Map<string, JsonMember> {
  const members = new Map<string, JsonMember>();
  const unknown: { member: JsonMember; index: number }[] = [];
  object.members.forEach((member, index) => {
    const key = member.key.value;
    if (known !== 'any' && !known.includes(key)) unknown.push({ member, index });
    else if (members.has(key)) reportCopy(place, object, index, members.get(key));
    else members.set(key, member);
  });
  const free = known === 'any' ? [] : known.filter(key => !members.has(key));
  for (const { member, index } of unknown) {
    const right = reportUnknown(place, object, member, index, free);
    if (right !== undefined && !members.has(right)) members.set(right, member);
  }
  return members;
}

function reportCopy({ text, report }: Place, object: JsonObject, index: number, first: JsonMember | undefined) {
  const copy = object.members[index];
  if (!copy || !first) return;
  const source = ({ value }: JsonMember) => text.slice(value.span.start, value.span.end);
  const key = copy.key.value;
  const fixes: Fix[] =
    source(copy) === source(first)
      ? [
          {
            title: { text: removeCopy, params: { key } },
            edits: [removeSibling(text, object.members, index)],
            safe: true,
          },
        ]
      : [];
  report({ at: copy.key.span, message: 'duplicate-key', params: { key }, fixes });
}

/** Returns the key that is meant, if that is clear. */
function reportUnknown(
  { text, report }: Place,
  object: JsonObject,
  { key }: JsonMember,
  index: number,
  free: readonly string[],
): string | undefined {
  const sameLetters = free.find(name => name.toLowerCase() === key.value.toLowerCase());
  const right = sameLetters ?? nearest(key.value, free);
  const removal: Fix = {
    title: { text: removeKey, params: { key: key.value } },
    edits: [removeSibling(text, object.members, index)],
    safe: false,
  };
  report({
    at: key.span,
    message: sameLetters ? 'wrong-case' : 'unknown-key',
    params: { key: key.value, right: right ?? '' },
    fixes: right === undefined ? [removal] : [rewrite(key.span, right, true), removal],
  });
  return right;
}
