import {
  type Definition,
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../core/span.ts';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, type Spot, spotAt } from './asked.ts';
import type { Named } from './model.ts';

/** What has its name at a position. */
interface NamedSpot {
  readonly document: TextDocument;
  readonly named: Named;
  readonly range: Spot['range'];
}

export async function namedSpot(
  linting: Linting,
  client: Client,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<NamedSpot | undefined> {
  const asked = await ask(linting, client, textDocument.uri);
  const spot = asked?.features.nameAt && spotAt(asked, position);
  const named = spot && asked.features.nameAt?.(spot.content, spot.offset);
  return named && { document: asked.document, named, range: spot.range };
}

/** Answers `textDocument/definition`. */
export const definition =
  (linting: Linting, client: Client) =>
  async (params: DefinitionParams): Promise<Definition | null> => {
    const found = await namedSpot(linting, client, params);
    return found ? found.named.definitions.map(locationIn(params, found)) : null;
  };

/** Answers `textDocument/references`. */
export const references =
  (linting: Linting, client: Client) =>
  async (params: ReferenceParams): Promise<Location[] | null> => {
    const found = await namedSpot(linting, client, params);
    if (!found) return null;
    const wanted = found.named.places.filter(place => params.context.includeDeclaration || !place.isDefinition);
    return wanted.map(({ span }) => span).map(locationIn(params, found));
  };

/** Answers `textDocument/documentHighlight`. */
export const documentHighlights =
  (linting: Linting, client: Client) =>
  async (params: DocumentHighlightParams): Promise<DocumentHighlight[] | null> => {
    const found = await namedSpot(linting, client, params);
    if (!found) return null;
    return found.named.places.map(({ span, isDefinition }) => ({
      range: found.range(span),
      kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  };

const locationIn =
  ({ textDocument }: TextDocumentPositionParams, { range }: NamedSpot) =>
  (span: Span): Location => ({ uri: textDocument.uri, range: range(span) });
