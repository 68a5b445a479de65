import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import { atBuild, eachRun, type Run } from './_shell.ts';
import { withShellValues } from './_shellValues.ts';
import { valueByDefault } from './_variables.ts';

export const setUserId = 0o4000;
export const setGroupId = 0o2000;
export const sticky = 0o1000;
export const othersWrite = 0o002;

/** A mode that a command or a flag gives to files. */
export interface ModeUse {
  /** As it is written, without quotes. */
  readonly mode: string;
  /** The mode itself: behind `-m` or `--chmod=`. */
  readonly at: Span;
  /** What gets it, as far as it is written as words. */
  readonly files: readonly ShellWord[];
  /** They are folders for certain. */
  readonly folders: boolean;
}

/** Programs that set modes. */
export const modeTools: readonly string[] = ['chmod', 'install', 'mkdir'];

/** The mode that a command sets, if it is written there. */
export function modeOf(command: ShellCommand): ModeUse | undefined {
  const use = wordOf(command);
  return use?.dynamic ? undefined : use;
}

interface WrittenMode extends ModeUse {
  /** There is a variable in it. */
  readonly dynamic: boolean;
}

function wordOf(command: ShellCommand): WrittenMode | undefined {
  if (command.tool === 'chmod') return modeOfChmod(command);
  if (command.tool === 'install') return modeOfOption(command, 'gmotS', ['--group', '--owner', '--target-directory']);
  if (command.tool === 'mkdir') return modeOfOption(command, 'm', []);
  return undefined;
}

function modeOfChmod({ args, within, wrappers, pipedFrom }: ShellCommand): WrittenMode | undefined {
  if (args.some(({ text }) => text.startsWith('--reference'))) return undefined;
  const operands = args.filter(({ text }) => !/^(?:-[Rcfv]+|--.*)$/.test(text));
  const [mode, ...files] = operands;
  if (!mode) return undefined;
  const finders = wrappers.some(({ name }) => name === 'xargs') ? pipedFrom : [within?.command];
  const folders = files.some(({ text }) => text.endsWith('/')) || finders.some(findsFolders);
  return { mode: mode.text, at: inside(mode), files, folders, dynamic: mode.dynamic };
}

/** `find -type d`, which runs it or pipes into it. */
const findsFolders = (command: ShellCommand | undefined): boolean =>
  command?.args.some(({ text }, i) => text === '-type' && command.args[i + 1]?.text === 'd') ?? false;

function modeOfOption(command: ShellCommand, valued: string, valuedLong: readonly string[]): WrittenMode | undefined {
  const { args, tool } = command;
  const options = optionsOf(args, { valued, valuedLong: ['--mode', ...valuedLong] });
  const option = options.findLast(({ name }) => name === '-m' || name === '--mode');
  const word = option?.words.at(-1);
  if (!option?.value || !word || word.isHeld) return undefined;
  const used = new Set(options.flatMap(({ words }) => words));
  const { end } = inside(word);
  return {
    mode: option.value,
    at: { start: end - option.value.length, end },
    files: args.filter(each => !used.has(each) && each.text !== '--'),
    folders: tool === 'mkdir' || options.some(({ name }) => name === '-d' || name === '--directory'),
    dynamic: word.dynamic,
  };
}

/** Without the quotes around it. */
function inside({ span, text }: ShellWord): Span {
  const isAround = span.end - span.start === text.length + 2;
  return isAround ? { start: span.start + 1, end: span.end - 1 } : span;
}

/** What gives a mode. */
interface PlacedMode extends ModeUse {
  readonly instruction: Instruction;
}

/** The modes of `--chmod`, and in a RUN those that are variables of ARG or ENV. */
export function* resolvedModes(file: Containerfile): Generator<PlacedMode> {
  for (const instruction of file.of('COPY', 'ADD')) {
    const { value, valueSpan } = instruction.flag('chmod') ?? {};
    if (!value || !valueSpan) continue;
    const mode = valueByDefault(file, value, instruction);
    if (mode !== undefined) yield { instruction, mode, at: valueSpan, files: [], folders: false };
  }
  for (const { fact, placed } of eachRun(file, atBuild, modeTools, variableModes)) {
    const instruction = placed.outer;
    const mode = valueByDefault(file, fact.mode, instruction.inner ?? instruction);
    if (mode !== undefined) yield { ...fact, instruction, mode, at: placed.place(fact.at) };
  }
}

