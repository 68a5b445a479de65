import type { Command, Redirection } from 'unbash';
import type { Span } from '../../core/span.ts';
import { type Held, heldWords } from './held.ts';
import { literalOfDocument } from './literal.ts';
import { type MappedText, spanIn } from './mappedText.ts';
import type { ShellAssignment, ShellCommand, ShellNesting, ShellPlace, ShellRedirection } from './model.ts';
import { assignmentOf, assignmentWord, type SourceWord, sourceWord, wordAsAssignment } from './words.ts';
import { toolOf, unwrap } from './wrappers.ts';

/** A redirection that can still say which characters its here-document is made from. */
export interface SourceRedirection extends ShellRedirection {
  /** The here-document as the program reads it. */
  literal?(): MappedText;
}

/** A command while its neighbours are still being found. */
export interface Draft extends ShellCommand {
  readonly pipesTo: Draft[];
  readonly pipedFrom: Draft[];
  readonly words: readonly SourceWord[];
  readonly args: readonly SourceWord[];
  readonly redirections: readonly SourceRedirection[];
  captured: boolean;
  isRead: boolean;
}

/** Where a command is written. */
export interface Position {
  readonly within: ShellPlace | undefined;
  readonly nesting: readonly ShellNesting[];
}

const exporting: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);

/** A command that was read by the shell. */
export function draftOf(node: Command, source: MappedText, position: Position, held: Held | undefined): Draft {
  const prefix = node.prefix.flatMap(part => (part.type === 'Assignment' ? assignmentOf(part, source, false) : []));
  const name = node.name ? [sourceWord(node.name, source)] : [];
  const args = node.args.map(arg => (arg.type === 'Word' ? sourceWord(arg, source) : assignmentWord(arg, source)));
  const written = [...name, ...args];
  const words = held ? written.flatMap((word, i) => heldWords(word, i < name.length, held, position)) : written;
  const redirections = node.redirects.map(redirect => redirectionOf(redirect, source));
  return draft(words, prefix, redirections, position, spanIn(source, node.pos, node.end));
}

/** A command from words that somebody else split: the exec form, `find -exec`. */
export const draftOfWords = (words: readonly SourceWord[], position: Position): Draft =>
  draft(words, [], [], position, words[0]?.span ?? { start: 0, end: 0 });

function draft(
  all: readonly SourceWord[],
  prefix: readonly ShellAssignment[],
  redirections: readonly SourceRedirection[],
  position: Position,
  whole: Span,
): Draft {
  const { wrappers, assignments, words } = unwrap(all);
  const [name, ...args] = words;
  const tool = toolOf(name);
  const exported = exporting.has(tool) ? args.flatMap(arg => lasting(arg, tool)) : [];
  const spans = [...prefix, ...all].map(part => part.span);
  return {
    span: spans.length > 0 ? around(spans) : whole,
    words: all,
    wrappers,
    name,
    tool,
    args,
    assignments: [...prefix, ...assignments, ...exported],
    redirections,
    pipesTo: [],
    pipedFrom: [],
    captured: false,
    isRead: false,
    ...position,
  };
}

const around = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map(at => at.start)),
  end: Math.max(...spans.map(at => at.end)),
});

function lasting(arg: SourceWord, tool: string): ShellAssignment[] {
  const assignment = wordAsAssignment(arg);
  return assignment ? [{ ...assignment, lasting: tool === 'export' }] : [];
}

export function redirectionOf(node: Redirection, source: MappedText): SourceRedirection {
  const { descriptor, operator } = node;
  const common = {
    operator,
    descriptor: descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined,
    span: spanIn(source, node.pos, node.end),
  };
  if (node.type !== 'HereDoc') {
    return { ...common, target: node.target && sourceWord(node.target, source), body: undefined };
  }
  const { text, pos, end } = node.body;
  const body = { text, span: spanIn(source, pos, end) };
  return { ...common, target: undefined, body, literal: () => literalOfDocument(node, source) };
}

const isOutput = ({ operator, descriptor, target }: ShellRedirection): boolean =>
  /^(?:>{1,2}|>\||&>{1,2})$/.test(operator) &&
  (descriptor ?? 1) === 1 &&
  !/^\/dev\/(?:stdout|fd\/1)$|^\/proc\/self\/fd\/1$/.test(target?.text ?? '');

/** Whether the standard output goes into a file instead. */
export const writesElsewhere = (redirections: readonly ShellRedirection[]): boolean => redirections.some(isOutput);

/** Whether the standard input comes from a file, a here-document or a here-string instead. */
export const readsElsewhere = (redirections: readonly ShellRedirection[]): boolean =>
  redirections.some(({ operator, descriptor }) => /^(?:<|<>|<<-?|<<<)$/.test(operator) && (descriptor ?? 0) === 0);

/** Of a long list in front of or behind a pipe, the first commands stand for all. */
const most = 100;

export function connect(writers: readonly Draft[], readers: readonly Draft[]): void {
  for (const writer of writers.slice(0, most)) {
    for (const reader of readers.slice(0, most)) {
      writer.pipesTo.push(reader);
      reader.pipedFrom.push(writer);
    }
  }
}
