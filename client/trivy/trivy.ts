import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  type ExtensionContext,
  l10n,
  languages,
  ProcessExecution,
  Range,
  type Task,
  TaskScope,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { mayStartPrograms, runTask } from '../scan/runTask.ts';
import { taskType, terminalTask } from '../scan/task.ts';
import { imagesIn, type NamedImage } from './images.ts';
import { programIn } from './program.ts';
import { countsOf, readTrivy, type Vulnerability } from './report.ts';

/** Vulnerabilities are for a scanner that keeps a list of them: an installed Trivy is asked, and nothing comes along. */
export function registerTrivy(context: ExtensionContext): Disposable {
  const images = new ImageScans(context);
  return Disposable.from(
    images,
    commands.registerCommand('podseal.scanImage', (image?: string) => images.scan(image)),
    workspace.onDidChangeTextDocument(({ document }) => images.place(document)),
    workspace.onDidCloseTextDocument(document => images.forget(document)),
  );
}

const mostNamed = 10;

class ImageScans implements Disposable {
  readonly #context: ExtensionContext;
  readonly #findings = languages.createDiagnosticCollection('podseal-trivy');
  /** By document, then by image. */
  readonly #found = new Map<string, Map<string, readonly Vulnerability[]>>();
  #count = 0;

  constructor(context: ExtensionContext) {
    this.#context = context;
  }

  dispose(): void {
    this.#findings.dispose();
  }

  /** @returns Trivy's exit code; undefined if it was not started, or cancelled */
  async scan(given?: string): Promise<number | undefined> {
    if (!mayStartPrograms()) return undefined;
    const document = window.activeTextEditor?.document;
    const image = document && (await chooseImage(document, given));
    if (!image) return undefined;
    const trivy = await programIn(process.env['PATH'], 'trivy');
    if (trivy === undefined) {
      void window.showWarningMessage(l10n.t('Trivy is not installed: https://trivy.dev says how to get it.'));
      return undefined;
    }
    const folder = Uri.joinPath(this.#context.globalStorageUri, 'trivy');
    await workspace.fs.createDirectory(folder);
    const report = Uri.joinPath(folder, `${process.pid}-${++this.#count}.json`);
    try {
      const exitCode = await runTask(trivyTask(trivy, image, report.fsPath, this.#count));
      const found = await read(report);
      if (found) this.#show(document, image, found);
      else if (exitCode !== undefined) {
        void window.showErrorMessage(l10n.t('Trivy ended with {0} and no report: its terminal says why.', exitCode));
      }
      return exitCode;
    } finally {
      await workspace.fs.delete(report).then(undefined, () => {});
    }
  }

  #show(document: TextDocument, image: string, found: readonly Vulnerability[]): void {
    const key = document.uri.toString();
    this.#found.set(key, new Map([...(this.#found.get(key) ?? []), [image, found]]));
    this.place(document);
    if (found.length > 0) return;
    void window.showInformationMessage(l10n.t('Trivy knows no vulnerability in {0}.', image));
  }

  /** Where the images stand now; one that is no longer named has no findings. */
  place(document: TextDocument): void {
    const byImage = this.#found.get(document.uri.toString());
    if (!byImage) return;
    const findings = namedIn(document).flatMap(named => {
      const found = byImage.get(named.name) ?? [];
      return found.length > 0 ? [findingOf(named, found)] : [];
    });
    this.#findings.set(document.uri, findings);
  }

  forget({ uri }: TextDocument): void {
    this.#found.delete(uri.toString());
    this.#findings.delete(uri);
  }
}

const namedIn = (document: TextDocument): NamedImage[] =>
  imagesIn(document.uri.path, document.languageId, document.getText());

/** The one that is given or that the cursor is on, else one of those that the file names. */
async function chooseImage(document: TextDocument, given: string | undefined): Promise<string | undefined> {
  const images = namedIn(document);
  const line = window.activeTextEditor?.selection.active.line;
  const here = images.find(({ name, line: its }) => (given === undefined ? its === line : name === given));
  if (here) return here.name;
  const names = [...new Set(images.map(({ name }) => name))];
  if (names.length === 0) void window.showInformationMessage(l10n.t('This file names no image.'));
  return names.length < 2 ? names[0] : window.showQuickPick(names, { placeHolder: l10n.t('The image to scan') });
}

function trivyTask(program: string, image: string, report: string, run: number): Task {
  // A list of arguments, which no shell reads. What Podman has is looked at before any registry is asked.
  const args = [
    'image',
    '--image-src',
    'podman,remote',
    '--scanners',
    'vuln',
    '--format',
    'json',
    '--output',
    report,
    image,
  ];
  const definition = { type: taskType, trivy: image, run: `trivy ${run}` };
  const execution = new ProcessExecution(program, args);
  return terminalTask(definition, TaskScope.Workspace, `trivy ${image}`, execution);
}

async function read(report: Uri): Promise<Vulnerability[] | undefined> {
  try {
    return readTrivy(JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(report))));
  } catch {
    return undefined;
  }
}

function findingOf({ name, line, start }: NamedImage, found: readonly Vulnerability[]): Diagnostic {
  const isGrave = found.some(({ severity }) => severity === 'CRITICAL' || severity === 'HIGH');
  const named = found
    .slice(0, mostNamed)
    .map(
      each =>
        `${each.id}  ${each.severity.toLowerCase()}  ${each.package} ${each.installed}${each.fixed ? ` → ${each.fixed}` : ''}`,
    );
  const rest = found.length - named.length;
  const more = rest > 0 ? [l10n.t('and {0} more', rest)] : [];
  const text = [l10n.t('Vulnerabilities in {0}: {1}', name, countsOf(found)), ...named, ...more].join('\n');
  const severity = isGrave ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
  const finding = new Diagnostic(new Range(line, start, line, start + name.length), text, severity);
  finding.source = 'trivy';
  return finding;
}
