import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/finding.ts';
import type { AnyKind, Model } from '../core/kind.ts';
import type { Linter } from '../core/lint.ts';
import type { Context } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { Workspace } from '../core/workspace.ts';
import type { DocumentSettings } from './documentSettings.ts';
import type { FilesAround } from './filesAround.ts';
import type { LineEdits } from './lineEdits.ts';
import { looksTheSame } from './looksTheSame.ts';
import { Models, type Parsed } from './models.ts';
import { isLinted } from './uris.ts';

/** What was found in one version of a document by one set of settings. */
export interface LintResult {
  /** The same one for results that an editor shows alike; another one otherwise, also after a restart. */
  readonly id: string;
  /** As it was when it was linted: the editor's own goes on changing. */
  readonly document: TextDocument;
  readonly text: string;
  readonly kind: AnyKind | undefined;
  /** Undefined where nothing is parsed: too large, excluded or no kind of ours. */
  readonly model: Model<unknown> | undefined;
  /** Undefined: the config file excludes it. */
  readonly settings: Settings | undefined;
  readonly workspace: Workspace;
  readonly findings: readonly Finding[];
}

type NewResult = Omit<LintResult, 'id'>;

/** A document, and all that is known of it before it is judged. */
interface ParsedDocument extends Parsed {
  readonly document: TextDocument;
  readonly settings: Settings;
  readonly workspace: Workspace;
}

/** Lints open documents and remembers the last result of each, for all who ask. */
export class Linting {
  readonly linter: Linter;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #edits: LineEdits;
  readonly #settings: DocumentSettings;
  readonly #onLinted: (result: LintResult, milliseconds: number) => void;
  readonly #models: Models;
  readonly #around: FilesAround;
  readonly #results = new Map<string, LintResult & { readonly state: number }>();
  readonly #session: string;
  #count = 0;

  constructor(
    linter: Linter,
    documents: TextDocuments<TextDocument>,
    edits: LineEdits,
    settings: DocumentSettings,
    around: FilesAround,
    started: Date,
    onLinted: (result: LintResult, milliseconds: number) => void,
  ) {
    this.linter = linter;
    this.#documents = documents;
    this.#edits = edits;
    this.#settings = settings;
    this.#around = around;
    this.#session = started.getTime().toString(36);
    this.#onLinted = onLinted;
    this.#models = new Models(linter);
  }

  /** The result for the newest text that the client has sent; undefined if the document is not open or none of ours. */
  async of(uri: string): Promise<LintResult | undefined> {
    if (!isLinted(uri) || !this.#documents.get(uri)) return undefined;
    const settings = await this.#settings.of(uri);
    const before = this.#results.get(uri);
    let start = 0;
    const result = await this.#around.judge(() => {
      start = performance.now();
      return this.#newest(uri, settings);
    });
    if (result && result !== before) this.#onLinted(result, performance.now() - start);
    return result;
  }

  /** To find places in: the editor's own document as long as it has that text, for it has counted its lines already. */
  placesOf(result: LintResult): TextDocument {
    const own = this.#documents.get(result.document.uri);
    return own && isOf(own, result) ? own : result.document;
  }

  /** The newest text as it is parsed, without being judged. The document is the editor's own: to be read at once. */
  async parsed(uri: string): Promise<ParsedDocument | undefined> {
    if (!isLinted(uri) || !this.#documents.get(uri)) return undefined;
    const settings = await this.#settings.of(uri);
    const document = this.#documents.get(uri);
    if (!document || !settings) return undefined;
    return { ...this.#models.of(document), document, settings, workspace: this.#around.of(uri) };
  }

  /** Looks again until everything that was asked about the files around is known. */
  look<T>(look: () => T): Promise<T> {
    return this.#around.judge(look);
  }

  forget(uri: string): void {
    this.#models.forget(uri);
    this.#results.delete(uri);
  }

  /** For the text as it is now: the document may have changed or closed while something was waited for. */
  #newest(uri: string, settings: Settings | undefined): LintResult | undefined {
    const document = this.#documents.get(uri);
    if (!document) return undefined;
    const known = this.#results.get(uri);
    const { state } = this.#around;
    if (known && isOf(document, known) && known.settings === settings && known.state === state) return known;
    const found = this.#lint(document, settings);
    const result = { ...found, id: this.#idOf(found, known, document), state };
    this.#results.set(uri, result);
    return result;
  }

  #idOf({ text, findings }: NewResult, known: LintResult | undefined, document: TextDocument): string {
    const edited = this.#edits.take(document.uri);
    const by = text.length - (known?.text.length ?? 0);
    const isShown = known !== undefined && looksTheSame(known.findings, findings, edited, by, document);
    return isShown ? known.id : `${this.#session}-${++this.#count}`;
  }

  #lint(document: TextDocument, settings: Settings | undefined): NewResult {
    const workspace = this.#around.of(document.uri);
    const text = document.getText();
    const { kind, model } = settings ? this.#models.of(document) : { kind: undefined, model: undefined };
    return {
      document: TextDocument.create(document.uri, document.languageId, document.version, text),
      text,
      kind,
      model,
      settings,
      workspace,
      findings: kind && settings ? this.#findingsIn(kind, model, text, { settings, workspace }) : [],
    };
  }

  #findingsIn(kind: AnyKind, model: Model<unknown> | undefined, text: string, context: Context): Finding[] {
    const { settings, workspace } = context;
    return model ? this.linter.lint(kind, model, text, settings, workspace) : this.linter.lintTooLarge(settings);
  }
}

/** Not by the version alone: a client may give a number twice. The same string is compared at no cost. */
const isOf = (document: TextDocument, { document: { version }, text }: LintResult): boolean =>
  document.version === version && document.getText() === text;
