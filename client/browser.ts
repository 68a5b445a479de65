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
  const [script, engine] = ['server-browser.js', 'engine.js'].map(name =>
    Uri.joinPath(context.extensionUri, 'dist', name).toString(true),
  ) as [string, string];
  let worker: Worker | undefined;
  const startWorker = async (): Promise<MessageTransports> => {
    // The client does not end a worker that it lets go of.
    worker?.terminate();
    worker = new Worker(script);
    worker.postMessage(engine);
    // Not the worker itself: the client would not know it as one, because VS Code has put its own `Worker` in place.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateWith(context, options => new LanguageClient('podseal', 'Podseal', startWorker, options));
}
