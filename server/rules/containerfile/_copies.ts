import { remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Flag, Word } from '../../parse/containerfile/model.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';

/** What COPY or ADD puts into an image. */
export interface Copy {
  /** The COPY or ADD, also one behind ONBUILD. */
  readonly instruction: Instruction;
  /** The ONBUILD it stands behind, else itself. */
  readonly outer: Instruction;
  readonly stage: Stage | undefined;
  readonly sources: readonly CopySource[];
  readonly destination: Word | undefined;
  /** What `--from=` names, instead of the context. */
  readonly from: CopyOrigin | undefined;
  /** The values of `--exclude=`. */
  readonly excludes: readonly string[];
}

export interface CopyOrigin {
  readonly flag: Flag;
  /** An earlier stage; otherwise an image, or a context of the command line's. */
  readonly stage: Stage | undefined;
}

export interface CopySource {
  /** `context`: a path or glob in the build context; `origin`: one in what `--from=` names. */
  readonly by: 'context' | 'origin' | 'url' | 'git' | 'heredoc' | 'unknown';
  readonly word: Word;
  /** With its variables resolved and its quotes gone; undefined where that cannot be done. */
  readonly path: string | undefined;
}

const known = new WeakMap<Containerfile, readonly Copy[]>();

/** Every COPY and ADD of a file, in order. */
export const copiesIn = (file: Containerfile): readonly Copy[] =>
  remember(known, file, () => file.instructions.flatMap(outer => copyOf(file, outer) ?? []));

function copyOf(file: Containerfile, outer: Instruction): Copy | undefined {
  const instruction = outer.inner ?? outer;
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  const { words, flags } = instruction;
  const stage = file.stageOf(outer);
  const from = originOf(file, instruction, stage);
  const heredocs = new Set(instruction.heredocs.map(({ span }) => span.start));
  const sources = words.slice(0, -1).map((word): CopySource => {
    if (heredocs.has(word.span.start)) return { by: 'heredoc', word, path: undefined };
    const path = file.resolve(word, instruction);
    return { by: from ? 'origin' : placeOf(path), word, path };
  });
  const excludes = flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [value] : []));
  return { instruction, outer, stage, sources, destination: words.at(-1), from, excludes };
}

function originOf(file: Containerfile, instruction: Instruction, stage: Stage | undefined): CopyOrigin | undefined {
  const flag = instruction.keyword === 'COPY' ? instruction.flag('from') : undefined;
  if (!flag) return undefined;
  const name = file.resolve(flag.value ?? '', instruction);
  return { flag, stage: name === undefined ? undefined : file.stageNamed(name, stage) };
}

/** As Buildah tells them apart; COPY refuses all but the context. */
const git = /^(?:git:\/\/|git@[^/:]+:)|^(?:https?|ssh):\/\/[^#?]*\.git(?:#|$)/i;
const url = /^(?:https?|ftp):\/\//i;

function placeOf(path: string | undefined): CopySource['by'] {
  if (path === undefined) return 'unknown';
  if (git.test(path)) return 'git';
  return url.test(path) ? 'url' : 'context';
}
