import {
  commands,
  Disposable,
  type ExtensionContext,
  env,
  type LogOutputChannel,
  l10n,
  languages,
  type Range,
  Selection,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { openDocumentationCommand, showTextCommand, writeReasonCommand } from '../server/lsp/protocol.ts';
import { explainPolicy } from './explainPolicy.ts';
import type { LanguageServer } from './languageServer.ts';
import { reportIssue } from './reportIssue.ts';

export const restart = 'podseal.restart';
export const showLog = 'podseal.showLog';

export const registerCommands = (
  context: ExtensionContext,
  log: LogOutputChannel,
  server: LanguageServer,
  client: BaseLanguageClient,
): Disposable =>
  Disposable.from(
    commands.registerCommand(restart, () => server.restart()),
    commands.registerCommand(showLog, () => log.show()),
    commands.registerCommand(openDocumentationCommand, openRule),
    commands.registerCommand(writeReasonCommand, select),
    commands.registerCommand('podseal.explainPolicy', (image?: unknown) => explainPolicy(client, image)),
    commands.registerCommand(showTextCommand, showBeside),
    commands.registerCommand('podseal.reportIssue', () => reportIssue(context.extension)),
  );

/** Shows a text that is no file. */
async function showBeside(_title: string, content: string): Promise<void> {
  const document = await workspace.openTextDocument({ content, language: 'diff' });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
}

/** Shows a document with a range selected, as the server names them. */
async function select(uri: string, { start, end }: Range): Promise<void> {
  const selection = new Selection(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(uri, true), { selection, preview: false });
}

/** Opens the page of a rule, chosen among several; without any, among those that have findings. */
async function openRule(...rules: unknown[]): Promise<void> {
  const pages = documentedRules();
  const named = rules.filter(rule => typeof rule === 'string');
  const chosen = await chooseRule(named.length > 0 ? named : [...pages.keys()].sort());
  const page = chosen === undefined ? undefined : pages.get(chosen);
  if (page) await env.openExternal(page);
}

const chooseRule = async (rules: readonly string[]): Promise<string | undefined> =>
  rules.length < 2
    ? rules[0]
    : window.showQuickPick(rules, { placeHolder: l10n.t('The rule whose documentation to open') });

/** The rules that have findings in the editor, with their pages. */
function documentedRules(): Map<string, Uri> {
  const pages = new Map<string, Uri>();
  for (const [, diagnostics] of languages.getDiagnostics()) {
    for (const { source, code } of diagnostics) {
      if (source === 'podseal' && typeof code === 'object') pages.set(String(code.value), code.target);
    }
  }
  return pages;
}
