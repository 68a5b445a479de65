import type { ClientCapabilities, InitializeParams, TextDocumentClientCapabilities } from 'vscode-languageserver';
import { type Locale, localeOf } from '../core/text.ts';
import type { InitializationOptions } from './protocol.ts';

/** What the client at the other end can do and wants. */
export interface Client {
  readonly locale: Locale;
  /** Asks for diagnostics itself. */
  readonly pulls: boolean;
  readonly pullsAgainWhenTold: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly tellsFolderChanges: boolean;
  readonly takesVersionedEdits: boolean;
  readonly createsFiles: boolean;
  readonly rendersMarkdown: boolean;
  /** Knows a kind of request for documents, such as `completion`. */
  readonly asksFor: (feature: keyof TextDocumentClientCapabilities) => boolean;
  readonly nestsSymbols: boolean;
  readonly preparesRename: boolean;
  readonly takesSnippets: boolean;
  readonly insertsOrReplaces: boolean;
  readonly marksDeprecated: boolean;
  readonly rendersCompletionMarkdown: boolean;
  readonly rendersSignatureMarkdown: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** Makes an edit that the server asks for. */
  readonly appliesEdits: boolean;
  readonly commands: ReadonlySet<string>;
  readonly readsFiles: boolean;
  readonly listsFiles: boolean;
  readonly wantsLinted: boolean;
  /** Puts the diagnostics of a place above its hover, as VS Code does. */
  readonly showsDiagnosticsInHover: boolean;
  /** As given at the start. */
  readonly settings: unknown;
  /** URIs of the workspace's folders at the start. */
  readonly folders: readonly string[];
}

export function clientOf(params: InitializeParams): Client {
  const options: InitializationOptions = isObject(params.initializationOptions) ? params.initializationOptions : {};
  return {
    ...abilitiesOf(params.capabilities ?? {}),
    locale: localeOf(params.locale),
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
    readsFiles: options.readFile === true,
    listsFiles: options.listFiles === true,
    wantsLinted: options.linted === true,
    showsDiagnosticsInHover: options.diagnosticsInHover === true,
    settings: options.settings,
    folders: params.workspaceFolders?.map(folder => folder.uri) ?? (params.rootUri ? [params.rootUri] : []),
  };
}

function abilitiesOf({ textDocument = {}, workspace = {} }: ClientCapabilities) {
  const item = textDocument.completion?.completionItem ?? {};
  const signature = textDocument.signatureHelp?.signatureInformation ?? {};
  return {
    pulls: textDocument.diagnostic !== undefined,
    pullsAgainWhenTold: workspace.diagnostics?.refreshSupport === true,
    answersConfiguration: workspace.configuration === true,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    tellsFolderChanges: workspace.workspaceFolders === true,
    takesVersionedEdits: workspace.workspaceEdit?.documentChanges === true,
    createsFiles: workspace.workspaceEdit?.resourceOperations?.includes('create') === true,
    asksFor: (feature: keyof TextDocumentClientCapabilities) => textDocument[feature] !== undefined,
    preparesRename: textDocument.rename?.prepareSupport === true,
    nestsSymbols: textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    takesSnippets: item.snippetSupport === true,
    insertsOrReplaces: item.insertReplaceSupport === true,
    marksDeprecated: item.tagSupport !== undefined,
    rendersCompletionMarkdown: item.documentationFormat?.includes('markdown') === true,
    rendersSignatureMarkdown: signature.documentationFormat?.includes('markdown') === true,
    refreshesLenses: workspace.codeLens?.refreshSupport === true,
    appliesEdits: workspace.applyEdit === true,
    refreshesHints: workspace.inlayHint?.refreshSupport === true,
    rendersMarkdown: textDocument.hover?.contentFormat?.includes('markdown') === true,
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
