import { CreateFile, type TextDocuments, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../core/finding.ts';
import { applyEdits } from '../../core/fix.ts';
import type { Linter } from '../../core/lint.ts';
import { parseConfigFile } from '../../settings/configFile.ts';
import type { ReadFile } from '../../settings/findConfig.ts';
import { relativeTo } from '../../settings/paths.ts';
import type { Client } from '../client.ts';
import type { DocumentSettings } from '../documentSettings.ts';
import { toWorkspaceEdit } from '../edits.ts';
import type { Folders } from '../folders.ts';
import type { LintResult } from '../linting.ts';
import { folderOf, pathOf, schemeOf } from '../uris.ts';
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

  /** Undefined where it would not help: no place for the file, or a file that is written in an unusual way. */
  async editFor(finding: Finding, result: LintResult, reason: string): Promise<WorkspaceEdit | undefined> {
    const { uri } = result.document;
    if (schemeOf(uri) === 'untitled') return undefined;
    const known = await this.#settings.configOf(uri);
    const configUri = known?.path ?? `${this.#folders.around(uri)}/.podseal.yaml`;
    const text = known ? await this.#readFile(known.path) : '';
    const path = relativeTo(folderOf(configUri), uri);
    if (text === undefined || path === undefined) return undefined;
    const pointer = pointerTo(finding, result) || undefined;
    const edit = addIgnore(text, { rule: finding.rule.id, path: patternOf(path), pointer, reason });
    if (!edit) return undefined;
    const settings = await this.#settings.by(parseConfigFile(configUri, applyEdits(text, [edit])), uri);
    if (!settings || !settingsSilence(settings, finding, result, this.#linter)) return undefined;
    return known ? this.#change(configUri, text, [edit]) : this.#create(configUri, edit.text);
  }

  #change(uri: string, text: string, edits: Parameters<typeof toWorkspaceEdit>[1]): WorkspaceEdit {
    const open = this.#documents.all().find(document => pathOf(document.uri) === pathOf(uri));
    if (open) return toWorkspaceEdit(open, edits, this.#client);
    return toWorkspaceEdit(TextDocument.create(uri, 'yaml', 0, text), edits, this.#client, null);
  }

  #create(uri: string, newText: string): WorkspaceEdit | undefined {
    if (!this.#client.createsFiles || !this.#client.takesVersionedEdits) return undefined;
    const start = { line: 0, character: 0 };
    const edits = [{ range: { start, end: start }, newText }];
    return { documentChanges: [CreateFile.create(uri), { textDocument: { uri, version: null }, edits }] };
  }
}

function pointerTo({ span }: Finding, { model }: LintResult): string {
  const unit = model?.units.findLast(({ start }) => start <= span.start);
  return unit?.pointerAt?.(span.start - unit.start) ?? '';
}
