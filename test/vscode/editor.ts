import {
  commands,
  type Event,
  extensions,
  Range,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Api } from '../../client/activate.ts';
import { ok } from './assert.ts';

/** Podseal as VS Code knows it. */
export const podseal = () => {
  const extension = extensions.getExtension<Api>('podseal.podseal');
  ok(extension, 'VS Code has the extension');
  return extension;
};

/** A file of the workspace. */
export const fileAt = (name: string): Uri => {
  const [folder] = workspace.workspaceFolders ?? [];
  ok(folder, 'a folder is open');
  return Uri.joinPath(folder.uri, name);
};

let folders = 0;

/** Writes a file into a folder of its own and opens it; `«»` in the text mark the range that is given back. */
export async function openNew(name: string, marked: string): Promise<{ document: TextDocument; range: Range }> {
  const uri = fileAt(`new-${++folders}/${name}`);
  await write(uri, marked.replace(/[«»]/g, ''));
  const document = await open(uri);
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const range = new Range(document.positionAt(Math.max(0, start)), document.positionAt(Math.max(0, end)));
  return { document, range };
}

export const write = (uri: Uri, text: string): Thenable<void> =>
  workspace.fs.writeFile(uri, new TextEncoder().encode(text));

export async function open(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** Replaces the first `old` in the document that is shown, as typing does. */
export async function type(document: TextDocument, old: string, text: string): Promise<void> {
  const editor = window.visibleTextEditors.find(candidate => candidate.document === document);
  ok(editor, 'the document is shown');
  const at = document.getText().indexOf(old);
  ok(at >= 0, `${old} is in the text`);
  const range = new Range(document.positionAt(at), document.positionAt(at + old.length));
  editor.revealRange(range, TextEditorRevealType.InCenter);
  ok(await editor.edit(edit => edit.replace(range, text)), 'the edit is made');
}

/** Closes every editor, and what was typed into it is gone. */
export async function closeEverything(): Promise<void> {
  while (window.activeTextEditor) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Resolves with the first value that is there, looking now and after each event. */
export function until<T>(what: () => string, event: Event<unknown>, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      listening.dispose();
      clearTimeout(deadline);
      end();
    };
    const check = () => {
      const found = look();
      if (found !== undefined) finish(() => resolve(found));
    };
    const deadline = setTimeout(() => finish(() => reject(new Error(`did not happen: ${what()}`))), 20_000);
    const listening = event(check);
    check();
  });
}
