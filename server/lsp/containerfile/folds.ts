import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Fold } from '../features/model.ts';

/** Stages, instructions of several lines, heredocs, and comments that stand together. */
export function* folds(file: Containerfile): Generator<Fold> {
  for (const { span } of file.stages) yield { span };
  for (const { span, heredocs } of file.instructions) {
    yield { span };
    // The body without its last line break: the terminator stays in sight.
    for (const { span: word, body } of heredocs)
      yield { span: { start: word.start, end: Math.max(word.end, body.end - 1) } };
  }
  for (const span of commentBlocks(file)) yield { span, isComment: true };
}

/** Comments on lines of their own, one directly below the other. */
function* commentBlocks({ comments, text }: Containerfile): Generator<Span> {
  let block: Span | undefined;
  for (const comment of comments) {
    const joins = block && /^\r?\n[ \t]*$/.test(text.slice(block.end, comment.start));
    if (block && !joins) yield block;
    block = { start: block && joins ? block.start : comment.start, end: comment.end };
  }
  if (block) yield block;
}
