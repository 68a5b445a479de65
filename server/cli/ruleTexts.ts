import { ownRules } from '../core/ownRules.ts';
import type { Rule, RuleInfo } from '../core/rule.ts';
import { type Level, type Profile, profiles } from '../core/severity.ts';
import { kinds } from '../rules/registry.ts';

/** Every rule with its messages and examples. Its content's type is of no interest here. */
export type AnyRule = RuleInfo & Pick<Rule<never>, 'messages' | 'examples'>;

/** What people came for stands first. */
const kindsInOrder = [...kinds].sort((a, b) => Number(a.id === 'config') - Number(b.id === 'config'));

export const allRules: readonly AnyRule[] = [
  ...kindsInOrder.flatMap(kind => kind.rules as readonly AnyRule[]),
  ...ownRules,
];

export const levelsOf = ({ severity }: RuleInfo): Record<Profile, Level> =>
  Object.fromEntries(
    profiles.map(profile => [profile, typeof severity === 'string' ? severity : severity[profile]]),
  ) as Record<Profile, Level>;
