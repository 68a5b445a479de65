import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const variable = 'PIP_NO_CACHE_DIR';

/** Values that read as if the cache stayed on; pip keeps none, whatever the value is (pip 23.2.1, read 2026-11). */
export function* pipVariableReports(
  file: Containerfile,
  ships: (outer: Instruction) => boolean,
): Generator<Report<'anyValue'>> {
  yield* judgeRuns(file, atBuild, [`${variable}=`], judge, ships);
  for (const outer of file.of('ARG', 'ENV'))
    if (outer.source.includes(variable) && ships(outer)) yield* (outer.inner ?? outer).pairs.flatMap(misleading);
}

function* judge({ commands }: Run, ships: boolean): Generator<Report<'anyValue'>> {
  for (const { assignments } of ships ? commands : [])
    for (const { name, value } of assignments) yield* misleading({ name, value: value.text, valueSpan: value.span });
}

type Assignment = Pick<Pair, 'name' | 'value' | 'valueSpan'>;

function misleading({ name, value = '', valueSpan }: Assignment): Report<'anyValue'>[] {
  if (name !== variable || !valueSpan || !isFalse(value)) return [];
  const title = { text: { en: 'Write {name}=1', ja: '{name}=1 と書く' }, params: { name } };
  // Versions of pip from before 2019 took no other value than a false one.
  const fixes = [{ title, edits: [{ span: valueSpan, text: '1' }], safe: false }];
  return [{ at: valueSpan, message: 'anyValue', params: { name, value }, fixes }];
}

/** As pip and uv read it. */
export const isFalse = (value: string): boolean => /^(?:0|off|no?|f|false)$/i.test(value);
