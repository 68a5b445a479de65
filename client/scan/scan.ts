import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  type ExtensionContext,
  env,
  FileType,
  l10n,
  languages,
  Range,
  tasks,
  Uri,
  window,
  workspace,
} from 'vscode';
import { isAtLeast } from '../../server/scan/model/state.ts';
import { Declarations } from './declarations.ts';
import { CheckPages, explainScheme, pageOf } from './explain.ts';
import { pickScan, type ScanRequest } from './pick.ts';
import { failuresIn, isGrave, plain, resultsIn, type ScanReport, type ScanResult } from './report.ts';
import { mayStartPrograms, runTask } from './runTask.ts';
import { scanTask, scanTasks, taskType } from './task.ts';
import { type Node, resultOf, ScanTree } from './tree.ts';
import { waive } from './waive.ts';

/** Registers all that has to do with the host scan. Nothing of it runs before somebody asks. */
export function registerScan(context: ExtensionContext): Disposable {
  const scans = new Scans(context);
  return Disposable.from(
    scans,
    tasks.registerTaskProvider(taskType, scanTasks(context)),
    commands.registerCommand('podseal.scan', (request?: ScanRequest) => scans.scan(request)),
    commands.registerCommand('podseal.scan.report', () => scans.openReport()),
    commands.registerCommand('podseal.scan.exportHtml', () => scans.exportHtml()),
    commands.registerCommand('podseal.scan.clear', () => scans.clear()),
    commands.registerCommand('podseal.scan.explain', (node: Node) => scans.explain(node)),
    commands.registerCommand('podseal.scan.copyFix', (node: Node) => scans.copyFix(node)),
    commands.registerCommand('podseal.scan.waive', (node: Node) => waive(node)),
    commands.registerCommand('podseal.scan.openFile', (node: Node) => scans.openFile(node)),
  );
}

/** What a scan brought. */
export interface ScanEnd {
  /** Undefined: it was cancelled. */
  readonly exitCode: number | undefined;
  readonly report: ScanReport | undefined;
}

class Scans implements Disposable {
  readonly #context: ExtensionContext;
  readonly #tree = new ScanTree();
  readonly #view = window.createTreeView<Node>('podseal.scan', { treeDataProvider: this.#tree, showCollapseAll: true });
  readonly #pages = new CheckPages();
  readonly #findings = languages.createDiagnosticCollection('podseal-scan');
  readonly #registered = workspace.registerTextDocumentContentProvider(explainScheme, this.#pages);
  #declarations: Declarations | undefined;
  #isRunning = false;
  #count = 0;

  constructor(context: ExtensionContext) {
    this.#context = context;
  }

  dispose(): void {
    Disposable.from(this.#view, this.#findings, this.#registered).dispose();
  }

  async scan(given?: ScanRequest): Promise<ScanEnd | undefined> {
    if (!mayStartPrograms()) return undefined;
    if (this.#isRunning) {
      void window.showInformationMessage(l10n.t('A scan is running.'));
      return undefined;
    }
    const request = given ?? (await pickScan());
    if (!request) return undefined;
    this.#isRunning = true;
    try {
      return await this.#run(request);
    } finally {
      this.#isRunning = false;
    }
  }

  async #run(request: ScanRequest): Promise<ScanEnd> {
    const folder = this.#folder;
    await workspace.fs.createDirectory(folder);
    for (const name of reports) await remove(Uri.joinPath(folder, name));
    const output = reports.map(name => Uri.joinPath(folder, name).fsPath);
    const definition = { type: taskType, ...request, output, run: ++this.#count };
    const exitCode = await runTask(scanTask(this.#context, definition, l10n.t('scan {0}', request.target)));
    const report = await this.#read();
    if (report) await this.#show(report);
    return { exitCode, report };
  }

  async #read(): Promise<ScanReport | undefined> {
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(this.#folder, 'podseal-scan.json'));
      return JSON.parse(new TextDecoder().decode(bytes)) as ScanReport;
    } catch {
      // It was cancelled, or said in the terminal what is wrong.
      return undefined;
    }
  }

  async #show(report: ScanReport): Promise<void> {
    this.#pages.results = resultsIn(report);
    this.#declarations = await Declarations.in(report);
    this.#tree.show(report, result => this.#declarations?.of(result) !== undefined);
    this.#publish(report, this.#declarations);
    const grave = failuresIn(report).filter(isGrave).length;
    this.#view.badge = grave > 0 ? { value: grave, tooltip: l10n.t('{0} critical and high', grave) } : undefined;
    this.#view.description = report.hosts
      .map(({ name, target }) => name ?? target)
      .slice(0, 3)
      .join(', ');
    await commands.executeCommand('setContext', 'podseal.scanned', true);
  }

  /** What runs is another thing than what its file says, or just what it says: both are worth knowing there. */
  #publish(report: ScanReport, declarations: Declarations): void {
    const placed = failuresIn(report).flatMap(({ result }): [Uri, Diagnostic[]][] => {
      const place = declarations.of(result);
      return place ? [[place.uri, [findingOf(result, place.line)]]] : [];
    });
    this.#findings.clear();
    // Those of one file are put together.
    this.#findings.set(placed);
  }

