import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type LintedParams, lintedMethod } from '../server/lsp/protocol.ts';

export interface LintedDocuments extends Disposable {
  readonly onDidLint: Event<LintedParams>;
  /** The latest linting of an open document, and when it was. */
  of(uri: string): { readonly linted: LintedParams; readonly at: Date } | undefined;
}

/** Remembers the latest linting of each open document. */
export function lintedDocuments(client: BaseLanguageClient): LintedDocuments {
  const known = new Map<string, { linted: LintedParams; at: Date }>();
  const emitter = new EventEmitter<LintedParams>();
  // The server's spelling of a URI may escape other characters than the editor's.
  const key = (uri: string): string => client.protocol2CodeConverter.asUri(uri).toString();
  const subscriptions = [
    emitter,
    client.onNotification(lintedMethod, (linted: LintedParams) => {
      known.set(key(linted.uri), { linted, at: new Date() });
      emitter.fire(linted);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
  ];
  return {
    onDidLint: emitter.event,
    of: uri => known.get(uri),
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
