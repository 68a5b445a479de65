import { Disposable, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { isCandidate, languageIds } from './candidate.ts';

/** Not `git` and other read-only sides of a comparison: they would show every finding twice. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

/** The documents that the language server hears of. */
export const documentSelector: { scheme: string; language: string }[] = schemes.flatMap(scheme =>
  languageIds.map(language => ({ scheme, language })),
);

const isOurs = (document: TextDocument): boolean => languages.match(documentSelector, document) > 0;

const glance = (document: TextDocument, text: string): boolean =>
  isOurs(document) && isCandidate({ languageId: document.languageId, path: document.uri.path, text });

/** Calls back once, at the first document that Podseal could have something to say about: now, or whenever it comes. */
export function onFirstCandidate(found: (uri: Uri) => void): Disposable {
  const first = workspace.textDocuments.find(document => glance(document, document.getText()));
  if (first) {
    found(first.uri);
    return new Disposable(() => {});
  }
  const end = (uri: Uri) => {
    watching.dispose();
    found(uri);
  };
  const watching = Disposable.from(
    workspace.onDidOpenTextDocument(document => {
      if (glance(document, document.getText())) end(document.uri);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A telltale word comes by typing its last letter or by pasting: the lines that changed are enough to look at.
      const changed = contentChanges.some(
        ({ range, text }) => glance(document, text) || glance(document, document.lineAt(range.start.line).text),
      );
      if (changed) end(document.uri);
    }),
  );
  return watching;
}
