import { carried } from './change.ts';
import type { Since, Unit } from './kind.ts';
import { levelOf } from './levels.ts';
import { inRange } from './podmanVersion.ts';
import { Memory, rememberForBoth } from './remember.ts';
import type { Context, Report, Rule } from './rule.ts';
import type { Settings } from './settings.ts';
import type { Severity } from './severity.ts';
import { moveReport } from './shiftReport.ts';
import { Inquiry } from './workspace.ts';

/** A report together with what the engine knows of it. Its spans count from where the judged unit starts. */
export interface Judgement {
  readonly rule: Rule<unknown>;
  readonly severity: Severity;
  readonly report: Report;
}

interface Judged {
  readonly settings: Settings;
  readonly rules: unknown;
  readonly inquiry: Inquiry;
  /** Of each active rule, in their order. */
  readonly byRule: readonly (readonly Judgement[])[];
  readonly all: readonly Judgement[];
}

/**
 * What was found for a version of a content by settings and by what the workspace said. The first two are immutable,
 * so an answer holds as long as they live and the workspace says the same: in a stream of 200 documents a keystroke
 * costs one document's judgement.
 */
const remembered = new Memory<object, Judged>();

/** The same list as long as nothing changes; of what has changed since another version, only what it takes is judged. */
export function judge(
  rules: readonly Rule<unknown>[],
  unit: Unit<unknown>,
  { settings, workspace }: Context,
  onFailure: OnFailure,
): readonly Judgement[] {
  const holding = (version: object): Judged | undefined => {
    const judged = remembered.get(version);
    const holds = judged?.settings === settings && judged.rules === rules && judged.inquiry.holdsIn(workspace);
    return holds ? judged : undefined;
  };
  const { content, version = content as object, since } = unit;
  const known = holding(version);
  if (known) return known.all;
  const before = since && holding(since.version);
  const inquiry = new Inquiry(workspace, before?.inquiry);
  const context = { settings, workspace: inquiry };
  const byRule = activeAmong(rules, settings).map((active, i) =>
    before && isUntouched(active.rule, since)
      ? carriedOver(before.byRule[i], since)
      : judgedBy(active, content, context, onFailure),
  );
  const all: Judgement[] = [];
  for (const judgements of byRule) for (const judgement of judgements) all.push(judgement);
  remembered.set(version, { settings, rules, inquiry, byRule, all });
  return all;
}

type OnFailure = (rule: Rule<unknown>, error: unknown) => void;

const isUntouched = ({ concerns }: Rule<unknown>, { topics }: Since): boolean =>
  concerns !== undefined && !concerns.some(topic => topics.has(topic));

const carriedOver = (judgements: readonly Judgement[] = nothing, { change }: Since): readonly Judgement[] =>
  judgements.length === 0
    ? nothing
    : judgements.map(judgement => ({ ...judgement, report: moveReport(judgement.report, at => carried(at, change)) }));

const nothing: readonly never[] = [];

/** A rule that has a say. */
interface Active {
  readonly rule: Rule<unknown>;
  readonly level: Severity;
  /** The level is the user's word. */
  readonly isGiven: boolean;
}

const known = new Memory<readonly Rule<unknown>[], Memory<Settings, readonly Active[]>>();

/** The same ones for the same settings: each keystroke asks for them. */
const activeAmong = (rules: readonly Rule<unknown>[], settings: Settings): readonly Active[] =>
  rememberForBoth(known, rules, settings, () => rules.flatMap(rule => activeBy(settings, rule) ?? []));

function activeBy(settings: Settings, rule: Rule<unknown>): Active | undefined {
  const level = levelOf(rule, settings);
  if (level === 'off' || (rule.podman && !inRange(settings.podman, rule.podman))) return undefined;
  return { rule, level, isGiven: settings.rules[rule.id] !== undefined };
}

/** All of a rule's, or none if it fails. */
function judgedBy(
  { rule, level, isGiven }: Active,
  content: unknown,
  context: Context,
  onFailure: OnFailure,
): readonly Judgement[] {
  try {
    let judgements: Judgement[] | undefined;
    for (const report of rule.check(content, context)) {
      judgements ??= [];
      judgements.push({ rule, severity: isGiven ? level : (report.severity ?? level), report });
    }
    return judgements ?? nothing;
  } catch (error) {
    onFailure(rule, error);
    return nothing;
  }
}
