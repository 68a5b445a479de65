import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import type { OutlineEntry } from '../features/model.ts';

/** The stages with their instructions, behind what stands before the first FROM. */
export function* outline(file: Containerfile): Generator<OutlineEntry> {
  const first = file.stages[0]?.from.start ?? Number.POSITIVE_INFINITY;
  for (const instruction of file.instructions) {
    if (instruction.start >= first) break;
    yield entryOf(instruction);
  }
  for (const stage of file.stages) yield sectionOf(stage);
}

const sectionOf = ({ index, name, base, from, span, instructions }: Stage): OutlineEntry => ({
  name: name?.value ?? `${index}`,
  detail: `FROM ${base?.text ?? ''}`,
  kind: 'section',
  span,
  at: name?.span ?? from.keywordSpan,
  children: instructions.map(entryOf),
});

const entryOf = (instruction: Instruction): OutlineEntry => ({
  name: instruction.keyword,
  detail: detailOf(instruction),
  kind: instruction.keyword === 'ARG' || instruction.keyword === 'ENV' ? 'variable' : 'entry',
  span: instruction.span,
  at: instruction.keywordSpan,
  children: [],
});

/** The first line behind the keyword; of variables the names alone, as a value may be a secret. */
function detailOf({ pairs, keyword, keywordSpan, source, start }: Instruction): string {
  if (keyword === 'ARG' || keyword === 'ENV') return pairs.map(({ name }) => name).join(' ');
  const line = /.*/.exec(source.slice(keywordSpan.end - start))?.[0].trim() ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
