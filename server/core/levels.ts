import type { RuleInfo } from './rule.ts';
import type { Settings } from './settings.ts';
import type { Level } from './severity.ts';

/** A rule's level: the user's word first, then the profile's. */
export function levelOf(rule: RuleInfo, settings: Settings): Level {
  const given = settings.rules[rule.id];
  if (given !== undefined) return given;
  return typeof rule.severity === 'string' ? rule.severity : rule.severity[settings.profile];
}
