import type { Draft } from './command.ts';
import { shellInvocation, shells } from './invocation.ts';
import type { ShellCommand, ShellRedirection } from './model.ts';
import { printedBy } from './printed.ts';
import { isShellDocument } from './scripts.ts';

/** The files that a script writes with `echo`, `printf`, `cat` and `tee`, by whom, until it runs them. */
export class WrittenFiles {
  readonly #writers = new Map<string, Draft[]>();

  /** `echo ... > file`; `{ echo ...; echo ...; } > file` */
  redirected(writers: readonly Draft[], { operator, descriptor, target }: ShellRedirection): void {
    if (target && (descriptor ?? 1) === 1 && /^>[>|]?$/.test(operator))
      this.#write(target.text, writers, operator === '>>');
  }

  /** `echo ... | tee file` */
  teed(tee: Draft): void {
    const files = tee.args.filter(({ text }) => !text.startsWith('-'));
    const appends = tee.args.some(({ text }) => text === '-a' || text === '--append');
    for (const { text } of files) this.#write(text, printersOf(tee), appends);
  }

  /** Those that wrote what a command runs; it is told once. */
  behind(command: ShellCommand): readonly Draft[] {
    if (this.#writers.size === 0) return [];
    const path = plain(executed(command) ?? '');
    const writers = this.#writers.get(path) ?? [];
    this.#writers.delete(path);
    const [first] = writers;
    return first && isShellDocument(printedBy(first)?.text.text ?? '') ? writers : [];
  }

  #write(path: string, writers: readonly Draft[], appends: boolean): void {
    const known = appends ? this.#writers.get(plain(path)) : undefined;
    if (known) known.push(...writers);
    else this.#writers.set(plain(path), [...writers]);
  }
}

export const readsDocument = ({ redirections }: ShellCommand): boolean => redirections.some(({ body }) => body);

/** `tee` prints what it reads. */
export const printersOf = (writer: Draft): readonly Draft[] =>
  writer.tool === 'tee' && !readsDocument(writer) ? writer.pipedFrom : [writer];

/** The file of `sh file`, `. file` and `./file`. */
function executed({ tool, name, args }: ShellCommand): string | undefined {
  if (shells.has(tool)) return shellInvocation(args).file?.text;
  if (tool === '.' || tool === 'source') return args[0]?.text;
  return name?.text.includes('/') ? name.text : undefined;
}

const plain = (path: string): string => path.replace(/^(?:\.\/){1,9}/, '');
