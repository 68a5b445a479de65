import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';

/** Text that a Containerfile puts into a file of the image. */
export interface Written {
  /** The paths it goes to, as they are written. */
  readonly paths: readonly string[];
  readonly text: string;
  /** Where it stands: single words, and behind them all of it. */
  readonly parts: readonly WrittenPart[];
}

export interface WrittenPart {
  readonly text: string;
  readonly at: Span;
  /** What stands there: the same, but for quotes and escapes; none where the text is only a piece of it. */
  readonly source: string | undefined;
}

/** The programs whose commands are understood. */
export const writers: readonly string[] = ['echo', 'printf', 'cat', 'tee', 'sed'];

/** What a command writes into files: `echo ... >> F`, `printf ... | tee F`, `cat > F <<EOF`, `sed -i ... F`. */
export const writtenBy = (command: ShellCommand, source: string): Iterable<Written> =>
  writers.includes(command.tool) ? writtenByWriter(command, source) : [];

function* writtenByWriter(command: ShellCommand, source: string): Generator<Written> {
  if (command.tool === 'sed') yield* substituted(command);
  const paths = targetsOf(command);
  if (paths.length === 0) return;
  for (const { body } of command.redirections) {
    if (body) yield verbatim(paths, source, body.span);
  }
  if (command.tool === 'echo' || command.tool === 'printf') yield* printed(command, paths, source);
}

function verbatim(paths: readonly string[], source: string, at: Span): Written {
  const text = source.slice(at.start, at.end);
  return { paths, text, parts: [{ text, at, source: text }] };
}

function targetsOf({ tool, args, redirections, pipesTo }: ShellCommand): string[] {
  const tees = pipesTo.filter(next => next.tool === 'tee').flatMap(next => next.args);
  const redirected = redirections.flatMap(({ operator, target }) => (operator.startsWith('>') ? (target ?? []) : []));
  const words = [...(tool === 'tee' ? args : []), ...tees, ...redirected];
  return words.map(({ text }) => text).filter(text => !text.startsWith('-'));
}

function* printed({ args }: ShellCommand, paths: readonly string[], source: string): Generator<Written> {
  const words = args.filter(({ text }, i) => i > 0 || !/^-[neE]+$/.test(text));
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return;
  const parts = words.map(word => printedWord(word, source));
  const text = parts.map(part => part.text).join(' ');
  const all = { start: first.span.start, end: last.span.end };
  if (parts.length > 1) parts.push({ text, at: all, source: source.slice(all.start, all.end) });
  yield { paths, text, parts };
}

/** Without its quotes, unless an escape hides something. */
function printedWord({ text, span }: ShellWord, source: string): WrittenPart {
  const written = source.slice(span.start, span.end);
  const inQuotes = written.indexOf(text);
  if (inQuotes < 0 || /\\n/.test(text)) return { text: text.replace(/\\n/g, '\n'), at: span, source: written };
  const start = span.start + inQuotes;
  return { text, at: { start, end: start + text.length }, source: text };
}

/** What `sed -i` puts in: the replacements, and what it adds, inserts and changes. */
function* substituted({ args }: ShellCommand): Generator<Written> {
  if (!args.some(({ text }) => /^(?:-[a-zA-Z]*i|--in-place)/.test(text))) return;
  const [scripts, files] = scriptsOf(args);
  const paths = files.map(({ text }) => text);
  for (const { text: script, span } of scripts) {
    const text = [...replacements(script)].join('\n');
    yield { paths, text, parts: [{ text, at: span, source: undefined }] };
  }
}

function scriptsOf(args: readonly ShellWord[]): [ShellWord[], ShellWord[]] {
  const scripts: ShellWord[] = [];
  const files: ShellWord[] = [];
  for (const [i, word] of args.entries()) {
    const isScript = /^(?:-[a-zA-Z]*e|--expression)$/.test(args[i - 1]?.text ?? '');
    if (isScript) scripts.push(word);
    else if (!word.text.startsWith('-')) files.push(word);
  }
  if (scripts.length === 0) scripts.push(...files.splice(0, 1));
  return [scripts, files];
}

function* replacements(script: string): Generator<string> {
  for (const [, , by = ''] of script.matchAll(
    /(?<![a-zA-Z\\])s([/|,#@!%])(?:\\.|(?!\1)[^\\])*\1((?:\\.|(?!\1)[^\\])*)\1/g,
  ))
    yield by;
  for (const [, added = ''] of script.matchAll(/(?:^|[;{\s/$\d])[aic](?:\\\n?|\s)\s*(.+)/g)) yield added;
}

/** The heredocs that COPY and ADD put into files. */
export function* writtenByCopies(file: Containerfile): Generator<Written> {
  for (const instruction of file.of('COPY', 'ADD')) {
    if (!instruction.source.includes('<<')) continue;
    const { heredocs, words } = instruction;
    const destination = words.at(-1)?.value ?? '';
    for (const { body, delimiter } of heredocs) {
      yield verbatim([destination.endsWith('/') ? destination + delimiter : destination], file.text, body);
    }
  }
}
