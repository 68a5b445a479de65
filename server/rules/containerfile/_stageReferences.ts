import { grouped } from '../../core/grouped.ts';
import { nearest } from '../../core/nearest.ts';
import { Memory, remember } from '../../core/remember.ts';
import { countBefore } from '../../core/sorted.ts';
import { byPlace, type Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { isOfficialImage } from '../../podman/officialImages.ts';
import { aliasOf } from '../../podman/shortNames.ts';
import { valueByDefault } from './_variables.ts';

/** What Podman finds under a name, as far as the file says it. */
type Referent =
  | { readonly is: 'stage'; readonly stage: Stage }
  | { readonly is: 'image' }
  /** Nothing: the name is the stage's own, a later one's, in other letters, or a number that is no earlier stage's. */
  | { readonly is: 'itself' | 'index' }
  | { readonly is: 'later' | 'case'; readonly stage: Stage }
  /** An image, a `--build-context`, or a slip of the hand: `near` is an earlier stage's name. */
  | { readonly is: 'unclear'; readonly near: string | undefined }
  /** A variable that nobody knows. */
  | { readonly is: 'unresolved' };

/** A place where a file names a stage or an image: FROM, COPY --from and RUN --mount=...,from=. */
export interface StageReference {
  readonly instruction: Instruction;
  readonly written: string;
  readonly span: Span;
  readonly resolved: string | undefined;
  readonly referent: Referent;
}

const known = new Memory<Containerfile, readonly StageReference[]>();

/** All of them, in order; `FROM scratch` names nothing. */
export const stageReferences = (file: Containerfile): readonly StageReference[] =>
  remember(known, file, () => findReferences(file));

function findReferences(file: Containerfile): StageReference[] {
  const names = new Names(file);
  const references: StageReference[] = [];
  const add = (instruction: Instruction, written: string, span: Span) => {
    const resolved = valueByDefault(file, written, instruction);
    if (resolved === 'scratch' || resolved === '') return;
    const stage = file.stageOf(instruction);
    const referent: Referent =
      resolved === undefined || !stage ? { is: 'unresolved' } : names.find(resolved, stage, instruction);
    references.push({ instruction, written, span, resolved, referent });
  };
  for (const { from, base } of file.stages) if (base) add(from, base.text, base.span);
  for (const instruction of file.of('COPY', 'RUN')) {
    for (const { value, span } of sourcesOf(instruction)) add(instruction, value, span);
  }
  return references.sort(byPlace);
}

function sourcesOf(instruction: Instruction): { value: string; span: Span }[] {
  if (instruction.keyword === 'COPY') {
    if (!instruction.source.includes('--from')) return [];
    const { value, valueSpan } = instruction.flag('from') ?? {};
    return value && valueSpan ? [{ value, span: valueSpan }] : [];
  }
  if (!instruction.source.includes('--mount')) return [];
  const mounts = instruction.flags.filter(({ name }) => name === 'mount');
  return mounts
    .flatMap(({ options }) => options)
    .flatMap(({ name, value, valueSpan }) =>
      name === 'from' && value && valueSpan ? [{ value, span: valueSpan }] : [],
    );
}

type NamedStage = Stage & { readonly name: Word };

/** Whether somebody publishes an image of this name, so that Podman can find one. */
export const isImageForSure = (name: string): boolean =>
  /[/:@.]/.test(name) || aliasOf(name) !== undefined || isOfficialImage(name);

/** The stages' names, as Podman compares them (by case) and as people mean them (not so). */
class Names {
  readonly #file: Containerfile;
  readonly #stages: readonly Stage[];
  readonly #byName: ReadonlyMap<string | undefined, readonly Stage[]>;
  readonly #inAnyCase: ReadonlyMap<string | undefined, readonly Stage[]>;

  constructor(file: Containerfile) {
    const { stages } = file;
    this.#file = file;
    this.#stages = stages;
    this.#byName = grouped(stages, ({ name }) => name?.value);
    this.#inAnyCase = grouped(stages, ({ name }) => name?.value.toLowerCase());
  }

  find(name: string, own: Stage, { keyword, source }: Instruction): Referent {
    // The stages of an ONBUILD are those of the build that it is kept for.
    if (/^onbuild\b/i.test(source)) return isImageForSure(name) ? { is: 'image' } : { is: 'unresolved' };
    const isBase = keyword === 'FROM';
    if (!isBase && /^\d+$/.test(name)) return this.#numbered(name, own);
    // Even where an earlier stage is called the same.
    if (!isBase && own.name?.value === name) return { is: 'itself' };
    const exact = lastBefore(this.#byName.get(name), own);
    if (exact) return { is: 'stage', stage: exact };
    if (/^\d+$/.test(name)) return this.#nameless(name, own);
    if (isBase && isImageForSure(name)) return { is: 'image' };
    const alike = this.#inAnyCase.get(name.toLowerCase()) ?? [];
    const other = lastBefore(alike, own);
    if (other) return { is: 'case', stage: other };
    // None of them is earlier.
    if (alike[0] === own) return isBase ? { is: 'image' } : { is: 'itself' };
    const [later] = alike;
    if (later) return { is: 'later', stage: later };
    return isBase || isImageForSure(name) ? { is: 'image' } : { is: 'unclear', near: this.#near(name, own) };
  }

  /** An earlier stage's number, or else the name of one. */
  #numbered(name: string, own: Stage): Referent {
    if (Number(name) === own.index) return { is: 'itself' };
    const stage = this.#file.stageNamed(name, own);
    return stage ? { is: 'stage', stage } : { is: 'index' };
  }

  /** What FROM means by a number: the stage in that place, if it has no name. */
  #nameless(number: string, own: Stage): Referent {
    const stage = this.#file.stageNamed(number, own);
    return stage && !stage.name ? { is: 'stage', stage } : { is: 'unclear', near: undefined };
  }

  #near(name: string, { index }: Stage): string | undefined {
    const earlier = this.#stages
      .slice(Math.max(0, index - remembered), index)
      .flatMap(stage => (isNamed(stage) ? [stage.name.value] : []));
    return nearest(name, earlier);
  }
}

const lastBefore = (stages: readonly Stage[] | undefined, own: Stage): Stage | undefined =>
  stages?.[countBefore(stages, own.index, ({ index }) => index) - 1];

/** So many stages before, nobody has a name in mind; and a file of nothing else stays quick. */
const remembered = 200;

const isNamed = (stage: Stage): stage is NamedStage => stage.name !== undefined;
