import type { Finding } from '../../core/finding.ts';
import type { Edit } from '../../core/fix.ts';
import { lineAt, lineEnding, lineStarts } from '../../core/lines.ts';
import type { RuleInfo } from '../../core/rule.ts';
import type { LintResult } from '../linting.ts';

export const ignoreComment = (rule: string, reason: string): string => `# podseal: ignore ${rule} -- ${reason}`;

/** What the engine says about suppressions is not silenced by another one. */
export const isOwnRule = ({ id }: RuleInfo): boolean => id.startsWith('podseal/');

/** JSON has none, even where the editor's language allows them. */
export const hasComments = ({ document: { languageId }, text }: LintResult): boolean =>
  !/^jsonc?$/.test(languageId) && (languageId === 'yaml' || !/^\uFEFF?\s*[{[/]/.test(text));

/** Lines looked at upwards from a finding: a string or a script in which no comment can stand is seldom longer. */
const mostLines = 60;

/** At its end, a Containerfile's line goes on in the next. */
const continued = /[\\`][ \t]*[\r\n]*$/;
const blankOrComment = /^[ \t]*(?:#|[\r\n]*$)/;

/**
 * Places for a comment line that could silence a finding, the nearest first. Whether it does is for the caller to try:
 * in the middle of a block scalar, say, `#` begins no comment.
 */
export function* commentEdits(text: string, finding: Finding, comment: string): Iterable<Edit> {
  const starts = lineStarts(text);
  const lineOf = (index: number): string => text.slice(starts[index], starts[index + 1]);
  const continues = (index: number): boolean => {
    let before = index - 1;
    while (before >= 0 && blankOrComment.test(lineOf(before))) before--;
    return before >= 0 && continued.test(lineOf(before));
  };
  const nearest = lineAt(starts, finding.span.start);
  for (let index = nearest; index >= 0 && index > nearest - mostLines; index--) {
    if (continues(index)) continue;
    const [, mark = '', indent = ''] = /^(\uFEFF?)([ \t]*)/.exec(lineOf(index)) ?? [];
    const at = (starts[index] ?? 0) + mark.length;
    yield { span: { start: at, end: at }, text: `${indent}${comment}${lineEnding(text)}` };
  }
}
