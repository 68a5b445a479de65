import type { Finding } from './finding.ts';
import { foldGroups, withoutImplied } from './fold.ts';
import { type Judgement, judge } from './judge.ts';
import { type AnyKind, detect, type Model, type TextFile, type Unit } from './kind.ts';
import { levelOf } from './levels.ts';
import {
  expiredSuppression,
  largestText,
  ownRules,
  suppressionWithoutReason,
  tooLarge,
  unknownSuppression,
  unusedSuppression,
} from './ownRules.ts';
import { Memory, remember } from './remember.ts';
import type { Context, Report, RuleInfo } from './rule.ts';
import { RuleNames } from './ruleNames.ts';
import type { Ignore, Settings } from './settings.ts';
import { shiftReport } from './shiftReport.ts';
import { byPlace } from './span.ts';
import {
  faultsOf,
  isExpired,
  isSuppressed,
  type Suppression,
  type SuppressionFault,
  suppressionsOf,
} from './suppressions.ts';
import type { Message } from './text.ts';
import { unknownWorkspace, type Workspace } from './workspace.ts';

/** Called at most once for each rule that throws; its findings are lost, nobody else's. */
type OnRuleFailure = (rule: RuleInfo, error: unknown) => void;

/** Everything that a text can be judged by. */
export class Linter {
  readonly kinds: readonly AnyKind[];
  readonly rules: readonly RuleInfo[];
  readonly names: RuleNames;
  readonly #onRuleFailure: OnRuleFailure;
  readonly #failed = new Set<string>();

  constructor(kinds: readonly AnyKind[], onRuleFailure: OnRuleFailure = () => {}) {
    this.kinds = kinds;
    this.rules = [...kinds.flatMap(kind => kind.rules), ...ownRules];
    this.names = new RuleNames(this.rules);
    this.#onRuleFailure = onRuleFailure;
  }

  detect(file: TextFile): AnyKind | undefined {
    return detect(file, this.kinds);
  }

  /** A file that is no kind of ours has no findings. */
  lintFile(file: TextFile, settings: Settings, workspace?: Workspace): Finding[] {
    const kind = this.detect(file);
    if (!kind) return [];
    if (file.text.length > largestText) return this.lintTooLarge(settings);
    return this.lint(kind, kind.parse(file.text), file.text, settings, workspace);
  }

  /** One information at the start of the text. */
  lintTooLarge(settings: Settings): Finding[] {
    return own(tooLarge, 'large', { start: 0, end: 1 }, settings, { limit: largestText / 1e6 });
  }

  /** The findings of a parsed text, in the order of their places. */
  lint(
    kind: AnyKind,
    model: Model<unknown>,
    text: string,
    settings: Settings,
    workspace: Workspace = unknownWorkspace,
  ): Finding[] {
    const context = { settings, workspace };
    const suppressions = model.units.flatMap(({ comments, start }) =>
      suppressionsOf(comments, start, text, this.names),
    );
    const findings = model.units.flatMap((unit, i) => {
      const judgements = this.#judgeUnit(kind, unit, context);
      const end = model.units[i + 1]?.start ?? text.length + 1;
      const near = suppressions.filter(({ covers }) => covers.start < end && covers.end > unit.start);
      return near.length === 0 && settings.ignore.length === 0
        ? unsilencedAt(unit.start, judgements, settings)
        : this.#findingsHeard(unit, judgements, near, settings);
    });
    findings.push(...this.#suppressionFindings(suppressions, settings));
    return findings.sort(byPlace);
  }

  /** Every judgement meets the suppressions, also one that is left out then: its suppression is not unused. */
  #findingsHeard(
    unit: Unit<unknown>,
    judgements: readonly Judgement[],
    suppressions: Suppression[],
    settings: Settings,
  ): Finding[] {
    const heard = judgements.filter(judgement => !this.#isSilenced(judgement, unit, suppressions, settings));
    return said(judgements, heard, settings).map(judgement => new JudgedFinding(judgement, unit.start));
  }

  #judgeUnit(kind: AnyKind, unit: Unit<unknown>, context: Context): readonly Judgement[] {
    const failed = (rule: RuleInfo, error: unknown) => {
      if (this.#failed.has(rule.id)) return;
      this.#failed.add(rule.id);
      this.#onRuleFailure(rule, error);
    };
    return judge(kind.rules, unit, context, failed);
  }

  /** What is said once for a group may be silenced where it is said. */
  #isSilenced(
    { rule, report }: Judgement,
    unit: Unit<unknown>,
    suppressions: Suppression[],
    { today, profile, ignore }: Settings,
  ): boolean {
    const places = report.group && profile === 'podman' ? [report.at, report.group.at] : [report.at];
    return places.some(
      at =>
        isSuppressed(rule, unit.start + at.start, suppressions, today) ||
        ignore.some(entry => this.names.find(entry.rule).includes(rule) && holds(entry, unit, at.start, today)),
    );
  }

