import { applyEdits, type Edit } from '../../core/fix.ts';
import { insertFirstMember } from '../../parse/json/edits.ts';
import { parseSeccompProfile, type SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { allow, baselines, missingIn } from './_baseline.ts';
import { usualFilter } from './_filter.ts';

/**
 * Edits that put a filter where none was, or a stricter one, with what runtimes and C libraries need of it: a repair
 * after which no container starts is taken back at once, and the filter with it.
 */
export function startingStill(profile: SeccompProfile, edits: readonly Edit[]): readonly Edit[] {
  if (!profile.isWhole) return edits;
  const filtered = denyByDefault(applyEdits(profile.file.text, edits));
  const after = parseSeccompProfile(filtered);
  const filter = usualFilter(after);
  if (missingIn(filter).names.length === 0) return [difference(profile.file.text, filtered)];
  return [difference(profile.file.text, applyEdits(filtered, allow(after, filter, baselines(filter).all)))];
}

function denyByDefault(text: string): string {
  const { defaultAction, root } = parseSeccompProfile(text);
  const object = root.at(-1);
  if (defaultAction || !object) return text;
  return applyEdits(text, [insertFirstMember(text, object, 'defaultAction', '"SCMP_ACT_ERRNO"')]);
}

/** What is between the same beginning and the same end. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { span: { start, end: before.length - same }, text: after.slice(start, after.length - same) };
}
