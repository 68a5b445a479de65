import { NotificationType, RequestType } from 'vscode-languageserver';
import type { LintResult } from './linting.ts';

/** What a client may say about itself in `initializationOptions`. All of it is optional; see docs/protocol.md. */
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

/** The text of a file that only the client can reach; null if there is none. */
export const readFileRequest = new RequestType<{ uri: string }, { text: string } | null, void>('podseal/readFile');

/** What lies below a folder that only the client can reach: see FileSource.listFiles; null: there is no such folder. */
export const listFilesRequest = new RequestType<
  { uri: string },
  { files: readonly string[] | 'too-many' } | null,
  void
>('podseal/listFiles');

/** What a policy that is open makes of an image, in Markdown; null where it is no policy, or that no image. */
export const explainPolicyRequest = new RequestType<
  { uri: string; image: string },
  { markdown: string; text: string } | null,
  void
>('podseal/explainPolicy');

/** Sent after each lint. */
export interface LintedParams {
  readonly uri: string;
  readonly version: number;
  /** `containerfile`, `kube`, ...; null for a document that Podseal does not judge. */
  readonly kind: string | null;
  /** How many there are. */
  readonly findings: number;
  readonly milliseconds: number;
}

export const lintedNotification = new NotificationType<LintedParams>('podseal/linted');

export const lintedParams = (result: LintResult, milliseconds: number): LintedParams => ({
  uri: result.document.uri,
  version: result.document.version,
  kind: result.kind?.id ?? null,
  findings: result.findings.length,
  milliseconds,
});

/** A command of the client: shows a document with a range selected, once the edit that wrote it is made. */
export const writeReasonCommand = 'podseal.writeReason';

/** A command of the server, whose argument is the data of a code lens: hardens the pod below it. */
export const hardenCommand = 'podseal.harden';

/** A command of the client: shows a text that is no file (the second argument) in an editor beside. */
export const showTextCommand = 'podseal.showText';

/** A command of the client, whose arguments are ids of rules: one, or several to choose from. */
export const openDocumentationCommand = 'podseal.openDocumentation';
