import { editBetween } from '../../core/change.ts';
import { applyEdits, type Edit } from '../../core/fix.ts';
import type { Text } from '../../core/text.ts';
import { insertFirstMember } from '../../parse/json/edits.ts';
import { parseSeccompProfile, type SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { parties } from '../../podman/seccompBaseline.ts';
import { allow, allowFor, baseline, isForNamespaces, missingFor, narrowedFor } from './_baseline.ts';
import { dropped, type EffectiveFilter, saysNothing, usualFilter, usualHost } from './_filter.ts';
import { conditionsOf, isClosed, isNarrowed, type Passage, passageOf } from './_passage.ts';

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
  const before = saysNothing(profile) ? undefined : usualFilter(profile);
  if (startsAs(before, usualFilter(after))) return [editBetween(profile.file.text, filtered)];
  const { names, rules } = lost(before, after);
  const whole = names.length + rules.length > 0 ? applyEdits(filtered, allow(after, names, rules)) : filtered;
  return [editBetween(profile.file.text, whole)];
}

const startsAs = (before: EffectiveFilter | undefined, after: EffectiveFilter): boolean =>
  parties.every(
    party => missingFor(party, after).length === 0 && (!before || narrowedFor(party, before, after).length === 0),
  );

/**
 * What to allow of the usual calls: those that are denied now, and those that passed for more arguments before. What a
 * rule denies stays denied.
 */
function lost(before: EffectiveFilter | undefined, profile: SeccompProfile): { names: string[]; rules: string[] } {
  const filter = usualFilter(profile);
  const names: string[] = [];
  const rules: string[] = [];
  for (const name of baseline(filter)) {
    const [was, is] = [before ? passageOf(before, name) : nothing, passageOf(filter, name)];
    if (isDenied(profile, name) || !(isClosed(is) || isNarrowed(was, is))) continue;
    const isAllowed = !was.isOpen || was.exceptions.length === 0;
    const conditions = conditionsOf(was);
    if (isAllowed || (name === 'clone' && was.exceptions.every(isForNamespaces))) names.push(name);
    else if (conditions) rules.push(allowFor(name, conditions));
  }
  return { names, rules };
}

const nothing: Passage = { isOpen: false, exceptions: [] };

const isDenied = ({ rules }: SeccompProfile, name: string): boolean =>
  rules.some(
    rule =>
      rule.args.length === 0 &&
      /ERRNO|KILL|TRAP|TRACE/.test(rule.action?.value ?? '') &&
      rule.names.some(({ value }) => value === name) &&
      !dropped(rule, usualHost),
  );

function denyByDefault(text: string): string {
  const { defaultAction, root } = parseSeccompProfile(text);
  const object = root.at(-1);
  if (defaultAction || !object) return text;
  return applyEdits(text, [insertFirstMember(text, object, 'defaultAction', '"SCMP_ACT_ERRNO"')]);
}
