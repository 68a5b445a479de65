import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, spotAt } from './asked.ts';
import { documented } from './documented.ts';
import type { Proposal, ProposalKind } from './model.ts';

const kinds: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  stage: CompletionItemKind.Module,
  image: CompletionItemKind.Reference,
  rule: CompletionItemKind.EnumMember,
};

/** Answers `textDocument/completion`. The list is complete: the client filters it while somebody types on. */
export const completion =
  (linting: Linting, client: Client) =>
  async ({ textDocument, position }: CompletionParams): Promise<CompletionList | null> => {
    const asked = await ask(linting, client, textDocument.uri);
    const spot = asked?.features.complete && spotAt(asked, position);
    const found =
      spot && (await linting.look(() => asked.features.complete?.(spot.content, spot.offset, asked.context)));
    if (!found || found.items.length === 0) return null;
    const place = { range: spot.range(found.span), position, isWhole: found.isWhole === true };
    const items = found.items.map((item, order) => itemFor(item, order, place, client));
    return { isIncomplete: false, items };
  };

/** What is replaced, and where the cursor stands in it. */
interface Place {
  readonly range: Range;
  readonly position: Position;
  readonly isWhole: boolean;
}

function itemFor(item: Proposal, order: number, place: Place, client: Client): CompletionItem {
  const { label, kind, detail, documentation, filter, deprecated } = item;
  const isSnippet = item.snippet !== undefined && client.takesSnippets;
  const newText = isSnippet ? (item.snippet ?? '') : (item.text ?? label);
  const { range, isWhole } = place;
  const beforeCursor = { start: range.start, end: place.position };
  return {
    label,
    kind: kinds[kind],
    sortText: String(order).padStart(4, '0'),
    filterText: filter ?? label,
    textEdit:
      client.insertsOrReplaces && !isWhole
        ? { newText, insert: beforeCursor, replace: range }
        : { newText, range: isWhole ? range : beforeCursor },
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined
      ? {}
      : { documentation: documented(documentation, client.rendersCompletionMarkdown) }),
    ...(deprecated && client.marksDeprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}
