import type { Unit } from './kind.ts';
import { levelOf } from './levels.ts';
import { inRange } from './podmanVersion.ts';
import type { Report, Rule } from './rule.ts';
import type { Settings } from './settings.ts';
import type { Severity } from './severity.ts';

/** A report together with what the engine knows of it. */
export interface Judgement {
  readonly rule: Rule<unknown>;
  readonly severity: Severity;
  readonly unit: Unit<unknown>;
  /** Where the unit starts: the report's spans count from there. */
  readonly start: number;
  readonly report: Report;
}

type Verdict = Pick<Judgement, 'rule' | 'severity' | 'report'>;

/**
 * What was found for a content by settings. Both are immutable, so an answer holds as long as they live:
 * in a stream of 200 documents a keystroke costs one document's judgement.
 */
const remembered = new WeakMap<object, { settings: Settings; rules: unknown; verdicts: readonly Verdict[] }>();

export function judge(
  rules: readonly Rule<unknown>[],
  unit: Unit<unknown>,
  settings: Settings,
  onFailure: (rule: Rule<unknown>, error: unknown) => void,
): Judgement[] {
  const content = unit.content as object;
  const known = remembered.get(content);
  let verdicts = known?.settings === settings && known.rules === rules ? known.verdicts : undefined;
  if (!verdicts) {
    verdicts = rules.flatMap(rule => verdictsOf(rule, content, settings, onFailure));
    remembered.set(content, { settings, rules, verdicts });
  }
  return verdicts.map(verdict => ({ ...verdict, unit, start: unit.start }));
}

function verdictsOf(
  rule: Rule<unknown>,
  content: unknown,
  settings: Settings,
  onFailure: (rule: Rule<unknown>, error: unknown) => void,
): Verdict[] {
  const level = levelOf(rule, settings);
  if (level === 'off' || (rule.podman && !inRange(settings.podman, rule.podman))) return [];
  const givenByUser = settings.rules[rule.id] !== undefined;
  try {
    return [...rule.check(content, { settings })].map(report => ({
      rule,
      severity: givenByUser ? level : (report.severity ?? level),
      report,
    }));
  } catch (error) {
    onFailure(rule, error);
    return [];
  }
}
