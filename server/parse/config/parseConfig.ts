import { type Document, parseAllDocuments, type YAMLError } from 'yaml';
import { commentsOf } from './comments.ts';
import type { Config, Place, YamlProblem } from './config.ts';
import { nestsTooDeeply } from './nesting.ts';
import { readValue } from './readValue.ts';

/** Never throws: of a broken text it reads the sound parts. */
export function parseConfig(text: string): Config {
  if (nestsTooDeeply(text)) return unreadable(text, 'It nests too deeply.');
  try {
    return read(text);
  } catch (error) {
    return unreadable(text, String(error));
  }
}

function read(text: string): Config {
  const places = new Map<string, Place>();
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
  const [first, second] = Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
  const problems = (first?.errors ?? []).map(error => problemOf(error, text));
  if (second) problems.push({ problem: 'several-documents', span: firstLine(text, second.range[0]), detail: '' });
  const value = first?.contents ? readValue(first, text, places) : null;
  return { text, value, places, problems, comments: commentsOf(text) };
}

const unreadable = (text: string, detail: string): Config => ({
  text,
  value: null,
  places: new Map(),
  problems: [{ problem: 'syntax', span: firstLine(text, 0), detail }],
  comments: [],
});

function problemOf(error: YAMLError, text: string): YamlProblem {
  const [start, end] = error.pos;
  const last = Math.min(Math.max(end, start + 1), text.length);
  const span = { start: Math.min(start, last), end: last };
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { problem: 'tab', span, detail: error.message };
    case 'DUPLICATE_KEY':
      return { problem: 'duplicate-key', span: word(text, start), detail: error.message };
    default:
      return { problem: 'syntax', span, detail: error.message };
  }
}

/** The key that starts at an offset. */
function word(text: string, start: number): YamlProblem['span'] {
  const length = /^[^\s:]+/.exec(text.slice(start, start + 200))?.[0].length ?? 1;
  return { start, end: Math.min(start + length, text.length) };
}

function firstLine(text: string, start: number): YamlProblem['span'] {
  const end = text.slice(start).search(/\r|\n|$/);
  return { start, end: Math.max(start + end, Math.min(start + 1, text.length)) };
}