  #suppressionFindings(suppressions: Suppression[], settings: Settings): Finding[] {
    const isActive = (rule: RuleInfo) => levelOf(rule, settings) !== 'off';
    return [...faultsOf(suppressions, settings.today, isActive)].flatMap(fault => suppressionFinding(fault, settings));
  }
}

/** What is said of judgements that nothing silences, and the findings for the last place where their unit stood. */
interface Unsilenced {
  readonly said: readonly Judgement[];
  start: number;
  findings: readonly Finding[];
}

const unsilenced = new Memory<readonly Judgement[], Unsilenced>();

/** The same objects as long as nothing changes. */
function unsilencedAt(start: number, all: readonly Judgement[], settings: Settings): readonly Finding[] {
  const known = remember(unsilenced, all, () => ({ said: said(all, all, settings), start: Number.NaN, findings: [] }));
  if (known.start !== start) {
    known.findings = known.said.map(judgement => new JudgedFinding(judgement, start));
    known.start = start;
  }
  return known.findings;
}

function said(all: readonly Judgement[], heard: readonly Judgement[], settings: Settings): readonly Judgement[] {
  const single = settings.profile === 'podman' ? onePerFault(all, heard) : heard;
  return single.filter(({ rule, report }) => !(settings.syntaxElsewhere && (report.isSyntax ?? rule.isSyntax)));
}

/** What a silenced finding implies stays silent with it: the reason given for the one holds for the other. */
function onePerFault(all: readonly Judgement[], heard: readonly Judgement[]): readonly Judgement[] {
  const own = new Set(withoutImplied(all));
  return foldGroups(heard.filter(judgement => own.has(judgement)));
}

function holds(entry: Ignore, unit: Unit<unknown>, offset: number, today: string): boolean {
  if (isExpired(entry, today)) return false;
  if (entry.pointer === undefined) return true;
  const pointer = unit.pointerAt?.(offset);
  return pointer === entry.pointer || pointer?.startsWith(`${entry.pointer}/`) === true;
}

/** A class for the sake of its getter: one in an object literal makes a hidden class of each object, which lives on. */
class JudgedFinding implements Finding {
  readonly rule: Finding['rule'];
  readonly severity: Finding['severity'];
  readonly span: Finding['span'];
  readonly message: Finding['message'];
  readonly related: Finding['related'];
  readonly tag: Finding['tag'];
  readonly #report: Report;

  constructor({ rule, severity, report }: Judgement, start: number) {
    this.#report = shiftReport(report, start);
    const { at, message, params, related = [], tag } = this.#report;
    this.rule = rule;
    this.severity = severity;
    this.span = at;
    this.message = { text: rule.messages[message] ?? rule.title, params };
    this.related = related.map(({ at, text, params, file }) => ({ span: at, message: { text, params }, file }));
    this.tag = tag;
  }

  /** A rule may try its repairs out when somebody asks for them; no keystroke does. */
  get fixes(): Finding['fixes'] {
    return this.#report.fixes ?? [];
  }
}

function suppressionFinding(fault: SuppressionFault, settings: Settings): Finding[] {
  const { name, until, span } = fault;
  switch (fault.fault) {
    case 'expired':
      return own(expiredSuppression, fault.fault, span, settings, { until });
    case 'unknown':
    case 'nothing':
      return own(unknownSuppression, fault.fault, span, settings, { name });
    case 'unused':
      return own(unusedSuppression, fault.fault, span, settings, { name }, 'unnecessary');
    case 'no-reason':
      return own(suppressionWithoutReason, fault.fault, span, settings);
  }
}

function own(
  rule: (typeof ownRules)[number],
  key: string,
  span: Finding['span'],
  settings: Settings,
  params?: Message['params'],
  tag?: Finding['tag'],
): Finding[] {
  const level = levelOf(rule, settings);
  if (level === 'off') return [];
  return [
    {
      rule,
      severity: level,
      span,
      message: { text: rule.messages[key] ?? rule.title, params },
      fixes: [],
      related: [],
      tag,
    },
  ];
}