/** `chmod $MODE`, `chmod 0$MODE` or `chmod ${MODE:-755}`, with what the commands set themselves. */
function* variableModes(run: Run): Generator<ModeUse> {
  for (const command of run.commands) {
    const use = wordOf(command);
    if (!use?.dynamic || !/^[0-7]*\$\{?\w+(?::?-[\w,+=]*)?\}?[0-7]*$/.test(use.mode)) continue;
    yield { ...use, mode: withShellValues(run, command, use.mode) };
  }
}

const octal = /^([-+=]?)(0*)([0-7]{1,4})$/;
const clause = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/;
const action = /([-+=])([ugo]|[rwxXst]*)/g;

/** The bits that a mode, octal or symbolic, sets for certain. Nothing is said of those that the umask decides. */
export function bitsSet(mode: string): number {
  const [, sign = '', , digits] = octal.exec(mode) ?? [];
  if (digits !== undefined) return sign === '-' ? 0 : Number.parseInt(digits, 8);
  let bits = 0;
  for (const part of mode.split(',')) {
    const [, who = '', actions] = clause.exec(part) ?? [];
    if (actions === undefined) return 0;
    for (const [, sign, what = ''] of actions.matchAll(action)) {
      const mask = maskOf(who, what);
      if (sign === '+') bits |= mask;
      else if (sign === '-') bits &= ~mask;
      else bits = (bits & ~maskOf(who, 'rwxst')) | mask;
    }
  }
  return bits;
}

/** `ug` and `ws`: u+w, g+w, setuid and setgid. A copy of other bits (`g=u`) is not known. Without `who`, the umask has a say. */
function maskOf(who: string, what: string): number {
  if (/^[ugo]$/.test(what)) return 0;
  const all = who === '' || who.includes('a');
  const [user, group, others] = [all || who.includes('u'), all || who.includes('g'), all || who.includes('o')];
  const mayWrite = who !== '';
  let mask = 0;
  if (what.includes('r')) mask |= (user ? 0o400 : 0) | (group ? 0o040 : 0) | (others ? 0o004 : 0);
  if (what.includes('w')) {
    mask |= (user ? 0o200 : 0) | (group && mayWrite ? 0o020 : 0) | (others && mayWrite ? othersWrite : 0);
  }
  if (/[xX]/.test(what)) mask |= (user ? 0o100 : 0) | (group ? 0o010 : 0) | (others ? 0o001 : 0);
  if (what.includes('s')) mask |= (user ? setUserId : 0) | (group ? setGroupId : 0);
  if (what.includes('t')) mask |= sticky;
  return mask;
}

/** The mode without some bits, written in the same way; undefined if nothing is left of it, or it cannot be said. */
export function withoutBits(mode: string, bits: number): string | undefined {
  const [, sign = '', zeros = '', digits] = octal.exec(mode) ?? [];
  if (digits === undefined) return bits & othersWrite ? withoutOthersWrite(mode) : withoutSetId(mode);
  const left = (Number.parseInt(digits, 8) & ~bits).toString(8).padStart(Math.min(digits.length, 3), '0');
  return sign === '+' && /^0*$/.test(left) ? undefined : sign + zeros + left;
}

const joined = (clauses: readonly string[]): string | undefined => (clauses.length > 0 ? clauses.join(',') : undefined);

/** `u+xs,g+s` to `u+x`. */
const withoutSetId = (mode: string): string | undefined =>
  joined(
    mode.split(',').flatMap(part => {
      const kept = part.replace(/([+=])([rwxXst]+)/g, (whole, sign: string, what: string) =>
        what.includes('s') ? (what === 's' && sign === '+' ? '' : sign + what.replaceAll('s', '')) : whole,
      );
      return /[-+=]/.test(kept) ? [kept] : [];
    }),
  );

/** `a+rwx` to `u+rwx,go+rx`, `a+w` to `u+w`. */
const withoutOthersWrite = (mode: string): string | undefined =>
  joined(
    mode.split(',').flatMap(part => {
      const [, who = '', sign = '', what = ''] = /^([ugoa]+)([+=])([rwxXst]+)$/.exec(part) ?? [];
      if (!/[oa]/.test(who) || !what.includes('w')) return [part];
      const rest = what.replace('w', '');
      const user = /[ua]/.test(who) ? [`u${sign}${what}`] : [];
      const others = who === 'o' || !/[ag]/.test(who) ? 'o' : 'go';
      return rest === '' && sign === '+' ? user : [...user, `${others}${sign}${rest}`];
    }),
  );
