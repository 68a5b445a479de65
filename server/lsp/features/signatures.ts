import type { ParameterInformation, SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { ask, spotAt } from './asked.ts';
import { documented } from './documented.ts';

/** Answers `textDocument/signatureHelp`. */
export const signatureHelp =
  (linting: Linting, client: Client) =>
  async ({ textDocument, position }: SignatureHelpParams): Promise<SignatureHelp | null> => {
    const asked = await ask(linting, client, textDocument.uri);
    const spot = asked?.features.signature && spotAt(asked, position);
    const found =
      spot && (await linting.look(() => asked.features.signature?.(spot.content, spot.offset, asked.context)));
    if (!found) return null;
    const parameters = found.parameters.map(
      ({ span, documentation }): ParameterInformation => ({
        label: [span.start, span.end],
        ...(documentation && { documentation: documented(documentation, client.rendersSignatureMarkdown) }),
      }),
    );
    // Beyond the last one: none is marked.
    const activeParameter = found.active ?? parameters.length;
    return { signatures: [{ label: found.label, parameters }], activeSignature: 0, activeParameter };
  };
