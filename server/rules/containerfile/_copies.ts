import { Memory, remember } from '../../core/remember.ts';
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

interface CopyOrigin {
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

const known = new Memory<Containerfile, readonly Copy[]>();

/** Every COPY and ADD of a file, in order. */
export const copiesIn = (file: Containerfile): readonly Copy[] =>
  remember(known, file, () => file.instructions.filter(isCopy).map(outer => new PlacedCopy(file, outer)));

const isCopy = (outer: Instruction): boolean => {
  const { keyword } = outer.inner ?? outer;
  return keyword === 'COPY' || keyword === 'ADD';
};

/** What it brings is worked out when somebody asks for it. */
class PlacedCopy implements Copy {
  readonly #file: Containerfile;
  readonly instruction: Instruction;
  readonly outer: Instruction;
  #sources: readonly CopySource[] | undefined;
  #from: CopyOrigin | null | undefined;

  constructor(file: Containerfile, outer: Instruction) {
    this.#file = file;
    this.outer = outer;
    this.instruction = outer.inner ?? outer;
  }

  get stage(): Stage | undefined {
    return this.#file.stageOf(this.outer);
  }

  get sources(): readonly CopySource[] {
    this.#sources ??= sourcesOf(this.#file, this.instruction, this.from !== undefined);
    return this.#sources;
  }

  get destination(): Word | undefined {
    return this.instruction.words.at(-1);
  }

  get from(): CopyOrigin | undefined {
    if (this.#from === undefined) this.#from = originOf(this.#file, this) ?? null;
    return this.#from ?? undefined;
  }

  get excludes(): readonly string[] {
    return this.instruction.flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [value] : []));
  }
}

function sourcesOf(file: Containerfile, instruction: Instruction, isOrigin: boolean): CopySource[] {
  const { heredocs } = instruction;
  return instruction.words.slice(0, -1).map((word): CopySource => {
    if (heredocs.some(({ span }) => span.start === word.span.start)) return { by: 'heredoc', word, path: undefined };
    const path = file.resolve(word, instruction);
    return { by: isOrigin ? 'origin' : placeOf(path), word, path };
  });
}

function originOf(file: Containerfile, copy: Pick<Copy, 'instruction' | 'stage'>): CopyOrigin | undefined {
  const { instruction } = copy;
  const flag = instruction.keyword === 'COPY' ? instruction.flag('from') : undefined;
  if (!flag) return undefined;
  const name = file.resolve(flag.value ?? '', instruction);
  return { flag, stage: name === undefined ? undefined : file.stageNamed(name, copy.stage) };
}

/** As Buildah tells them apart; COPY refuses all but the context. */
const git = /^(?:git:\/\/|git@[^/:]+:)|^(?:https?|ssh):\/\/[^#?]*\.git(?:#|$)/i;
const url = /^(?:https?|ftp):\/\//i;

function placeOf(path: string | undefined): CopySource['by'] {
  if (path === undefined) return 'unknown';
  if (git.test(path)) return 'git';
  return url.test(path) ? 'url' : 'context';
}
