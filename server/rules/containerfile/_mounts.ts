import type { Edit } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Flag, FlagOption } from '../../parse/containerfile/model.ts';

/** A `--mount` of a RUN. */
export interface Mount {
  readonly instruction: Instruction;
  readonly flag: Flag;
  /** `bind` where nothing is said; undefined where it is not known. */
  readonly type: string | undefined;
}

const known = new Memory<Containerfile, readonly Mount[]>();

export const mountsIn = (file: Containerfile): readonly Mount[] => remember(known, file, () => [...findMounts(file)]);

function* findMounts(file: Containerfile): Generator<Mount> {
  for (const instruction of file.of('RUN')) {
    if (!instruction.source.includes('--mount')) continue;
    for (const flag of instruction.flags) {
      if (flag.name !== 'mount' || flag.options.length === 0) continue;
      const type = optionOf(flag, 'type');
      yield { instruction, flag, type: type ? file.resolve(type.value ?? '', instruction) : 'bind' };
    }
  }
}

/** The last of these options, which counts: they are names for the same. */
export const optionOf = ({ options }: Flag, ...names: readonly string[]): FlagOption | undefined =>
  options.findLast(({ name }) => names.includes(name));

export const targetOf = (flag: Flag): FlagOption | undefined => optionOf(flag, 'target', 'dst', 'destination');

/** What a mount is called by: where something is missing from it. */
export function nameOf(flag: Flag): Span {
  const option = optionOf(flag, 'id') ?? targetOf(flag) ?? flag.options[0];
  return option?.valueSpan ?? option?.nameSpan ?? flag.span;
}

/** Writes more options behind those of a mount. */
export function addOption(text: string, { valueSpan, span }: Flag, option: string): Edit {
  const { end } = valueSpan ?? span;
  const at = /["']/.test(text[end - 1] ?? '') ? end - 1 : end;
  return { span: { start: at, end: at }, text: `,${option}` };
}

/** Octal, as Buildah reads it; undefined for anything else. */
export const readMode = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-7]{1,5}$/.test(text) ? Number.parseInt(text, 8) : undefined;
