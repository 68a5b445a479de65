import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './lsp/server.ts';
import { kinds } from './rules/registry.ts';

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, { nextTurn: () => new Promise(resolve => setTimeout(resolve)), now: () => new Date() }, kinds);
