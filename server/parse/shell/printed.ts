import type { SourceRedirection } from './command.ts';
import { shellInvocation, shells } from './invocation.ts';
import { joinTexts, type MappedText, TextMapper } from './mappedText.ts';
import type { ShellCommand } from './model.ts';
import type { SourceWord } from './words.ts';

/** A command whose words still say where they come from. */
interface Printer extends ShellCommand {
  readonly args: readonly SourceWord[];
  readonly redirections: readonly SourceRedirection[];
}

/** What a command prints. */
export interface PrintedText {
  readonly text: MappedText;
  /** Where it starts; none for a here-document. */
  readonly word: SourceWord | undefined;
}

/** What `echo`, `printf`, `cat <<EOF` and `tee <<EOF` print, as far as it is written there: for a shell that reads it, its commands. */
export function printedBy({ tool, args, redirections }: Printer): PrintedText | undefined {
  if (tool === 'echo') return printedWords(args.slice(args.findIndex(({ text }) => !/^-[neE]+$/.test(text))));
  if (tool === 'printf') return printedByFormat(args[0]?.text === '--' ? args.slice(1) : args);
  const passesOn = tool === 'tee' || (tool === 'cat' && args.every(({ text }) => text === '-'));
  const text = passesOn ? redirections.findLast(({ literal }) => literal)?.literal?.() : undefined;
  return text && { text, word: undefined };
}

const conversion = /%%|%[sb]/g;
/** One more word, which a fix may write behind another, is printed as one more word or line. */
const printsWords = /^%[sb](?:\\n|\s){0,99}$|^(?:%[sb](?:\\n|\n){0,9})+$/;
/** Nobody prints longer scripts. */
const longest = 20_000;

/** What `printf` makes of its format, once more as long as there are values; only for `%s`, `%b` and `%%`. */
function printedByFormat([format, ...values]: readonly SourceWord[]): PrintedText | undefined {
  const source = format?.literal();
  if (!source || source.text.replace(conversion, '').includes('%')) return undefined;
  if (!printsWords.test(source.text) && values.some(({ quoted }) => !quoted)) return undefined;
  const conversions = [...source.text.matchAll(conversion)];
  const perRound = conversions.filter(([text]) => text !== '%%').length;
  const rounds = perRound === 0 ? 1 : Math.max(1, Math.ceil(values.length / perRound));
  if (rounds * source.text.length > longest) return undefined;
  const pieces: MappedText[] = [];
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    let from = 0;
    for (const { 0: text, index } of conversions) {
      pieces.push(unescaped(between(source, from, index)));
      from = index + 2;
      const value = text === '%%' ? undefined : values[next++];
      const printed = text === '%%' ? percent(source, index) : value?.literal();
      if (value && !printed) return undefined;
      if (printed) pieces.push(text === '%b' ? unescaped(printed) : printed);
    }
    pieces.push(unescaped(between(source, from, source.text.length)));
  }
  return { text: joinTexts(pieces, ''), word: perRound === 0 ? format : (values[0] ?? format) };
}

function between(source: MappedText, from: number, to: number): MappedText {
  const mapper = new TextMapper(source);
  mapper.copy(from, to);
  return mapper.done();
}

function percent(source: MappedText, at: number): MappedText {
  const mapper = new TextMapper(source);
  mapper.put('%', at, at + 2);
  return mapper.done();
}

function printedWords(words: readonly SourceWord[]): PrintedText | undefined {
  const texts = words.map(word => word.literal());
  const known = texts.filter(text => text !== undefined);
  if (words.length === 0 || known.length < texts.length) return undefined;
  return { text: unescaped(joinTexts(known)), word: words[0] };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(source: MappedText): MappedText {
  if (!source.text.includes('\\')) return source;
  const mapper = new TextMapper(source);
  for (let at = 0; at < source.text.length; at++) {
    const meant = source.text[at] === '\\' ? escapes[source.text[at + 1] ?? ''] : undefined;
    if (meant === undefined) mapper.copy(at, at + 1);
    else mapper.put(meant, at, ++at + 1);
  }
  return mapper.done();
}

/** Whether a command runs what it reads. */
export const runsInput = ({ tool, args }: ShellCommand): boolean =>
  shells.has(tool) && shellInvocation(args).readsInput;

const isSubstitution = /^(?:\$\(|`|<\()[\s\S]*[)`]$/;

/** Whether a command runs what the commands in one of its words print: `sh -c "$(cat <<EOF ...)"`, `. <(echo ...)`. */
export function runsPrinted({ tool, args }: Printer, word: SourceWord): boolean {
  if (!isSubstitution.test(word.text)) return false;
  if (tool === 'eval') return true;
  if (tool === '.' || tool === 'source') return args[0] === word;
  const { script, file } = shells.has(tool) ? shellInvocation(args) : {};
  return script === word || file === word;
}
