import { shellInvocation, shells } from './invocation.ts';
import { joinTexts, type MappedText, placedText, sameText, TextMapper } from './mappedText.ts';
import type { ShellCommand } from './model.ts';
import type { SourceWord } from './words.ts';

/** A command whose words still say where they come from. */
interface Printer extends ShellCommand {
  readonly args: readonly SourceWord[];
}

/** What a command prints. */
export interface PrintedText {
  readonly text: MappedText;
  /** Where it starts; none for a here-document. */
  readonly word: SourceWord | undefined;
}

/** What `echo`, `printf` and `cat <<EOF` print, as far as it is written there: for a shell that reads it, its commands. */
export function printedBy({ tool, args, redirections }: Printer): PrintedText | undefined {
  if (tool === 'echo') return printedWords(args.slice(args.findIndex(({ text }) => !/^-[neE]+$/.test(text))));
  if (tool === 'printf') return printedByFormat(args[0]?.text === '--' ? args.slice(1) : args);
  const body = tool === 'cat' && args.every(({ text }) => text === '-') ? redirections.at(-1)?.body : undefined;
  if (!body) return undefined;
  const { text, span } = body;
  const isVerbatim = span.end - span.start === text.length;
  return { text: isVerbatim ? sameText(text, span.start) : placedText(text, span), word: undefined };
}

function printedByFormat([format, ...values]: readonly SourceWord[]): PrintedText | undefined {
  if (!format) return undefined;
  if (/^(?:%[sb](?:\\n|\s)*)+$/.test(format.text)) return printedWords(values, '\n');
  return /%(?!%)/.test(format.text.replaceAll('%%', '')) ? undefined : printedWords([format]);
}

function printedWords(words: readonly SourceWord[], between = ' '): PrintedText | undefined {
  const texts = words.map(word => word.literal());
  const known = texts.filter(text => text !== undefined);
  if (words.length === 0 || known.length < texts.length) return undefined;
  return { text: unescaped(joinTexts(known, between)), word: words[0] };
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
