import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Range,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { Span } from '../../core/span.ts';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, rangesOf } from './asked.ts';
import type { OutlineEntry } from './model.ts';

const kinds = { section: SymbolKind.Module, entry: SymbolKind.Function, variable: SymbolKind.Variable } as const;

/** Answers `textDocument/documentSymbol`. */
export const documentSymbols =
  (linting: Linting, client: Client) =>
  async ({ textDocument }: DocumentSymbolParams): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
    const asked = await ask(linting, client, textDocument.uri);
    if (!asked?.features.outline) return null;
    const symbols = asked.units.flatMap(unit => {
      const range = rangesOf(asked.document, unit);
      return Array.from(asked.features.outline?.(unit.content) ?? [], entry => symbolOf(entry, range));
    });
    return client.nestsSymbols ? symbols : flattened(symbols, textDocument.uri);
  };

const symbolOf = ({ name, detail, kind, span, at, children }: OutlineEntry, range: (span: Span) => Range) =>
  ({
    name,
    detail,
    kind: kinds[kind],
    range: range(span),
    selectionRange: range(at),
    children: children.map((child): DocumentSymbol => symbolOf(child, range)),
  }) satisfies DocumentSymbol;

const flattened = (symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] =>
  symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) },
    ...flattened(children, uri, name),
  ]);
