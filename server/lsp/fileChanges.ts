import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { configNames } from '../settings/findConfig.ts';
import type { Client } from './client.ts';
import { pathOf } from './uris.ts';

/** Whether a document is a config file, whose text on the screen counts before it is saved. */
export const isConfig = (uri: string): boolean => configNames.some(name => pathOf(uri).endsWith(`/${name}`));

/** Asks the client to tell when settings or files change. */
export async function watchFiles(connection: Connection, client: Client): Promise<void> {
  if (client.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'podseal' });
  }
  if (client.registersWatchers) {
    // Config files, and whatever rules ask for: ignore files, policies, the files of a build.
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
  }
}
