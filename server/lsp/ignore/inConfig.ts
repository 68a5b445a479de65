import { CreateFile, type TextDocuments, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../core/finding.ts';
import { applyEdits, type Edit } from '../../core/fix.ts';
import type { Linter } from '../../core/lint.ts';
import { parseConfigFile } from '../../settings/configFile.ts';
import type { ReadFile } from '../../settings/findConfig.ts';
import { folderOf, relativeTo } from '../../settings/paths.ts';
import type { Client } from '../client.ts';
import type { DocumentSettings } from '../documentSettings.ts';
import { toWorkspaceEdit } from '../edits.ts';
import type { Folders } from '../folders.ts';
import type { LintResult } from '../linting.ts';
import { pathOf, schemeOf } from '../uris.ts';
import { addIgnore, patternOf } from './configEntry.ts';
import { settingsSilence } from './silences.ts';

/** Suppresses findings where there are no comments: by an entry with a JSON pointer in the nearest `.podseal.yaml`. */
export class IgnoreInConfig {
  readonly #linter: Linter;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #settings: DocumentSettings;
  readonly #folders: Folders;
  readonly #readFile: ReadFile;
  readonly #client: Client;

  constructor(
    linter: Linter,
    documents: TextDocuments<TextDocument>,
    settings: DocumentSettings,
    folders: Folders,
    readFile: ReadFile,
    client: Client,
  ) {
    this.#linter = linter;
    this.#documents = documents;
    this.#settings = settings;
    this.#folders = folders;
    this.#readFile = readFile;
    this.#client = client;
  }

  /**
   * Undefined where it would not help: no place for the file, or a file that is written in an unusual way. With the
   * entry as an insertion into the config file's text.
   */
  async editFor(finding: Finding, result: LintResult, reason: string): Promise<NewEntry | undefined> {
    const { uri } = result.document;
    if (schemeOf(uri) === 'untitled') return undefined;
    const known = await this.#settings.configOf(uri);
    const config = known ? await this.#read(known.path) : newFile(`${this.#folders.around(uri)}/.podseal.yaml`);
    const path = config && relativeTo(folderOf(config.document.uri), uri);
    if (!config || path === undefined) return undefined;
    const { document } = config;
    const pointer = pointerTo(finding, result) || undefined;
    const edit = addIgnore(document.getText(), { rule: finding.rule.id, path: patternOf(path), pointer, reason });
    if (!edit) return undefined;
    const changed = parseConfigFile(document.uri, applyEdits(document.getText(), [edit]));
    const settings = await this.#settings.by(changed, uri);
    if (!settings || !settingsSilence(settings, finding, result, this.#linter)) return undefined;
    const workspaceEdit = known
      ? toWorkspaceEdit(document, [edit], this.#client, config.version)
      : this.#create(document.uri, edit.text);
    return workspaceEdit && { workspaceEdit, document, insertion: edit };
  }

  /** As it is in the editor, if it is open there. */
  async #read(uri: string): Promise<ConfigText | undefined> {
    const open = this.#documents.all().find(document => pathOf(document.uri) === pathOf(uri));
    const text = open ? open.getText() : await this.#readFile(uri);
    if (text === undefined) return undefined;
    const version = open?.version ?? null;
    return { document: TextDocument.create(open?.uri ?? uri, 'yaml', version ?? 0, text), version };
  }

  #create(uri: string, newText: string): WorkspaceEdit | undefined {
    if (!this.#client.createsFiles || !this.#client.takesVersionedEdits) return undefined;
    const start = { line: 0, character: 0 };
    const edits = [{ range: { start, end: start }, newText }];
    return { documentChanges: [CreateFile.create(uri), { textDocument: { uri, version: null }, edits }] };
  }
}

interface NewEntry {
  readonly workspaceEdit: WorkspaceEdit;
  readonly document: TextDocument;
  readonly insertion: Edit;
}

interface ConfigText {
  readonly document: TextDocument;
  /** Null for a file that is not open in the editor. */
  readonly version: number | null;
}

const newFile = (uri: string): ConfigText => ({ document: TextDocument.create(uri, 'yaml', 0, ''), version: null });

function pointerTo({ span }: Finding, { model }: LintResult): string {
  const unit = model?.units.findLast(({ start }) => start <= span.start);
  return unit?.pointerAt?.(span.start - unit.start) ?? '';
}
