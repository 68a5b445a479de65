import { baseName } from '../../core/path.ts';
import { shellInvocation, shells } from './invocation.ts';
import { joinTexts, type MappedText, textBehind } from './mappedText.ts';
import type { SourceWord } from './words.ts';

/** A script that is written into a command's words. */
export interface WrittenScript {
  readonly text: MappedText;
  readonly word: SourceWord;
}

/** The script of `sh -c '...'`, `su -c '...'` and `eval ...`, as far as it is known. */
export function writtenScript(tool: string, args: readonly SourceWord[]): WrittenScript | undefined {
  if (tool === 'eval') return joined(args[0]?.text === '--' ? args.slice(1) : args);
  if (shells.has(tool)) return joined([shellInvocation(args).script]);
  if (tool === 'su' || tool === 'runuser') return joined([argumentOf(args, 'c', '--command')]);
  return undefined;
}

/** The commands that `alias c='curl -k'` gives new names. */
export function aliasedScripts(args: readonly SourceWord[]): WrittenScript[] {
  return args.flatMap(word => {
    const text = word.literal();
    const start = text ? text.text.indexOf('=') + 1 : 0;
    return text && start > 1 ? [{ text: textBehind(text, start), word }] : [];
  });
}

/** Whether a script runs what a variable holds: `$CURL https://...`. In quotes it would be the name of one program. */
export const runsVariable = (script: string, name: string): boolean =>
  new RegExp(`(?:^|[;&|({\\n!]|\\b(?:do|else|if|then|while))[ \\t]*\\$(?:${name}\\b|\\{${name}\\})`).test(script);

function joined(words: readonly (SourceWord | undefined)[]): WrittenScript | undefined {
  const [first] = words;
  const texts = words.map(word => word?.literal());
  const known = texts.filter(text => text !== undefined);
  if (!first || known.length < texts.length) return undefined;
  const [only] = known;
  return { text: known.length === 1 && only ? only : joinTexts(known), word: first };
}

function argumentOf(args: readonly SourceWord[], letter: string, long: string): SourceWord | undefined {
  const at = args.findIndex(({ text }) => text === long || (/^-[a-z]+$/.test(text) && text.endsWith(letter)));
  return at < 0 ? undefined : args[at + 1];
}

/** Whether a here-document that starts so is a shell's: without a `#!` line, or with one that names a shell. */
export function isShellDocument(body: string): boolean {
  const interpreter = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(body);
  if (!interpreter) return true;
  const [, path = '', argument = ''] = interpreter;
  const name = path.endsWith('/env') ? argument : path;
  return shells.has(baseName(name));
}

/** The commands of `find -exec ... ;`, as words. */
export function executedByFind(args: readonly SourceWord[]): (readonly SourceWord[])[] {
  const found: SourceWord[][] = [];
  let current: SourceWord[] | undefined;
  for (const word of args) {
    if (current && (word.text === ';' || word.text === '+')) current = undefined;
    else if (current) current.push(word);
    else if (/^-(?:exec|ok)(?:dir)?$/.test(word.text)) {
      current = [];
      found.push(current);
    }
  }
  return found.filter(words => words.length > 0);
}
