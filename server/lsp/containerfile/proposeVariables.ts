import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { secretName, secretValue } from '../../podman/secrets.ts';
import type { Proposal, Proposals } from '../features/model.ts';
import type { Cursor } from './cursor.ts';

const expanding = new Set([
  'FROM',
  'ADD',
  'COPY',
  'WORKDIR',
  'EXPOSE',
  'VOLUME',
  'USER',
  'STOPSIGNAL',
  'ARG',
  'ENV',
  'LABEL',
]);
const inContainers = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const halfVariable = /\$(\{?)(\w*)$/;
/** The brace, at once or behind what else stands in it. */
const isClosed = /^(?:[^\w\s{}"'](?:[^{}\n$]|\$(?:\{[^{}\n]*\})?)*)?\}/;

/** Behind a `$` that is expanded: the variables that are known there. Undefined where no `$` stands before the cursor. */
export function proposeVariables(cursor: Cursor): Proposals | undefined {
  const { file, before, place, offset } = cursor;
  const [whole, brace = '', name = ''] = halfVariable.exec(before) ?? [];
  if (whole === undefined) return undefined;
  const outer = cursor.instruction;
  const instruction = outer?.inner ?? outer;
  const span = cursor.wordOf(name.length, /^\w*/);
  if (!instruction || !span || !isExpanded(cursor, before.length - whole.length, instruction))
    return { span: span ?? { start: offset, end: offset }, items: [] };
  const close = brace && !isClosed.test(file.text.slice(span.end, span.end + 500)) ? '}' : '';
  const names =
    place === 'heredoc' || !inContainers.has(instruction.keyword)
      ? namesSeen(file, instruction)
      : environment(file, instruction);
  const items = [...new Set(names)].map(
    (label): Proposal => ({
      label,
      kind: 'variable',
      detail: valueIn(file, label, instruction),
      text: label + close,
    }),
  );
  return { span, items };
}

function isExpanded({ before, place }: Cursor, dollar: number, instruction: Instruction): boolean {
  const { keyword, json, heredocs } = instruction;
  if (place === 'heredoc')
    return heredocs.some(({ expands, shellText }) => expands || shellText) && before[dollar - 1] !== '\\';
  if (place !== 'instruction') return false;
  const inShell = keyword === 'RUN' || inContainers.has(keyword);
  // `$$` is the shell's own number.
  if (inShell ? json || before[dollar - 1] === '$' : !expanding.has(keyword)) return false;
  return isOpen(before.slice(inShell ? 0 : wordStart(before, keyword), dollar));
}

/** Quotes count within a word of theirs, where an instruction is not split by them. */
const wordStart = (before: string, keyword: string): number =>
  /^(?:ENV|ARG|LABEL)$/.test(keyword) ? 0 : before.search(/\S*$/);

/** Whether a text ends outside of single quotes, and not behind a backslash. */
function isOpen(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") {
      if (at === text.length - 1) return false;
      at++;
    } else if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return quote !== "'";
}

function* namesSeen(file: Containerfile, instruction: Instruction): Generator<string> {
  yield* file.variablesSeenBy(instruction);
  if (instruction.keyword === 'FROM') yield* platformArguments;
}

/** A container knows of ENV alone. */
function* environment(file: Containerfile, instruction: Instruction): Generator<string> {
  for (const name of file.variablesSeenBy(instruction)) if (file.assignment(name, instruction)?.isEnv) yield name;
}

function valueIn(file: Containerfile, name: string, instruction: Instruction): string | undefined {
  const value = file.resolve(`\${${name}}`, instruction);
  if (value === undefined || secretName(name) || secretValue(value) !== undefined) return undefined;
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
