import type { Fix } from '../../core/fix.ts';
import type { TypeFault } from '../../parse/json/goValues.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import type { JsonValue } from '../../parse/json/tree.ts';
import { fix, removeItem } from './_edits.ts';
import type { Refusal } from './_verdict.ts';

/** A value that sets nothing. */
export const isEmpty = (value: JsonValue): boolean =>
  (value.type === 'literal' && value.value === null) || (value.type === 'string' && value.value === '');

/** What Go's encoding/json does not put into Podman's struct, and the entries that it leaves empty. */
export function* typeRefusals(profile: SeccompProfile): Iterable<Refusal> {
  const { file, typeFaults, syscalls } = profile;
  for (const fault of typeFaults) {
    const isRoot = fault.has === file.root;
    yield { at: fault.at, message: isRoot ? 'root' : fault.wants, fixes: isRoot ? [] : repairs(profile, fault) };
  }
  for (const item of syscalls?.items ?? []) {
    const node = item.at(-1);
    if (!syscalls || node?.type !== 'literal' || node.value !== null) continue;
    const edits = [removeItem(profile, syscalls.array.items, node)];
    yield { at: node.span, message: 'null-entry', fixes: [fix({ en: 'Remove it', ja: '削除する' }, edits)] };
  }
}

function repairs({ file }: SeccompProfile, { wants, has }: TypeFault): Fix[] {
  const { span } = has;
  const own = file.text.slice(span.start, span.end);
  const text = rewritten(wants, has, own);
  const title = { en: 'Write {text}', ja: '{text} と書く' };
  return text === undefined
    ? []
    : [fix(title, [{ span, text }], false, { text: text.length > 40 ? `${text.slice(0, 40)}…` : text })];
}

/** The value as it was meant, where there is but one way to mean it. */
function rewritten(wants: TypeFault['wants'], has: TypeFault['has'], own: string): string | undefined {
  if (wants === 'uint') return wholeNumber(has.type === 'string' ? has.value.trim() : own);
  if (wants === 'list' && (has.type === 'string' || (has.type === 'object' && has.members.length > 0)))
    return `[${own}]`;
  if ((wants === 'list' && has.type === 'object') || (wants === 'object' && has.type === 'array')) {
    const isBare = has.type === 'object' ? has.members.length === 0 : has.items.length === 0;
    return isBare ? (wants === 'list' ? '[]' : '{}') : undefined;
  }
  return undefined;
}

function wholeNumber(text: string): string | undefined {
  if (!/^(0x[\da-f]+|\d+(\.0*)?|\d(\.\d+)?e\+?\d{1,2})$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? String(number) : undefined;
}
