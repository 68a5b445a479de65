import type { CodeLens, CodeLensParams, Connection, ExecuteCommandParams } from 'vscode-languageserver';
import { say, type Text } from '../../core/text.ts';
import type { Client } from '../client.ts';
import type { EditorSettings } from '../editorSettings.ts';
import { toWorkspaceEdit } from '../edits.ts';
import type { Linting } from '../linting.ts';
import { hardenCommand, showTextCommand } from '../protocol.ts';
import { type Asked, ask, rangesOf } from './asked.ts';
import { hardening } from './hardening.ts';

const nothingToDo: Text = { en: 'Hardened', ja: '堅牢化済み' };

/** A lens is of no use to a client that cannot do what it offers. */
export const hasLenses = ({ asksFor, appliesEdits, commands }: Client): boolean =>
  asksFor('codeLens') && (appliesEdits || commands.has(showTextCommand));

/** The pod that a lens stands above. */
interface Place {
  readonly uri: string;
  readonly version: number;
  readonly unit: number;
  readonly path: string;
}

/** Answers `textDocument/codeLens`: what a lens says is worked out when it comes into sight. */
export const codeLenses =
  (linting: Linting, client: Client, editor: EditorSettings) =>
  async ({ textDocument: { uri } }: CodeLensParams): Promise<CodeLens[] | null> => {
    const { harden, seccomp } = await editor.lenses(uri);
    const asked = harden || seccomp ? await ask(linting, client, uri) : undefined;
    if (!asked) return null;
    if (seccomp && asked.features.summary) return client.commands.has(showTextCommand) ? summaries(asked) : null;
    if (!harden || !client.appliesEdits || !asked.features.hardenable) return null;
    const { document, features, units } = asked;
    return units.flatMap((unit, i) =>
      (features.hardenable?.(unit.content) ?? []).flatMap(([pod]) => {
        if (!pod) return [];
        const { start } = rangesOf(document, unit)(pod.span);
        const data: Place = { uri, version: document.version, unit: i, path: pod.path };
        return [{ range: { start, end: start }, data }];
      }),
    );
  };

/** What a file says in short; a click shows the whole story. */
const summaries = ({ document, features, units, context }: Asked): CodeLens[] =>
  units.flatMap(({ content, start }) => {
    const found = features.summary?.(content, context);
    if (!found) return [];
    const at = document.positionAt(start + found.offset);
    const command = { title: found.title, command: showTextCommand, arguments: [found.title, found.page] };
    return [{ range: { start: at, end: at }, command }];
  });

/** Answers `codeLens/resolve`. */
export const resolveLens =
  (linting: Linting, client: Client) =>
  async (lens: CodeLens): Promise<CodeLens> => {
    if (lens.command) return lens;
    const found = await hardeningAt(linting, client, lens.data);
    const command = found
      ? { title: say(found.title, client.locale), command: hardenCommand, arguments: [lens.data] }
      : { title: nothingToDo[client.locale], command: '' };
    return { ...lens, command };
  };

/** Answers `workspace/executeCommand`. */
export const hardenByCommand =
  (connection: Connection, linting: Linting, client: Client) =>
  async ({ command, arguments: [place] = [] }: ExecuteCommandParams): Promise<null> => {
    const found = command === hardenCommand ? await hardeningAt(linting, client, place) : undefined;
    if (!found) return null;
    await connection.workspace.applyEdit({ label: say(found.title, client.locale), edit: found.edit });
    return null;
  };

/** Undefined where nothing is left to do, and once the document has moved on. */
async function hardeningAt(linting: Linting, client: Client, place: unknown) {
  if (!isPlace(place)) return undefined;
  const asked = await ask(linting, client, place.uri);
  const unit = asked?.units[place.unit];
  if (!asked || !unit || asked.document.version !== place.version) return undefined;
  const { document, units, features, context } = asked;
  const pod = features.hardenable?.(unit.content).find(([pod]) => pod?.path === place.path)?.[0];
  const found = pod && hardening({ text: document.getText(), units, features, ...context }, unit, pod);
  return found && { title: found.title, edit: toWorkspaceEdit(document, found.edits, client) };
}

const isPlace = (given: unknown): given is Place =>
  typeof given === 'object' && given !== null && 'uri' in given && typeof given.uri === 'string' && 'unit' in given;
