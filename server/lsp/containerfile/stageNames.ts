import { Memory, remember } from '../../core/remember.ts';
import { byPlace, type Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { stageReferences } from '../../rules/containerfile/_stageReferences.ts';

/** A place where an earlier stage could be named: FROM, `--from=`, `--after=`, `from=` of a mount. */
export interface StageUse {
  /** Without quotes. */
  readonly span: Span;
  readonly instruction: Instruction;
  /** With variables resolved; undefined if that cannot be done. */
  readonly name: string | undefined;
  /** The stage it is; otherwise an image, or a context of the command line's. */
  readonly stage: Stage | undefined;
  /** The name itself is written there: neither a number nor a variable. */
  readonly isLiteral: boolean;
}

const known = new Memory<Containerfile, readonly StageUse[]>();

export const stageUses = (file: Containerfile): readonly StageUse[] => remember(known, file, () => findUses(file));

function findUses(file: Containerfile): StageUse[] {
  const uses: StageUse[] = stageReferences(file).map(({ span: written, instruction, resolved, referent }) => {
    const span = unquoted(file, written);
    const stage = referent.is === 'stage' ? referent.stage : undefined;
    return { span, instruction, name: resolved, stage, isLiteral: isLiteral(file, span, stage) };
  });
  for (const instruction of file.of('FROM')) {
    const { value: name, valueSpan } = instruction.flag('after') ?? {};
    const span = valueSpan && unquoted(file, valueSpan);
    const stage = name === undefined ? undefined : file.stageNamed(name, file.stageOf(instruction));
    if (span) uses.push({ span, instruction, name, stage, isLiteral: isLiteral(file, span, stage) });
  }
  return uses.sort(byPlace);
}

export function unquoted(file: Containerfile, { start, end }: Span): Span {
  const isQuoted = /^(["'])[^"']*\1$/.test(file.text.slice(start, end));
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

const isLiteral = (file: Containerfile, { start, end }: Span, stage: Stage | undefined): boolean =>
  stage !== undefined && file.text.slice(start, end) === stage.name?.value;
