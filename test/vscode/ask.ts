import { commands, type Hover, MarkdownString, type Position, type TextDocument } from 'vscode';

/** What VS Code's own command for a language feature answers. */
export const ask = <Answer>(command: string, document: TextDocument, ...rest: unknown[]): Thenable<Answer> =>
  commands.executeCommand<Answer>(`vscode.execute${command}`, document.uri, ...rest);

/** The text of all hovers at a place. */
export async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await ask<Hover[]>('HoverProvider', document, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (content instanceof MarkdownString ? content.value : String(content)))
    .join('\n');
}
