import type { Comment } from '../../core/kind.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from './containerfile.ts';

const forStage = /^\s*(?:hadolint\s+stage\s+ignore\s*=|kics-scan\s+ignore-block\b)/i;

/**
 * The comments, and what a suppression in each holds for: above an instruction for all of it, heredocs included;
 * inside a continuation for the next line, as everywhere; hadolint's `stage ignore` and KICS' block for the stage.
 */
export function commentsOf(file: Containerfile): Comment[] {
  const { instructions, text } = file;
  let following = 0;
  return file.comments.map(span => {
    while ((instructions[following]?.span.end ?? Number.POSITIVE_INFINITY) < span.start) following++;
    const said = text.slice(span.start + 1, span.end);
    const next = instructions[following];
    const covers = forStage.test(said)
      ? stageAt(file, span)
      : next && next.span.start > span.start
        ? next.span
        : undefined;
    return { span, text: said, covers };
  });
}

/** The stage around a comment, or the one whose FROM it stands directly above. */
function stageAt(file: Containerfile, comment: Span): Span | undefined {
  const next = file.instructions[countBefore(file.instructions, comment.end, ({ span }) => span.start)];
  const stage = next?.keyword === 'FROM' ? file.stageOf(next) : undefined;
  return (stage ?? file.stages[countBefore(file.stages, comment.start, ({ span }) => span.start) - 1])?.span;
}
