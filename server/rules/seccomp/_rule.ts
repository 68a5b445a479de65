import type { Fix } from '../../core/fix.ts';
import type { Report, Rule } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { ruleForWhole } from '../_jsonSyntax.ts';
import { keepsStarting } from './_starts.ts';

const ruleForProfile = ruleForWhole<SeccompProfile>(({ file }) => file);

/** A rule whose repairs end no container's start. */
export const seccompRule = <Key extends string>(rule: Rule<SeccompProfile, Key>): Rule<SeccompProfile> =>
  ruleForProfile<Key>({
    ...rule,
    *check(profile, context) {
      for (const report of rule.check(profile, context)) yield guarded(profile, report);
    },
  });

/** The report with those of its repairs that work, which is tried out once somebody asks for them. */
function guarded<Key extends string>(profile: SeccompProfile, report: Report<Key>): Report<Key> {
  const { fixes = [] } = report;
  if (fixes.length === 0) return report;
  let working: readonly Fix[] | undefined;
  return {
    ...report,
    get fixes() {
      working ??= fixes.filter(fix => keepsStarting(profile, fix));
      return working;
    },
  };
}
