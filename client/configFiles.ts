import { type Disposable, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The only files that the server may ask for. */
const configFile = /(?:^|\/)\.podseal\.ya?ml$/;

/** Reads config files for the server, which has no file system of its own in a browser or a virtual workspace. */
export const serveConfigFiles = (client: BaseLanguageClient): Disposable =>
  client.onRequest('podseal/readFile', async ({ uri }: { uri: string }): Promise<{ text: string } | null> => {
    const file = Uri.parse(uri, true);
    if (!configFile.test(file.path)) return null;
    try {
      return { text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
    } catch {
      return null; // Most folders have none.
    }
  });
