import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { Memory, remember } from '../../core/remember.ts';
import { blankOut, brokenStatement } from './recover.ts';
import type { TomlFault } from './tree.ts';

/** A table's header with the statements below it, or the statements before the first header. */
export interface Section {
  /** Of the file: everything else counts from the section's own start. */
  readonly start: number;
  readonly read: ReadSection;
}

/** What a text means wherever it stands. */
export interface ReadSection {
  readonly text: string;
  readonly program: AST.TOMLProgram | undefined;
  /** What stands where the program has another name. */
  readonly names: ReadonlyMap<number, string>;
  readonly faults: readonly TomlFault[];
  /** It ends within a list or an inline table. */
  readonly isOpen: boolean;
}

/** A section with more than this many mistakes is read up to the last of them. */
const mostFaults = 20;

const name = /(?:[\w-]+|"[^"\n]*"|'[^'\n]*')/.source;
const header = new RegExp(
  String.raw`^[ \t]*\[\[?[ \t]*${name}(?:[ \t]*\.[ \t]*${name})*[ \t]*\]\]?[ \t]*(?:#.*)?\r?$`,
  'gm',
);

/** Reads a text section by section; those that were known before are not read again. */
export function readSections(text: string, known: ReadonlyMap<string, ReadSection> | undefined): Section[] {
  const sections = cut(text).map(([start, end]): Section => {
    const part = text.slice(start, end);
    return { start, read: known?.get(part) ?? readSection(part) };
  });
  if (sections.length === 1 || !sections.some(({ read }) => read.isOpen)) return sections;
  // What looked like a header may have been a line of a list.
  const whole = readSection(text);
  return whole.faults.length === 0 ? [{ start: 0, read: whole }] : sections;
}

/** Lines that look like headers cut a text, unless they could be lines of a text in triple quotes. */
function cut(text: string): (readonly [start: number, end: number])[] {
  if (/"""|'''/.test(text)) return [[0, text.length]];
  const starts = [0, ...[...text.matchAll(header)].map(({ index }) => index).filter(index => index > 0)];
  return starts.map((start, index) => [start, starts[index + 1] ?? text.length]);
}

const readSection = (text: string): ReadSection => ({ text, ...readAsFarAsPossible(text, '1.1.0') });

/** The first thing in a section that parsers before TOML 1.1 refuse. */
export const oldFault = (section: ReadSection): TomlFault | undefined =>
  remember(oldFaults, section, () => readAsFarAsPossible(section.text, '1.0.0').faults)[0];

const oldFaults = new Memory<ReadSection, readonly TomlFault[]>();

type TomlVersion = '1.0.0' | '1.1.0';

function readAsFarAsPossible(text: string, tomlVersion: TomlVersion) {
  let rest = text;
  let faults: TomlFault[] = [];
  let isOpen = false;
  const names = new Map<number, string>();
  for (let tries = 0; tries <= mostFaults; tries++) {
    const read = tryToRead(rest, tomlVersion);
    if (!('at' in read)) return { program: read.program, names, faults, isOpen };
    const broken = brokenStatement(rest, read.at, read.message);
    const word = broken.fault.code === 'duplicate-key' ? keyAt(rest, read.at) : undefined;
    const other = word && unusedName(rest, word.length);
    if (other && tries < mostFaults) {
      names.set(read.at, nameIn(word));
      rest = rest.slice(0, read.at) + other + rest.slice(read.at + word.length);
      continue;
    }
    isOpen ||= read.at >= text.trimEnd().length && /=[ \t]*[[{]/.test(rest.slice(broken.start));
    // What seemed wrong inside of something that is never closed was nothing.
    if (broken.fault.code === 'unclosed') faults = faults.filter(({ span }) => span.start < broken.start);
    faults.push(broken.fault);
    rest = blankOut(rest, tries === mostFaults ? { ...broken, end: rest.length } : broken);
  }
  const read = tryToRead(rest, tomlVersion);
  return { program: 'at' in read ? undefined : read.program, names, faults, isOpen };
}

const keyAt = (text: string, at: number): string | undefined =>
  /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)/.exec(text.slice(at, at + 200))?.[0];

/**
 * A name of the same length that the parser takes instead of one that is there already: it is stricter about that than
 * Podman's decoder, as whom `readTree` judges it.
 */
function unusedName(text: string, length: number): string | undefined {
  const used = new Set(text.match(/[\w-]+/g));
  for (let number = 0; ; number++) {
    const name = number.toString(36).padStart(length, '-');
    if (name.length > length) return undefined;
    if (!used.has(name)) return name;
  }
}

function nameIn(key: string): string {
  const [statement] = parseTOML(`${key} = 0`).body[0].body;
  const name = statement?.type === 'TOMLKeyValue' ? statement.key.keys[0] : undefined;
  return name?.type === 'TOMLQuoted' ? name.value : key;
}

type Read = { readonly program: AST.TOMLProgram | undefined } | { readonly at: number; readonly message: string };

function tryToRead(text: string, tomlVersion: TomlVersion): Read {
  try {
    return { program: parseTOML(text, { tomlVersion }) };
  } catch (error) {
    if (error instanceof ParseError) return { at: Math.min(error.index, text.length), message: error.message };
    // Nested deeper than the stack allows.
    if (error instanceof RangeError) return { program: undefined };
    throw error;
  }
}
