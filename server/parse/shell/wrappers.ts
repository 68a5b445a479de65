import { lookUp } from '../../core/lookUp.ts';
import { baseName } from '../../core/path.ts';
import { span } from '../../core/span.ts';
import type { ShellAssignment, ShellWrapper } from './model.ts';
import { type SourceWord, wordAsAssignment } from './words.ts';

/** How a command that runs another one is called. */
interface WrapperForm {
  /** Letters of the options whose value is the rest of the word or the next word. */
  readonly valued?: string;
  /** Long options whose value is the next word. */
  readonly valuedLong?: readonly string[];
  /** How many words stand in front of the command. */
  readonly operands?: number;
  /** `NAME=value` may stand in front of the command. */
  readonly assignments?: boolean;
  /** Only with one of these options is it called so. */
  readonly when?: readonly string[];
  /** With one of these options it runs nothing. */
  readonly unless?: readonly string[];
}

const forms: Readonly<Record<string, WrapperForm>> = {
  builtin: {},
  busybox: { unless: ['--list', '--install'] },
  chroot: { operands: 1 },
  chrt: { operands: 1 },
  command: { unless: ['-v', '-V'] },
  doas: { valued: 'uCa' },
  'dumb-init': {},
  eatmydata: {},
  env: { valued: 'uC', valuedLong: ['--unset', '--chdir'], assignments: true },
  exec: { valued: 'a' },
  fakeroot: { valued: 'lsbi' },
  flock: { valued: 'wEc', operands: 1 },
  gosu: { operands: 1 },
  ionice: { valued: 'cnpPu', valuedLong: ['--class', '--classdata'] },
  nice: { valued: 'n', valuedLong: ['--adjustment'] },
  nohup: {},
  'flatpak-spawn': {},
  runuser: { valued: 'uwgG', valuedLong: ['--user', '--group', '--supp-group'], when: ['-u', '--user'] },
  setpriv: { valuedLong: ['--reuid', '--regid', '--groups', '--inh-caps', '--ambient-caps', '--bounding-set'] },
  setsid: {},
  stdbuf: { valued: 'ioe', valuedLong: ['--input', '--output', '--error'] },
  'su-exec': { operands: 1 },
  sudo: {
    valued: 'CDghpRrTtuU',
    valuedLong: ['--user', '--group', '--host', '--prompt', '--chdir', '--chroot', '--role', '--type'],
    assignments: true,
    unless: ['-l', '-v', '-V', '-e', '--list', '--validate', '--version', '--edit'],
  },
  'systemd-run': { valued: 'pEMHu', valuedLong: ['--property', '--setenv', '--unit', '--uid', '--gid'] },
  time: { valued: 'fo', valuedLong: ['--format', '--output'] },
  timeout: { valued: 'ks', valuedLong: ['--kill-after', '--signal'], operands: 1 },
  tini: { valued: 'pe' },
  unbuffer: {},
  unshare: { valued: 'SGRw', valuedLong: ['--setuid', '--setgid', '--root', '--wd'] },
  xargs: {
    valued: 'IELPadns',
    valuedLong: ['--replace', '--max-lines', '--max-procs', '--arg-file', '--delimiter', '--max-args', '--max-chars'],
  },
};

interface Unwrapped {
  readonly wrappers: readonly ShellWrapper[];
  readonly assignments: readonly ShellAssignment[];
  /** Of the command that really runs: its name first. */
  readonly words: readonly SourceWord[];
}

/** Programs that come with the system: `./apt` is a script of the project's. */
const ofTheSystem =
  /^\.{1,2}\/.*(?<=\/)(?:apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper|pacman|sudo|curl|wget)$/;

/** `curl` of `/usr/bin/curl`; empty if the word is not known. */
export const toolOf = (word: SourceWord | undefined): string =>
  word === undefined || word.dynamic ? '' : ofTheSystem.test(word.text) ? word.text : baseName(word.text);

/** Sees through `sudo`, `env` and the like. A wrapper without a command is a command itself. */
export function unwrap(words: readonly SourceWord[]): Unwrapped {
  const wrappers: ShellWrapper[] = [];
  const assignments: ShellAssignment[] = [];
  let rest = words;
  for (;;) {
    const name = toolOf(rest[0]);
    const form = lookUp(forms, name);
    const used = form && wordsUsed(form, rest);
    const [first, next] = [rest[0], used === undefined ? undefined : rest[used]];
    if (!form || !first || !next) return { wrappers, assignments, words: rest };
    const own = rest.slice(0, used);
    wrappers.push({ name, words: own, span: span(first.span.start, next.span.start) });
    if (form.assignments) assignments.push(...own.flatMap(word => wordAsAssignment(word) ?? []));
    rest = rest.slice(used);
  }
}

/** How many words belong to the wrapper; nothing if it runs no command. */
function wordsUsed(form: WrapperForm, words: readonly SourceWord[]): number | undefined {
  if (form.when && !words.some(({ text }) => form.when?.includes(text))) return undefined;
  let at = 1;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (text === '--') {
      at++;
      break;
    }
    if (form.unless?.includes(text)) return undefined;
    if (!/^-./.test(text)) break;
    if (takesNextWord(form, text)) at++;
  }
  while (form.assignments && /^[A-Za-z_]\w*=/.test(words[at]?.text ?? '')) at++;
  at += form.operands ?? 0;
  return at < words.length ? at : undefined;
}

function takesNextWord({ valued = '', valuedLong = [] }: WrapperForm, option: string): boolean {
  if (option.startsWith('--')) return valuedLong.includes(option);
  const first = [...option].findIndex((letter, i) => i > 0 && valued.includes(letter));
  return first > 0 && first === option.length - 1;
}
