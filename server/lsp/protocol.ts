/*
 * What the server and a client of Podseal's own say to each other beyond the language server protocol; docs/protocol.md
 * tells others. Imports nothing: the client of VS Code takes it from here.
 */

/** What a client may say about itself in `initializationOptions`. All of it is optional. */
export interface InitializationOptions {
  /** Settings, for clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** Commands that the client implements, such as `podseal.openDocumentation`. */
  readonly commands?: readonly string[];
  /** The client answers `podseal/readFile`. */
  readonly readFile?: boolean;
  /** The client answers `podseal/listFiles`. */
  readonly listFiles?: boolean;
  /** The client wants `podseal/linted`. */
  readonly linted?: boolean;
  /** The client shows diagnostics in its hovers. */
  readonly diagnosticsInHover?: boolean;
}

/** Asks the client for the text of a file that only the client can reach. */
export const readFileMethod = 'podseal/readFile';

export interface FileParams {
  readonly uri: string;
}

/** Null: there is no such file. */
export type ReadFileResult = { readonly text: string } | null;

/** Asks the client what lies below a folder that only the client can reach. */
export const listFilesMethod = 'podseal/listFiles';

/** See FileSource.listFiles; null: there is no such folder. */
export type ListFilesResult = { readonly files: readonly string[] | 'too-many' } | null;

/** Asks the server what a policy that is open makes of an image. */
export const explainPolicyMethod = 'podseal/explainPolicy';

export interface ExplainPolicyParams {
  readonly uri: string;
  readonly image: string;
}

/** The same in Markdown and as plain text; null where it is no policy, or that no image. */
export type ExplainPolicyResult = { readonly markdown: string; readonly text: string } | null;

/** Sent to the client after each lint. */
export const lintedMethod = 'podseal/linted';

export interface LintedParams {
  readonly uri: string;
  readonly version: number;
  /** `containerfile`, `kube`, ...; null for a document that Podseal does not judge. */
  readonly kind: string | null;
  /** How many there are. */
  readonly findings: number;
  readonly milliseconds: number;
}

/** A command of the client: shows a document with a range selected, once the edit that wrote it is made. */
export const writeReasonCommand = 'podseal.writeReason';

/** A command of the server, whose argument is the data of a code lens: hardens the pod below it. */
export const hardenCommand = 'podseal.harden';

/** A command of the client: shows a text that is no file (the second argument) in an editor beside. */
export const showTextCommand = 'podseal.showText';

/** A command of the client, whose arguments are ids of rules: one, or several to choose from. */
export const openDocumentationCommand = 'podseal.openDocumentation';
