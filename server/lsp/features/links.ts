import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { uriBeside } from '../uris.ts';
import { ask, rangesOf } from './asked.ts';

/** Answers `textDocument/documentLink`. */
export const documentLinks =
  (linting: Linting, client: Client) =>
  async ({ textDocument: { uri } }: DocumentLinkParams): Promise<DocumentLink[] | null> => {
    const asked = await ask(linting, client, uri);
    if (!asked?.features.links) return null;
    const { features, units, document, context } = asked;
    return linting.look(() =>
      units.flatMap(unit => {
        const range = rangesOf(document, unit);
        return Array.from(features.links?.(unit.content, context) ?? [], ({ span, to }) => ({
          range: range(span),
          target: 'url' in to ? to.url : uriBeside(uri, to.path),
        }));
      }),
    );
  };
