import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the server says after it has linted a document: its notification `podseal/linted`. */
export interface Linted {
  readonly uri: string;
  readonly version: number;
  /** `containerfile`, `kube`; null for a file that Podseal does not judge. */
  readonly kind: string | null;
  readonly findings: number;
  readonly milliseconds: number;
}

export interface LintedDocuments extends Disposable {
  readonly onDidLint: Event<Linted>;
  /** The latest linting of an open document, and when it was. */
  of(uri: string): { readonly linted: Linted; readonly at: Date } | undefined;
}

/** Remembers the latest linting of each open document. */
export function lintedDocuments(client: BaseLanguageClient): LintedDocuments {
  const known = new Map<string, { linted: Linted; at: Date }>();
  const emitter = new EventEmitter<Linted>();
  // The server's spelling of a URI may escape other characters than the editor's.
  const key = (uri: string): string => client.protocol2CodeConverter.asUri(uri).toString();
  const subscriptions = [
    emitter,
    client.onNotification('podseal/linted', (linted: Linted) => {
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
