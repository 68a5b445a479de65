import type { AST } from 'toml-eslint-parser';
import type { Comment } from '../../core/kind.ts';
import { Memory } from '../../core/remember.ts';
import { byPlace, shift } from '../../core/span.ts';
import { countPlaceholders } from '../placeholders.ts';
import { readTree } from './readTree.ts';
import { oldFault, type ReadSection, readSections, type Section } from './sections.ts';
import type { TomlFault, TomlFile } from './tree.ts';

/** `${VALUE}` outside of quotes */
const variable = /=[ \t]*\$\{/;

const sectionsOf = new Memory<TomlFile, readonly Section[]>();

/**
 * Reads any text as TOML 1.1. Never throws: a statement that is no TOML is left out, a table whose header is broken
 * with all that is in it. `previous` spares reading what stayed the same.
 */
export function parseToml(text: string, previous?: TomlFile): TomlFile {
  const sections = readSections(hasMark(text) ? ` ${text.slice(1)}` : text, previous && knownSections(previous));
  const tree = readTree(text, sections);
  const faults = [...sections.flatMap(faultsOf), ...tree.faults].sort(byPlace);
  const comments = sections.flatMap(({ start, read }) => (read.program?.comments ?? []).map(commentAt(start)));
  const isTemplate = variable.test(text) || countPlaceholders(text) > tree.filledIn + filledIn(comments);
  const file = { text, root: tree.root, faults: isTemplate ? [] : faults, comments, isTemplate };
  sectionsOf.set(file, sections);
  return file;
}

const filledIn = (comments: readonly Comment[]): number =>
  comments.reduce((sum, { text }) => sum + countPlaceholders(text), 0);

const knownSections = (file: TomlFile): ReadonlyMap<string, ReadSection> =>
  new Map(sectionsOf.get(file)?.map(({ read }) => [read.text, read]));

const faultsOf = ({ start, read }: Section): TomlFault[] =>
  read.faults.map(fault => ({ ...fault, span: shift(fault.span, start) }));

/** The first that parsers before TOML 1.1 refuse besides: a byte order mark they refuse too. */
export function newerSyntax(file: TomlFile): TomlFault | undefined {
  if (file.isTemplate || file.faults.length > 0) return undefined;
  if (hasMark(file.text)) return { code: 'byte-order-mark', span: { start: 0, end: 1 } };
  for (const { start, read } of sectionsOf.get(file) ?? []) {
    const fault = oldFault(read);
    if (fault) return { code: 'newer-syntax', span: shift(fault.span, start) };
  }
  return undefined;
}

const hasMark = (text: string): boolean => text.startsWith('\ufeff');

const commentAt =
  (at: number) =>
  ({ range: [start, end], value }: AST.Comment): Comment => ({
    span: { start: at + start, end: at + end },
    text: value,
  });
