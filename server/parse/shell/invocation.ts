import type { ShellWord } from './model.ts';

export const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'mksh', 'rbash']);

/** How a shell is called: what it reads its commands from. */
interface ShellInvocation<Word extends ShellWord = ShellWord> {
  /** The text behind `-c`. */
  readonly script: Word | undefined;
  /** The script's file, if it reads one. */
  readonly file: Word | undefined;
  /** It reads commands from its standard input. */
  readonly readsInput: boolean;
}

/** What names the standard input where a file is expected. */
export const standardInput = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;
const valuedLong = ['--rcfile', '--init-file'];

/** Reads the arguments of `sh`, `bash` and their like: `-euxo pipefail -c '...'`, `-s -- --yes`, `script.sh`. */
export function shellInvocation<Word extends ShellWord>(args: readonly Word[]): ShellInvocation<Word> {
  let [command, input] = [false, false];
  let at = 0;
  for (; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (text === '--' || text === '-') {
      at++;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) {
      if (valuedLong.includes(text)) at++;
      continue;
    }
    command ||= text.startsWith('-') && text.includes('c');
    input ||= text.startsWith('-') && text.includes('s');
    if (/[oO]$/.test(text)) at++;
  }
  const operand = args[at];
  if (command) return { script: operand, file: undefined, readsInput: false };
  if (input || !operand || standardInput.test(operand.text))
    return { script: undefined, file: undefined, readsInput: true };
  return { script: undefined, file: operand, readsInput: false };
}
