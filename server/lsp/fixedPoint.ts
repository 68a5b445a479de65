import { applyEdits, combineFixes, type Edit } from '../core/fix.ts';
import type { Linter } from '../core/lint.ts';
import type { LintResult } from './linting.ts';
import { PatchedText } from './patchedText.ts';

/** Fixes that touch each other take turns; more turns than these would be rules that undo each other's work. */
const mostRounds = 5;

/** All safe fixes, and those that become possible by them, as edits of the text that was linted. */
export function safeFixes({ text, kind, model, settings, findings }: LintResult, linter: Linter): Edit[] {
  const patched = new PatchedText(text.length);
  let current = { text, model, findings };
  for (let round = 0; round < mostRounds; round++) {
    const fixes = current.findings.flatMap(finding => finding.fixes.slice(0, 1)).filter(fix => fix.safe);
    const edits = combineFixes(fixes);
    if (edits.length === 0 || !kind || !settings) break;
    patched.apply(edits);
    const fixed = applyEdits(current.text, edits);
    const parsed = kind.parse(fixed, current.model);
    current = { text: fixed, model: parsed, findings: linter.lint(kind, parsed, fixed, settings) };
  }
  return patched.edits();
}
