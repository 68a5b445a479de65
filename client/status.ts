import {
  type Command,
  Disposable,
  env,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { restart, showLog } from './commands.ts';
import { documentSelector } from './documents.ts';
import type { LintedDocuments } from './linted.ts';

/** What the item says; `detail` is the smaller print behind it. */
interface Words {
  readonly text: string;
  readonly detail?: string;
}

/** The item behind `{}` in the status bar: what the server does, and what it found in the active document. */
export function showStatus(client: BaseLanguageClient, linted: LintedDocuments): Disposable {
  const item = languages.createLanguageStatusItem('podseal.status', documentSelector);
  item.name = 'Podseal';
  const update = () => write(item, client, linted);
  update();
  return Disposable.from(
    item,
    client.onDidChangeState(update),
    linted.onDidLint(update),
    window.onDidChangeActiveTextEditor(update),
  );
}

function write(item: LanguageStatusItem, client: BaseLanguageClient, linted: LintedDocuments): void {
  const isDown = client.state === State.Stopped || client.state === State.StartFailed;
  const { text, detail } = words(client.state, linted);
  item.text = `$(shield) Podseal: ${text}`;
  item.detail = detail ?? '';
  item.busy = client.state === State.Starting;
  item.severity = isDown ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.command = isDown ? restartCommand() : logCommand();
  item.accessibilityInformation = { label: ['Podseal', text, detail].filter(Boolean).join(', '), role: 'status' };
}

function words(state: State, documents: LintedDocuments): Words {
  if (state === State.Starting) return { text: l10n.t('Starting') };
  if (state !== State.Running) return { text: l10n.t('The language server is not running') };
  const uri = window.activeTextEditor?.document.uri.toString();
  const latest = uri === undefined ? undefined : documents.of(uri);
  if (!latest?.linted.kind) return { text: l10n.t('Not a file that Podseal judges') };
  const { findings, milliseconds } = latest.linted;
  const time = latest.at.toLocaleTimeString(env.language);
  return {
    text: findings === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings),
    detail: l10n.t('linted at {0} in {1} ms', time, Math.max(1, Math.round(milliseconds))),
  };
}

const logCommand = (): Command => ({ command: showLog, title: l10n.t('Show Log') });
const restartCommand = (): Command => ({ command: restart, title: l10n.t('Restart') });
