import type { Finding } from '../../core/finding.ts';
import { applyEdits, type Edit } from '../../core/fix.ts';
import type { Linter } from '../../core/lint.ts';
import type { Settings } from '../../core/settings.ts';
import type { LintResult } from '../linting.ts';

/** Whether an insertion takes a finding away, perhaps with others of its rule, and changes nothing else. */
export function silences(insertion: Edit, finding: Finding, result: LintResult, linter: Linter): boolean {
  const { kind, model, settings, workspace, text } = result;
  if (!kind || !model || !settings) return false;
  const changed = applyEdits(text, [insertion]);
  const after = linter.lint(kind, kind.parse(changed, model), changed, settings, workspace);
  return isSilenced(finding, result.findings, after, insertion);
}

/** The same for settings instead of an insertion. */
export function settingsSilence(settings: Settings, finding: Finding, result: LintResult, linter: Linter): boolean {
  const { kind, model, workspace, text } = result;
  if (!kind || !model) return false;
  return isSilenced(finding, result.findings, linter.lint(kind, model, text, settings, workspace));
}

function isSilenced(target: Finding, before: readonly Finding[], after: readonly Finding[], insertion?: Edit): boolean {
  const rest = new Set(after.map(finding => keyOf(finding)));
  const moved = before.map(finding => ({ finding, key: keyOf(finding, insertion) }));
  const gone = moved.filter(({ key }) => !rest.has(key));
  const known = new Set(moved.map(({ key }) => key));
  return (
    gone.some(({ finding }) => finding === target) &&
    gone.every(({ finding }) => finding.rule === target.rule) &&
    [...rest].every(key => known.has(key))
  );
}

function keyOf({ rule, span }: Finding, insertion?: Edit): string {
  const move = (offset: number): number =>
    insertion && offset >= insertion.span.start ? offset + insertion.text.length : offset;
  return `${rule.id} ${move(span.start)} ${move(span.end)}`;
}
