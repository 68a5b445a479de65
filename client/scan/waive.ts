import { l10n, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { plain } from './report.ts';
import { type Node, resultOf } from './tree.ts';
import { withWaiver } from './waiver.ts';

/** Half a year is long enough for a promise. */
const days = 180;

/** Asks for the reason and the last day, and writes the waiver into the project's .podseal.yaml, unsaved, to be looked at. */
export async function waive(node: Node): Promise<void> {
  const result = resultOf(node);
  const [folder] = workspace.workspaceFolders ?? [];
  if (!result || !folder) return;
  const resource = node.kind === 'result' && result.resource.type !== 'host' ? result.resource.name : undefined;
  const reason = await window.showInputBox({
    prompt: l10n.t(
      'Why is {0} acceptable?',
      resource === undefined ? result.check : `${result.check} (${plain(resource)})`,
    ),
    validateInput: value => (value.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined) return;
  const until = await window.showInputBox({
    prompt: l10n.t('The last day on which it holds'),
    value: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    validateInput: value => {
      if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value)))
        return l10n.t('A day is written like 2027-01-31.');
      return Date.parse(value) > Date.now() + 365 * 86_400_000
        ? l10n.t('A waiver holds for a year at most.')
        : undefined;
    },
  });
  if (until === undefined) return;
  const uri = Uri.joinPath(folder.uri, '.podseal.yaml');
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true });
  await workspace.applyEdit(edit);
  const document = await workspace.openTextDocument(uri);
  const text = withWaiver(document.getText(), { check: result.check, resource, reason: reason.trim(), until });
  await window.showTextDocument(document);
  if (text === undefined) {
    void window.showWarningMessage(l10n.t('The section scan of this file can only be extended by hand.'));
    return;
  }
  const whole = new WorkspaceEdit();
  whole.replace(uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(whole);
}
