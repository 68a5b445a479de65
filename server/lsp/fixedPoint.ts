import type { Edit } from '../core/fix.ts';
import { fixRounds } from '../core/fixRounds.ts';
import type { Linter } from '../core/lint.ts';
import type { LintResult } from './linting.ts';
import { PatchedText } from './patchedText.ts';

/** All safe fixes, and those that become possible by them, as edits of the text that was linted. */
export function safeFixes({ text, kind, model, settings, workspace, findings }: LintResult, linter: Linter): Edit[] {
  if (!kind || !model || !settings) return [];
  let latest = model;
  const lint = (fixed: string) => {
    latest = kind.parse(fixed, latest);
    return linter.lint(kind, latest, fixed, settings, workspace);
  };
  const patched = new PatchedText(text.length);
  for (const { edits } of fixRounds(text, findings, lint, fix => fix.safe)) patched.apply(edits);
  return patched.edits();
}
