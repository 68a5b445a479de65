import { byPlace, type Span, shift } from '../../core/span.ts';
import { execVariables, type ShellVariable, shellVariables } from '../shell/variables.ts';
import { expandedTexts } from './expandedTexts.ts';
import type { Instruction } from './instruction.ts';
import { type Escape, readLogicalLine, sourceSpan } from './logicalLine.ts';
import { type VariableUse, variableUses } from './variableUses.ts';

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

const inContainers = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Where an instruction names variables, in order. `file` is the text it stands in. */
export function variablePlaces(instruction: Instruction, file: string, escapedBy: Escape): VariablePlace[] {
  const { keyword, pairs, heredocs } = instruction;
  const places = expandedTexts(instruction).flatMap(({ span }) => expandedAt(file, span, escapedBy));
  if (keyword !== 'LABEL') {
    const declared = pairs.filter(({ name }) => !name.includes('$'));
    places.push(...declared.map(({ name, nameSpan }) => ({ name, span: nameSpan, how: 'declared' as const })));
  }
  if (keyword === 'RUN' || inContainers.has(keyword))
    places.push(...variablesInShell(instruction, file).flatMap(each => inShell(each, inContainers.has(keyword))));
  if (keyword === 'COPY' || keyword === 'ADD') {
    // Quotes count in a body as in a word; so Podman does.
    for (const { body, expands } of heredocs) if (expands) places.push(...expandedIn(file, body));
  }
  return places.sort(byPlace);
}

function variablesInShell({ json, shellText }: Instruction, file: string): readonly ShellVariable[] {
  if (!json) return shellText ? shellVariables(shellText.text, shellText.start) : [];
  return execVariables(json, file);
}

/** What a container's shell sets is a variable of its own. */
function inShell({ name, span, isSet }: ShellVariable, atRunTime: boolean): VariablePlace[] {
  if (atRunTime) return isSet ? [] : [{ name, span, how: 'run' }];
  return [{ name, span, how: isSet ? 'set' : 'read' }];
}

function expandedAt(file: string, span: Span, escapedBy: Escape): VariablePlace[] {
  if (!file.slice(span.start, span.end).includes('\n')) return expandedIn(file, span);
  // A word that reaches over lines is read without what stands between them.
  const line = readLogicalLine(file, span.start, escapedBy);
  return namesIn(line.text).flatMap(({ name, nameSpan }) => {
    const at = sourceSpan(line, nameSpan.start, nameSpan.end);
    return at.end > span.end ? [] : [{ name, span: at, how: 'expanded' as const }];
  });
}

const expandedIn = (file: string, { start, end }: Span): VariablePlace[] =>
  namesIn(file.slice(start, end)).map(({ name, nameSpan }) => ({
    name,
    span: shift(nameSpan, start),
    how: 'expanded',
  }));

/** What can be the name of an ARG or ENV. */
const namesIn = (text: string): VariableUse[] => variableUses(text).filter(({ name }) => /^[A-Za-z_]/.test(name));
