import { stat } from 'node:fs/promises';
import path from 'node:path';
import { walk } from '../../node/walk.ts';
import { slashed } from '../files.ts';

/** A file to be judged. */
export interface Target {
  /** To open it. */
  readonly file: string;
  /** For people and reports: see FileReport. */
  readonly path: string;
  /** Named on the command line, not found in a folder. */
  readonly isNamed: boolean;
}

/** The files that paths of the command line stand for, each once. `-` stands for itself. */
export async function* targets(
  paths: readonly string[],
  cwd: string,
  onFailure: (path: string, error: unknown) => void,
): AsyncGenerator<Target> {
  const seen = new Set<string>();
  for (const given of paths) {
    for await (const { file, isNamed } of filesOf(given, cwd, onFailure)) {
      const absolute = file === '-' ? file : path.resolve(cwd, file);
      if (seen.has(absolute)) continue;
      seen.add(absolute);
      yield { file: absolute, path: pathForPeople(file, cwd), isNamed };
    }
  }
}

async function* filesOf(given: string, cwd: string, onFailure: (path: string, error: unknown) => void) {
  const isFolder = given !== '-' && (await stat(path.resolve(cwd, given)).catch(() => undefined))?.isDirectory();
  if (!isFolder) {
    yield { file: given, isNamed: true };
    return;
  }
  for await (const file of walk(given, cwd, onFailure)) yield { file, isNamed: false };
}

/** As given; below the working directory always relative to it, so that reports do not depend on the machine. */
export function pathForPeople(given: string, cwd: string): string {
  const relative = path.isAbsolute(given) ? path.relative(cwd, given) : given;
  const isBelow =
    !path.isAbsolute(given) || (relative !== '' && !/^\.\.(?:[/\\]|$)/.test(relative) && !path.isAbsolute(relative));
  const shown = isBelow ? relative : given;
  return slashed(shown);
}
