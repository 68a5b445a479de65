import type { Span } from '../../core/span.ts';
import { execVariables, type ShellVariable, shellVariables } from '../shell/variables.ts';
import { specialParameter } from './expand.ts';
import type { Instruction } from './instruction.ts';
import { type Escape, readLogicalLine, sourceSpan } from './logicalLine.ts';
import type { Stretch } from './words.ts';

/** A variable's name where an instruction says it. */
export interface VariablePlace {
  readonly name: string;
  /** Of the name alone. */
  readonly span: Span;
  /**
   * `declared` by ARG or ENV; `expanded` by Podman while it builds; `read` or `set` by the shell that RUN starts;
   * `run`: read by the shell of a container, which knows of ENV only.
   */
  readonly how: 'declared' | 'expanded' | 'read' | 'set' | 'run';
}

const expanding = new Set(['FROM', 'ADD', 'COPY', 'WORKDIR', 'EXPOSE', 'VOLUME', 'USER', 'STOPSIGNAL']);
const withFlags = new Set(['FROM', 'ADD', 'COPY', 'RUN']);
const inContainers = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Where an instruction names variables, in order. `file` is the text it stands in. */
export function variablePlaces(instruction: Instruction, file: string, escapedBy: Escape): VariablePlace[] {
  const { keyword, flags, words, pairs, heredocs } = instruction;
  const places: VariablePlace[] = [];
  const expandAt = (span: Span | undefined) => {
    if (span) places.push(...expandedAt(file, span, escapedBy));
  };
  if (withFlags.has(keyword)) for (const { valueSpan } of flags) expandAt(valueSpan);
  if (expanding.has(keyword)) for (const { span } of words) expandAt(span);
  for (const { name, nameSpan, valueSpan } of pairs) {
    if (keyword === 'LABEL' || name.includes('$')) expandAt(nameSpan);
    else places.push({ name, span: nameSpan, how: 'declared' });
    expandAt(valueSpan);
  }
  if (keyword === 'RUN' || inContainers.has(keyword))
    places.push(...variablesInShell(instruction, file).flatMap(each => inShell(each, inContainers.has(keyword))));
  if (keyword === 'COPY' || keyword === 'ADD') {
    // Quotes count in a body as in a word; so Podman does.
    for (const { body, expands } of heredocs) if (expands) places.push(...expandedIn(file, body));
  }
  return places.sort((a, b) => a.span.start - b.span.start);
}

function variablesInShell({ json, shellText }: Instruction, file: string): readonly ShellVariable[] {
  if (!json) return shellText ? shellVariables(shellText.text, shellText.start) : [];
  const words = json.map(({ value, span }) => ({ text: value, span }));
  return execVariables(words, file);
}

/** What a container's shell sets is a variable of its own. */
function inShell({ name, span, isSet }: ShellVariable, atRunTime: boolean): VariablePlace[] {
  if (atRunTime) return isSet ? [] : [{ name, span, how: 'run' }];
  return [{ name, span, how: isSet ? 'set' : 'read' }];
}

function expandedAt(file: string, span: Span, escapedBy: Escape): VariablePlace[] {
  const written = file.slice(span.start, span.end);
  if (!written.includes('$')) return [];
  if (!written.includes('\n')) return expandedIn(file, span);
  // A word that reaches over lines is read without what stands between them.
  const line = readLogicalLine(file, span.start, escapedBy);
  return expansionsIn(line.text).flatMap(({ start, end }) => {
    const at = sourceSpan(line, start, end);
    return at.end > span.end ? [] : [{ name: line.text.slice(start, end), span: at, how: 'expanded' as const }];
  });
}

const expandedIn = (file: string, { start: from, end: to }: Span): VariablePlace[] =>
  expansionsIn(file.slice(from, to)).map(({ start, end }) => ({
    name: file.slice(from + start, from + end),
    span: { start: from + start, end: from + end },
    how: 'expanded',
  }));

/** The names in a word that Podman expands, by the same reading as `expand`: not in single quotes, nor behind `\`. */
export function expansionsIn(text: string): Stretch[] {
  const found: Stretch[] = [];
  scan(text, 0, '', found);
  return found;
}

const variable = /\$(\{?)([A-Za-z_]\w*)/y;

/** Reads up to `stop` outside of quotes, or to the end, and answers where that is. */
function scan(text: string, from: number, stop: string, found: Stretch[]): number {
  let quote = '';
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === stop && !quote) return at;
    if (character === '\\' && quote !== "'") at += 2;
    else if (character === '$' && quote !== "'") at = expansionAt(text, at, found);
    else {
      if (quote === character) quote = '';
      else if (!quote && (character === '"' || character === "'")) quote = character;
      at++;
    }
  }
  return text.length;
}

/** Behind the variable at a dollar, and its default. */
function expansionAt(text: string, at: number, found: Stretch[]): number {
  variable.lastIndex = at;
  const [whole, brace, name] = variable.exec(text) ?? [];
  if (whole === undefined || name === undefined) return at + (specialParameter.test(text[at + 1] ?? '') ? 2 : 1);
  const end = at + whole.length;
  found.push({ start: end - name.length, end });
  return brace ? scan(text, end, '}', found) + 1 : end;
}
