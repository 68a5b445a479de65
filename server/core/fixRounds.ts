import type { Finding } from './finding.ts';
import { applyEdits, combineFixes, type Edit, type Fix } from './fix.ts';

/** What one round of fixing did. */
interface FixRound {
  /** Made on the text before. */
  readonly edits: readonly Edit[];
  /** How many fixes these edits are. */
  readonly fixed: number;
  readonly text: string;
  /** What is found in `text`. */
  readonly findings: readonly Finding[];
}

/**
 * Makes the first fix of every finding, if it is wanted, and those that become possible by it, until none is left.
 * Fixes that touch each other take turns; more turns than `most` would be rules that undo each other's work.
 */
export function* fixRounds(
  original: string,
  found: readonly Finding[],
  lint: (text: string) => readonly Finding[],
  wanted: (fix: Fix) => boolean,
  most = 10,
): Generator<FixRound> {
  const seen = new Set([original]);
  let [text, findings] = [original, found];
  for (let round = 0; round < most; round++) {
    const fixes = findings
      .flatMap(finding => finding.fixes.slice(0, 1))
      .filter(fix => fix.edits.length > 0 && wanted(fix));
    const edits = combineFixes(fixes);
    text = applyEdits(text, edits);
    if (seen.has(text)) return;
    seen.add(text);
    findings = lint(text);
    yield { edits, fixed: fixes.filter(fix => fix.edits.every(edit => isAmong(edit, edits))).length, text, findings };
  }
}

/** A fix is taken whole or left out whole. */
const isAmong = (edit: Edit, edits: readonly Edit[]): boolean =>
  edits.some(({ span, text }) => span.start === edit.span.start && span.end === edit.span.end && text === edit.text);
