import type { PrepareRenameParams, Range, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { type Message, say } from '../../core/text.ts';
import type { Client } from '../client.ts';
import { workspaceEdit } from '../edits.ts';
import { Refusal } from '../guard.ts';
import type { Linting } from '../linting.ts';
import { namedSpot } from './names.ts';

/** Answers `textDocument/prepareRename`, before anybody thinks of a name. */
export const prepareRename =
  (linting: Linting, client: Client) =>
  async (params: PrepareRenameParams): Promise<{ range: Range; placeholder: string } | null> => {
    const found = await namedSpot(linting, client, params);
    if (!found) return null;
    const { named, range } = found;
    if (named.isFixed) throw refusal(named.isFixed, client);
    return { range: range(named.at), placeholder: named.name };
  };

/** Answers `textDocument/rename`. A name that would change what the file means is refused. */
export const rename =
  (linting: Linting, client: Client) =>
  async (params: RenameParams): Promise<WorkspaceEdit | null> => {
    const found = await namedSpot(linting, client, params);
    if (!found) return null;
    const { named, range, document } = found;
    const edits = named.isFixed ?? named.rename(params.newName);
    if ('text' in edits) throw refusal(edits, client);
    const textEdits = edits.map(({ span, text }) => ({ range: range(span), newText: text }));
    return workspaceEdit(document, textEdits, client);
  };

/** Shown where the name is typed. */
const refusal = (message: Message, { locale }: Client): Refusal => new Refusal(say(message, locale));
