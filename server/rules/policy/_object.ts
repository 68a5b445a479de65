import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { removeSibling } from '../../parse/json/edits.ts';
import type { JsonMember, JsonObject, JsonValue } from '../../parse/json/tree.ts';
import type { PolicyKey } from './_messages.ts';

export type PolicyReport = Report<PolicyKey>;

/** What a check needs to know beside the value. */
export interface Place {
  readonly text: string;
  /** The version that will read it. */
  readonly podman: string;
  report(report: PolicyReport): void;
}

const writeInstead = { en: 'Write "{right}"', ja: '「{right}」と書く' };
const removeKey = { en: 'Remove "{key}"', ja: '「{key}」を削除する' };
const removeCopy = { en: 'Remove the second "{key}"', ja: '2 つ目の「{key}」を削除する' };

/** Puts a string in the place of a key or a value. */
export const rewrite = (span: Span, right: string, safe: boolean): Fix => ({
  title: { text: writeInstead, params: { right } },
  edits: [{ span, text: JSON.stringify(right) }],
  safe,
});

/** The name of a type that stands alone as the object that has it. */
export function asObject(value: JsonValue, types: readonly string[]): Fix[] {
  if (value.type !== 'string' || !types.includes(value.value)) return [];
  const title = { text: { en: 'Make it an object', ja: 'オブジェクトにする' } };
  const edit = { span: value.span, text: `{"type": ${JSON.stringify(value.value)}}` };
  return [{ title, edits: [edit], safe: false }];
}

/** Whether it holds a key that is none here, which may be the one that is missed. */
export const hasUnknown = (object: JsonObject, members: ReadonlyMap<string, JsonMember>): boolean =>
  object.members.some(({ key }) => !members.has(key.value) && ![...members.values()].some(taken => taken.key === key));

/**
 * The members of an object by key, as a strict parser takes them: every key once, and only known ones. A known key
 * that is misspelt is reported and then taken for what it means, so that one mistake is one finding.
 */
export function strictMembers(
  place: Place,
  object: JsonObject,
  known: readonly string[] | 'any',
  isEachNeeded = false,
): Map<string, JsonMember> {
  const members = new Map<string, JsonMember>();
  const unknown: { member: JsonMember; index: number }[] = [];
  object.members.forEach((member, index) => {
    const key = asGoReads(member.key.value);
    if (known !== 'any' && !known.includes(key)) unknown.push({ member, index });
    else if (members.has(key)) reportCopy(place, object, index, members.get(key));
    else members.set(key, member);
  });
  const names = known === 'any' ? [] : known;
  const free = names.filter(key => !members.has(key));
  const isOnlyChoice = isEachNeeded && unknown.length === 1 && free.length === 1;
  for (const { member, index } of unknown) {
    const meant = meantKey(member, names, free) ?? (isOnlyChoice ? { key: free[0] ?? '', isSame: false } : undefined);
    reportUnknown(place, object, index, names, meant);
    // Of a guess the value is not judged: it may belong to the key that stands there.
    const value = meant?.isSame ? member.value : ({ type: 'unknown', span: member.value.span } as const);
    if (meant && !members.has(meant.key)) members.set(meant.key, { ...member, value });
  }
  return members;
}

/** Half a character is U+FFFD there, so that two different halves are one key. */
const asGoReads = (key: string): string => key.replace(/\p{Cs}/gu, '\ufffd');

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

interface Meant {
  readonly key: string;
  /** Only upper and lower case differ. */
  readonly isSame: boolean;
}

function meantKey({ key }: JsonMember, known: readonly string[], free: readonly string[]): Meant | undefined {
  const same = known.find(name => name.toLowerCase() === key.value.toLowerCase());
  // The key itself stands there, too: this one is no other.
  if (same !== undefined && !free.includes(same)) return undefined;
  if (same !== undefined) return { key: same, isSame: true };
  const near = nearest(key.value, free);
  return near === undefined ? undefined : { key: near, isSame: false };
}

function reportUnknown(
  { text, report }: Place,
  object: JsonObject,
  index: number,
  known: readonly string[],
  meant: Meant | undefined,
) {
  const span = object.members[index]?.key.span ?? object.span;
  const key = object.members[index]?.key.value ?? '';
  const removal: Fix = {
    title: { text: removeKey, params: { key } },
    edits: [removeSibling(text, object.members, index)],
    safe: false,
  };
  report({
    at: span,
    message: meant ? (meant.isSame ? 'wrong-case' : 'misspelt-key') : 'unknown-key',
    params: { key, right: meant?.key ?? '', known: known.join(', ') },
    fixes: meant ? [rewrite(span, meant.key, true), removal] : [removal],
  });
}
