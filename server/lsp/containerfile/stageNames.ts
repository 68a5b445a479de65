import { remember } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';

/** A place where an earlier stage could be named: FROM, `--from=`, `--after=`, `from=` of a mount. */
export interface StageUse {
  readonly span: Span;
  readonly instruction: Instruction;
  /** With variables resolved; undefined if that cannot be done. */
  readonly name: string | undefined;
  /** The stage it is; otherwise an image, or a context of the command line's. */
  readonly stage: Stage | undefined;
  /** The name itself is written there: neither a number nor a variable. */
  readonly isLiteral: boolean;
}

const known = new WeakMap<Containerfile, readonly StageUse[]>();

export const stageUses = (file: Containerfile): readonly StageUse[] => remember(known, file, () => findUses(file));

function findUses(file: Containerfile): StageUse[] {
  const uses: StageUse[] = [];
  for (const instruction of file.of('FROM', 'COPY', 'RUN')) {
    const stage = file.stageOf(instruction);
    for (const { span, written } of namesIn(instruction)) {
      const name = file.resolve(written, instruction);
      const used =
        instruction.keyword === 'FROM' && stage?.base?.span === span ? stage.parent : named(file, name, stage);
      const isLiteral = used !== undefined && file.text.slice(span.start, span.end) === used.name?.value;
      uses.push({ span, instruction, name, stage: used, isLiteral });
    }
  }
  return uses;
}

const named = (file: Containerfile, name: string | undefined, before: Stage | undefined): Stage | undefined =>
  name === undefined ? undefined : file.stageNamed(name, before);

function* namesIn({ keyword, words, flags }: Instruction): Generator<{ span: Span; written: string }> {
  const flag = keyword === 'COPY' ? 'from' : keyword === 'FROM' ? 'after' : undefined;
  for (const { name, value, valueSpan, options } of flags) {
    if (name === flag && value && valueSpan) yield { span: valueSpan, written: value };
    if (keyword !== 'RUN' || name !== 'mount') continue;
    for (const option of options)
      if (option.name === 'from' && option.value && option.valueSpan)
        yield { span: option.valueSpan, written: option.value };
  }
  const [base] = words;
  if (keyword === 'FROM' && base) yield { span: base.span, written: base.text };
}
