import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { contains } from '../../core/span.ts';
import type { Client } from '../client.ts';
import type { EditorSettings } from '../editorSettings.ts';
import type { Linting } from '../linting.ts';
import { ask } from './asked.ts';

/** Answers `textDocument/inlayHint` with what the settings ask for. */
export const inlayHints =
  (linting: Linting, client: Client, editor: EditorSettings) =>
  async ({ textDocument, range }: InlayHintParams): Promise<InlayHint[] | null> => {
    const wanted = await editor.hints(textDocument.uri);
    if (!Object.values(wanted).includes(true)) return null;
    const asked = await ask(linting, client, textDocument.uri);
    if (!asked?.features.hints) return null;
    const { document, features, units, context } = asked;
    const shown = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) + 1 };
    return units.flatMap(({ content, start }) =>
      Array.from(features.hints?.(content, context) ?? [])
        .filter(({ name, offset }) => wanted[name] && contains(shown, start + offset))
        .map(({ offset, text, tooltip }) => ({
          position: document.positionAt(start + offset),
          label: text,
          tooltip,
          paddingLeft: true,
        })),
    );
  };
