import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { cleanPath } from '../../parse/ignore/pattern.ts';
import type { Copy, CopySource } from './_copies.ts';

/** The folder an instruction works in; of what the base image says nobody knows, so that `/` stands for it. */
export function folderAt(file: Containerfile, stage: Stage | undefined, before: Instruction): string {
  const earlier = stage ? [...lineage(stage)].reverse().flatMap(({ instructions }) => instructions) : [];
  let folder = '/';
  for (const instruction of earlier) {
    if (instruction.start >= before.start) break;
    if (instruction.keyword !== 'WORKDIR') continue;
    const path = file.resolve(instruction.words[0] ?? '', instruction);
    folder = path === undefined ? '/' : absolute(path, folder);
  }
  return folder;
}

export const absolute = (path: string, folder: string): string =>
  cleanPath(path.startsWith('/') ? path : `${folder}/${path}`);

/** Where in the image a source may come to lie: under the name of the destination, or in it as a folder. */
export function landings(file: Containerfile, copy: Copy, { path = '' }: CopySource): readonly string[] {
  const to = copy.destination && file.resolve(copy.destination, copy.instruction);
  if (to === undefined || path === '') return [];
  const destination = absolute(to, folderAt(file, copy.stage, copy.outer));
  const name = path.replace(/\/+$/, '').slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);
  const inside = cleanPath(`${destination}/${name}`);
  return copy.sources.length > 1 || /(?:^|\/)\.?$/.test(to) ? [inside] : [destination, inside];
}
