import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { secretFile } from '../../podman/secretFiles.ts';
import { type Copy, type CopySource, copiesIn } from './_copies.ts';
import { absolute, folderAt, landings } from './_landing.ts';
import { instructionAt } from './_places.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

/** A secret that a COPY brought. */
interface Landed {
  readonly copy: Copy;
  readonly source: CopySource;
  readonly paths: readonly string[];
}

/** Deleting such files in a RUN of its own only hides them. */
export function* secretDeletions(file: Containerfile): Generator<Report<'deleted'>> {
  const landed = copiesIn(file).flatMap((copy): Landed[] =>
    copy.sources.flatMap(source => {
      const isSecret = source.by === 'context' && source.path !== undefined && secretFile(source.path);
      return isSecret ? [{ copy, source, paths: landings(file, copy, source) }] : [];
    }),
  );
  if (landed.length === 0) return;
  const folders = foldersOf(landed);
  for (const { params, ...removal } of judgeRuns(file, atBuild, ['rm', 'shred', 'unlink'], removals)) {
    const run = instructionAt(file.instructions, removal.at.start);
    const stage = run && file.stageOf(run);
    if (!run || !stage) continue;
    const written = String(params?.['path']);
    const path = absolute(inHome(file.resolve(written, run) ?? written), folderAt(file, stage, run));
    const found = below(folders.get(stage.root), path)?.find(
      ({ copy }) => copy.outer.start < run.start && copy.stage !== undefined && isBuiltOn(stage, copy.stage),
    );
    if (!found) continue;
    const { instruction } = found.copy;
    const related = { at: found.source.word.span, text: { en: 'It comes in here.', ja: 'ここで入ります。' } };
    const subject = found.source.word.span;
    const said = { path: written, keyword: instruction.keyword };
    yield { ...removal, message: 'deleted', params: said, related: [related], subject };
  }
}

/** The shell knows the home folder; as a rule it is root's who deletes. */
const inHome = (path: string): string => path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/)/, '/root');

/** What lies somewhere below a folder of an image. */
interface Folder {
  readonly landed: Landed[];
  readonly folders: Map<string, Folder>;
}

const newFolder = (): Folder => ({ landed: [], folders: new Map() });

/** By the image that a stage is built on in the end. */
function foldersOf(landed: readonly Landed[]): Map<Stage, Folder> {
  const roots = new Map<Stage, Folder>();
  for (const each of landed) {
    const root = each.copy.stage?.root;
    if (!root) continue;
    const top = roots.get(root) ?? newFolder();
    roots.set(root, top);
    for (const path of each.paths) put(each, path, top);
  }
  return roots;
}

function put(landed: Landed, path: string, top: Folder): void {
  let folder = top;
  for (const name of path.split('/')) {
    const inner = folder.folders.get(name) ?? newFolder();
    folder.folders.set(name, inner);
    if (inner.landed.at(-1) !== landed) inner.landed.push(landed);
    folder = inner;
  }
}

/** What lies at a path, or below it. */
function below(top: Folder | undefined, path: string): readonly Landed[] | undefined {
  let folder = top;
  for (const name of path.split('/')) folder = folder?.folders.get(name);
  return folder?.landed;
}

function isBuiltOn(stage: Stage, other: Stage): boolean {
  for (const each of lineage(stage)) if (each.index <= other.index) return each === other;
  return false;
}

function* removals({ commands }: Run): Generator<Report<'deleted'>> {
  for (const command of commands) {
    for (const { text, span } of removedBy(command)) {
      yield { at: span, message: 'deleted', params: { path: text, keyword: '' } };
    }
  }
}

/** What a command deletes. */
export const removedBy = ({ tool, args }: ShellCommand): readonly ShellWord[] =>
  tool === 'rm' || tool === 'shred' || tool === 'unlink' ? args.filter(({ text }) => !text.startsWith('-')) : [];
