import type { Command, SyntaxNode } from 'unbash';

/** A name in the text that is parsed. */
export interface NamePlace {
  readonly name: string;
  readonly pos: number;
  readonly end: number;
  /** It is given a value: `X=1`, `for X in`, `read X`. */
  readonly isSet: boolean;
}

const identifier = /^[A-Za-z_]\w*$/;

/** The variable that a node of the syntax tree names. */
export function namedBy(node: SyntaxNode): NamePlace | undefined {
  switch (node.type) {
    case 'SimpleExpansion':
      return read(node.text.slice(1), node.pos + 1, node.end);
    case 'ParameterExpansion':
      return read(node.parameter, node.parameterPos, node.parameterEnd);
    case 'ArithmeticWord':
      return node.value.startsWith('$')
        ? read(node.value.slice(1), node.pos + 1, node.end)
        : read(node.value, node.pos, node.end);
    case 'For':
    case 'Select':
      return { name: node.name.value, pos: node.name.pos, end: node.name.end, isSet: true };
    default:
      return undefined;
  }
}

const read = (name: string, pos: number, end: number): NamePlace | undefined =>
  identifier.test(name) ? { name, pos, end, isSet: false } : undefined;

/** Commands whose arguments are names of variables; the last one only asks for them. */
const takingNames = new Set(['export', 'readonly', 'declare', 'typeset', 'local', 'unset', 'read', 'printenv']);

/** The variables that a command sets for those behind it, or names to a builtin. */
export function* namedByCommand({ name, prefix, suffix }: Command): Generator<NamePlace> {
  if (!name) {
    for (const part of prefix) if (part.type === 'Assignment') yield setBy(part);
    return;
  }
  if (!takingNames.has(name.value)) return;
  for (const part of suffix) {
    if (part.type === 'Assignment') yield setBy(part);
    else if (part.type === 'Word' && !part.parts && identifier.test(part.text))
      yield { name: part.text, pos: part.pos, end: part.end, isSet: name.value !== 'printenv' };
  }
}

const setBy = ({ name, pos }: { name: string; pos: number }): NamePlace => ({
  name,
  pos,
  end: pos + name.length,
  isSet: true,
});
