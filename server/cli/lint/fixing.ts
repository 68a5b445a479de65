import type { Finding } from '../../core/finding.ts';
import type { Fix } from '../../core/fix.ts';
import { fixRounds } from '../../core/fixRounds.ts';

export interface Fixed {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** How many fixes were made. */
  readonly fixed: number;
}

/** Makes all fixes that are wanted, and says what is found then. */
export function fixAll(
  original: string,
  lint: (text: string) => readonly Finding[],
  wanted: (fix: Fix) => boolean,
): Fixed {
  let result: Fixed = { text: original, findings: lint(original), fixed: 0 };
  for (const { text, findings, fixed } of fixRounds(original, result.findings, lint, wanted)) {
    result = { text, findings, fixed: result.fixed + fixed };
  }
  return result;
}
