import { MarkupKind, type SignatureHelp, type SignatureHelpParams } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, spotAt } from './asked.ts';

/** Answers `textDocument/signatureHelp`. */
export const signatureHelp =
  (linting: Linting, client: Client) =>
  async ({ textDocument, position }: SignatureHelpParams): Promise<SignatureHelp | null> => {
    const asked = await ask(linting, client, textDocument.uri);
    const spot = asked?.features.signature && spotAt(asked, position);
    const found =
      spot && (await linting.look(() => asked.features.signature?.(spot.content, spot.offset, asked.context)));
    if (!found) return null;
    const parameters = found.parameters.map(({ span, documentation }) => ({
      label: [span.start, span.end] as [number, number],
      ...(documentation && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    }));
    // Beyond the last one: none is marked.
    const activeParameter = found.active ?? parameters.length;
    return { signatures: [{ label: found.label, parameters }], activeSignature: 0, activeParameter };
  };
