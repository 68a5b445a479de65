import { baseName, cleanPath } from '../../core/path.ts';
import { Memory } from '../../core/remember.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import type { Copy, CopySource } from './_copies.ts';

/** Linux takes none that is longer. */
const longestPath = 4096;

interface Folder {
  readonly from: Instruction;
  readonly path: string;
}

/** What the WORKDIRs of a stage make of the folder it starts in, one after the other. */
const folders = new Memory<Stage, readonly Folder[]>();

/** The folder an instruction works in; of what the base image says nobody knows, so that `/` stands for it. */
export function folderAt(file: Containerfile, stage: Stage | undefined, before: Instruction): string {
  if (!stage) return '/';
  const known = handedOn<readonly Folder[]>(folders, stage, (each, below) => foldersIn(file, each, below?.at(-1)));
  return known[countBefore(known, before.start, ({ from }) => from.start) - 1]?.path ?? '/';
}

function foldersIn(file: Containerfile, { from, instructions }: Stage, below: Folder | undefined): Folder[] {
  const found: Folder[] = [{ from, path: below?.path ?? '/' }];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'WORKDIR') continue;
    const path = file.resolve(instruction.words[0] ?? '', instruction);
    const folder = path === undefined ? '/' : absolute(path, found.at(-1)?.path ?? '/');
    found.push({ from: instruction, path: folder.length > longestPath ? '/' : folder });
  }
  return found;
}

export const absolute = (path: string, folder: string): string =>
  cleanPath(path.startsWith('/') ? path : `${folder}/${path}`);

/** Where in the image a source may come to lie: under the name of the destination, or in it as a folder. */
export function landings(file: Containerfile, copy: Copy, { path = '' }: CopySource): readonly string[] {
  const to = copy.destination && file.resolve(copy.destination, copy.instruction);
  if (to === undefined || path === '') return [];
  const destination = absolute(to, folderAt(file, copy.stage, copy.outer));
  const name = baseName(path.replace(/\/+$/, ''));
  const inside = cleanPath(`${destination}/${name}`);
  return copy.sources.length > 1 || /(?:^|\/)\.?$/.test(to) ? [inside] : [destination, inside];
}
