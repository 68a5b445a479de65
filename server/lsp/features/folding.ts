import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, rangesOf } from './asked.ts';

/** Answers `textDocument/foldingRange`; null leaves the folding of a file that is none of ours to the editor. */
export const foldingRanges =
  (linting: Linting, client: Client) =>
  async ({ textDocument }: FoldingRangeParams): Promise<FoldingRange[] | null> => {
    const asked = await ask(linting, client, textDocument.uri);
    if (!asked?.features.folds) return null;
    const folds = new Map<string, FoldingRange>();
    for (const unit of asked.units) {
      const range = rangesOf(asked.document, unit);
      for (const { span, isComment } of asked.features.folds(unit.content)) {
        const { start, end } = range(span);
        if (end.line <= start.line) continue;
        const kind = isComment ? { kind: FoldingRangeKind.Comment } : {};
        folds.set(`${start.line} ${end.line}`, { startLine: start.line, endLine: end.line, ...kind });
      }
    }
    return [...folds.values()];
  };
