import { editBetween } from '../../core/change.ts';
import { applyEdits, type Edit } from '../../core/fix.ts';
import type { Text } from '../../core/text.ts';
import { insertFirstMember } from '../../parse/json/edits.ts';
import { parseSeccompProfile, type SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { allow, baselines, missingIn } from './_baseline.ts';
import { usualFilter } from './_filter.ts';

/** The title of such edits where a default that denies is among them. */
export const denyTitle: Text = {
  en: 'Deny what no rule allows (SCMP_ACT_ERRNO), and let containers start',
  ja: '許可されていない呼び出しを拒否し (SCMP_ACT_ERRNO)、起動に必要なものは許可する',
};

/**
 * Edits that put a filter where none was, or a stricter one, with what runtimes and C libraries need of it: a repair
 * after which no container starts is taken back at once, and the filter with it.
 */
export function startingStill(profile: SeccompProfile, edits: readonly Edit[]): readonly Edit[] {
  const filtered = denyByDefault(applyEdits(profile.file.text, edits));
  const after = parseSeccompProfile(filtered);
  const filter = usualFilter(after);
  if (missingIn(filter).names.length === 0) return [editBetween(profile.file.text, filtered)];
  return [editBetween(profile.file.text, applyEdits(filtered, allow(after, baselines(filter).all)))];
}

function denyByDefault(text: string): string {
  const { defaultAction, root } = parseSeccompProfile(text);
  const object = root.at(-1);
  if (defaultAction || !object) return text;
  return applyEdits(text, [insertFirstMember(text, object, 'defaultAction', '"SCMP_ACT_ERRNO"')]);
}
