import type { Finding } from '../../core/finding.ts';
import { applyEdits, combineFixes, type Edit, type Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';

export interface Fixed {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** How many fixes were made. */
  readonly fixed: number;
}

/** More turns than fixes need that make room for each other would be two rules that undo each other's work. */
const mostRounds = 10;

/** Makes the first fix of every finding, again and again until there is none left to make. */
export function fixAll(
  original: string,
  lint: (text: string) => readonly Finding[],
  wanted: (fix: Fix) => boolean,
): Fixed {
  let text = original;
  let findings = lint(text);
  let fixed = 0;
  const seen = new Set([text]);
  for (let round = 0; round < mostRounds; round++) {
    const fixes = findings.flatMap(finding => finding.fixes.slice(0, 1)).filter(wanted);
    const edits = combineFixes(fixes);
    const next = applyEdits(text, withLineEnding(edits, lineEnding(text)));
    if (edits.length === 0 || seen.has(next)) break;
    seen.add(next);
    fixed += countMade(fixes, edits);
    text = next;
    findings = lint(text);
  }
  return { text, findings, fixed };
}

/** A fix is taken whole or left out whole. */
function countMade(fixes: readonly Fix[], made: readonly Edit[]): number {
  const key = ({ span, text }: Edit) => `${span.start} ${span.end} ${text}`;
  const keys = new Set(made.map(key));
  return fixes.filter(fix => fix.edits.every(edit => keys.has(key(edit)))).length;
}

const withLineEnding = (edits: readonly Edit[], ending: string): readonly Edit[] =>
  ending === '\r\n' ? edits.map(edit => ({ ...edit, text: edit.text.replace(/\r?\n/g, ending) })) : edits;
