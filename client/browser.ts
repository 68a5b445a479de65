import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { type Api, activateWith } from './activate.ts';

/** VS Code's door in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): Api {
  const placeOf = (name: string): string => Uri.joinPath(context.extensionUri, 'dist', name).toString(true);
  let worker: Worker | undefined;
  const startWorker = async (): Promise<MessageTransports> => {
    // The client does not end a worker that it lets go of.
    worker?.terminate();
    worker = new Worker(placeOf('server-browser.js'));
    worker.postMessage(['engine.js', 'language-server.js'].map(placeOf));
    // Not the worker itself: the client would not know it as one, because VS Code has put its own `Worker` in place.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateWith(context, options => new LanguageClient('podseal', 'Podseal', startWorker, options));
}
