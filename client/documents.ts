import { Disposable, languages, type TextDocument, type TextDocumentChangeEvent, type Uri, workspace } from 'vscode';
import { confFiles, isCandidate, languageIds } from './candidate.ts';

/** Not `git` and other read-only sides of a comparison: they would show every finding twice. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'];

/** The documents that the language server hears of. */
export const documentSelector: ({ scheme: string; language: string } | { scheme: string; pattern: string })[] =
  schemes.flatMap(scheme => [...languageIds.map(language => ({ scheme, language })), { scheme, pattern: confFiles }]);

/** What it hears of besides: an ignore file counts as the editor shows it, saved or not. It is not judged itself. */
export const filesAround: { scheme: string; pattern: string }[] = schemes.map(scheme => ({
  scheme,
  pattern: '**/{.containerignore,.dockerignore,*.containerignore,*.dockerignore}',
}));

const isOurs = (document: TextDocument): boolean => languages.match(documentSelector, document) > 0;

const glance = ({ languageId, uri }: TextDocument, text: string): boolean =>
  isCandidate({ languageId, path: uri.path, text });

const isWhollyCandidate = (document: TextDocument): boolean => isOurs(document) && glance(document, document.getText());

/** A telltale word comes by typing its last letter or by pasting: the lines that changed are enough to look at. */
const becomesCandidate = ({ document, contentChanges }: TextDocumentChangeEvent): boolean =>
  isOurs(document) &&
  contentChanges.some(({ range, text }) => {
    const line = document.lineAt(Math.min(range.start.line, document.lineCount - 1));
    return glance(document, text) || glance(document, line.text);
  });

/** Calls back once, at the first document that Podseal could have something to say about: now, or whenever it comes. */
export function onFirstCandidate(found: (uri: Uri) => void): Disposable {
  const first = workspace.textDocuments.find(isWhollyCandidate);
  if (first) {
    found(first.uri);
    return new Disposable(() => {});
  }
  const end = ({ uri }: TextDocument) => {
    watching.dispose();
    found(uri);
  };
  const watching = Disposable.from(
    workspace.onDidOpenTextDocument(document => {
      if (isWhollyCandidate(document)) end(document);
    }),
    workspace.onDidChangeTextDocument(change => {
      if (becomesCandidate(change)) end(change.document);
    }),
  );
  return watching;
}