  async openReport(): Promise<void> {
    await commands.executeCommand('markdown.showPreview', Uri.joinPath(this.#folder, 'podseal-scan.md'));
  }

  async exportHtml(): Promise<void> {
    const defaultUri =
      workspace.workspaceFolders?.[0] && Uri.joinPath(workspace.workspaceFolders[0].uri, 'podseal-scan.html');
    const target = await window.showSaveDialog({ filters: { HTML: ['html'] }, ...(defaultUri ? { defaultUri } : {}) });
    if (target) await workspace.fs.copy(Uri.joinPath(this.#folder, 'podseal-scan.html'), target, { overwrite: true });
  }

  async clear(): Promise<void> {
    this.#tree.show(undefined, () => false);
    this.#findings.clear();
    this.#view.badge = undefined;
    for (const name of reports) await remove(Uri.joinPath(this.#folder, name));
    await commands.executeCommand('setContext', 'podseal.scanned', false);
  }

  async explain(node: Node): Promise<void> {
    const result = resultOf(node);
    if (result) await commands.executeCommand('markdown.showPreview', pageOf(result.check));
  }

  async copyFix(node: Node): Promise<void> {
    const result = resultOf(node);
    if (result)
      await env.clipboard.writeText(result.commands?.length ? result.commands.join('\n') : (result.remedy ?? ''));
  }

  /** The file of the workspace that declares it, or the file of this host that it is about. */
  async openFile(node: Node): Promise<void> {
    const result = resultOf(node);
    const declared = result && this.#declarations?.of(result);
    const line = declared?.line ?? (result?.at?.line ?? 1) - 1;
    const uri = declared?.uri ?? (result?.at && Uri.file(result.at.path));
    if (!uri) return;
    const { type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) await commands.executeCommand('revealFileInOS', uri);
    else await window.showTextDocument(uri, { selection: new Range(line, 0, line, 0) });
  }

  get #folder(): Uri {
    // Of this workspace: another window scans something else.
    return Uri.joinPath(this.#context.storageUri ?? this.#context.globalStorageUri, 'scan');
  }
}

function findingOf({ resource, message, title, severity, check }: ScanResult, line: number): Diagnostic {
  const text = l10n.t('The running container {0}: {1}', plain(resource.name), message ?? title);
  const level = isAtLeast(severity, 'medium') ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
  const finding = new Diagnostic(new Range(line, 0, line, 1000), text, level);
  finding.source = 'podseal scan';
  finding.code = check;
  return finding;
}

const reports = ['podseal-scan.json', 'podseal-scan.md', 'podseal-scan.html'] as const;

async function remove(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch {
    // There was none.
  }
}
