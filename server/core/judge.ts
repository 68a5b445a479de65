import type { Unit } from './kind.ts';
import { levelOf } from './levels.ts';
import { inRange } from './podmanVersion.ts';
import { Memory, remember } from './remember.ts';
import type { Context, Report, Rule } from './rule.ts';
import type { Settings } from './settings.ts';
import type { Severity } from './severity.ts';
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
  readonly judgements: readonly Judgement[];
}

/**
 * What was found for a content by settings and by what the workspace said. The first two are immutable, so an answer
 * holds as long as they live and the workspace says the same: in a stream of 200 documents a keystroke costs one
 * document's judgement.
 */
const remembered = new Memory<object, Judged>();

/** The same list as long as nothing changes. */
export function judge(
  rules: readonly Rule<unknown>[],
  unit: Unit<unknown>,
  { settings, workspace }: Context,
  onFailure: (rule: Rule<unknown>, error: unknown) => void,
): readonly Judgement[] {
  const content = unit.content as object;
  let judged = remembered.get(content);
  if (judged?.settings !== settings || judged.rules !== rules || !judged.inquiry.holdsIn(workspace)) {
    const inquiry = new Inquiry(workspace);
    const context = { settings, workspace: inquiry };
    const judgements: Judgement[] = [];
    for (const active of activeAmong(rules, settings)) addJudgements(judgements, active, content, context, onFailure);
    judged = { settings, rules, inquiry, judgements };
    remembered.set(content, judged);
  }
  return judged.judgements;
}

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
  remember(
    remember(known, rules, () => new Memory<Settings, readonly Active[]>()),
    settings,
    () => rules.flatMap(rule => activeBy(settings, rule) ?? []),
  );

function activeBy(settings: Settings, rule: Rule<unknown>): Active | undefined {
  const level = levelOf(rule, settings);
  if (level === 'off' || (rule.podman && !inRange(settings.podman, rule.podman))) return undefined;
  return { rule, level, isGiven: settings.rules[rule.id] !== undefined };
}

/** All of a rule's, or none if it fails. */
function addJudgements(
  judgements: Judgement[],
  { rule, level, isGiven }: Active,
  content: unknown,
  context: Context,
  onFailure: (rule: Rule<unknown>, error: unknown) => void,
): void {
  const before = judgements.length;
  try {
    for (const report of rule.check(content, context)) {
      judgements.push({ rule, severity: isGiven ? level : (report.severity ?? level), report });
    }
  } catch (error) {
    judgements.length = before;
    onFailure(rule, error);
  }
}
