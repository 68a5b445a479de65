import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Comment } from '../../core/kind.ts';
import { readTree } from './readTree.ts';
import { blankOut, brokenStatement } from './recover.ts';
import type { TomlFault, TomlFile } from './tree.ts';

/** A file with more than this many mistakes is read up to the last of them. */
const mostFaults = 20;

/** `{{ value }}`, `{% if %}` or, outside of quotes, `${VALUE}` */
const template = /\{\{[^{}\n]+\}\}|\{%|=\s*\$\{/;

/**
 * Reads any text as TOML 1.1. Never throws: a statement that is no TOML is left out, a table whose header is broken
 * with all that is in it.
 */
export function parseToml(text: string): TomlFile {
  const isTemplate = template.test(text);
  const { program, faults } = readAsFarAsPossible(text, '1.1.0');
  return {
    text,
    root: readTree(text, program),
    faults: isTemplate ? [] : faults,
    comments: program?.comments.map(commentOf) ?? [],
    isTemplate,
  };
}

/** The first that parsers before TOML 1.1 refuse besides: a byte order mark they refuse too. */
export function newerSyntax({ text, faults, isTemplate }: TomlFile): TomlFault | undefined {
  if (isTemplate || faults.length > 0) return undefined;
  if (hasMark(text)) return { code: 'byte-order-mark', span: { start: 0, end: 1 } };
  const [first] = readAsFarAsPossible(text, '1.0.0').faults;
  return first && { code: 'newer-syntax', span: first.span };
}

const hasMark = (text: string): boolean => text.startsWith('\ufeff');

function readAsFarAsPossible(text: string, tomlVersion: '1.0.0' | '1.1.0') {
  let rest = hasMark(text) ? ` ${text.slice(1)}` : text;
  let faults: TomlFault[] = [];
  for (let tries = 0; tries <= mostFaults; tries++) {
    const read = tryToRead(rest, tomlVersion);
    if (!('at' in read)) return { program: read.program, faults };
    const broken = brokenStatement(rest, read.at, read.message);
    // What seemed wrong inside of something that is never closed was nothing.
    if (broken.fault.code === 'unclosed') faults = faults.filter(({ span }) => span.start < broken.start);
    faults.push(broken.fault);
    rest = blankOut(rest, tries === mostFaults ? { ...broken, end: rest.length } : broken);
  }
  const read = tryToRead(rest, tomlVersion);
  return { program: 'at' in read ? undefined : read.program, faults };
}

type Read = { readonly program: AST.TOMLProgram | undefined } | { readonly at: number; readonly message: string };

function tryToRead(text: string, tomlVersion: '1.0.0' | '1.1.0'): Read {
  try {
    return { program: parseTOML(text, { tomlVersion }) };
  } catch (error) {
    if (error instanceof ParseError) return { at: Math.min(error.index, text.length), message: error.message };
    // Nested deeper than the stack allows.
    if (error instanceof RangeError) return { program: undefined };
    throw error;
  }
}

const commentOf = ({ range: [start, end], value }: AST.Comment): Comment => ({ span: { start, end }, text: value });
