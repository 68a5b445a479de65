import type { Draft } from './command.ts';
import { shellInvocation, shells } from './invocation.ts';
import type { MappedText } from './mappedText.ts';
import type { ShellCommand, ShellRedirection, ShellWord } from './model.ts';
import { type PrintedText, printedBy } from './printed.ts';
import { isShellDocument } from './scripts.ts';

/** What lies in files, by their paths as a script says them; `./` is left out. */
export type Scripts = ReadonlyMap<string, readonly MappedText[]>;

/** What a script leaves in a file and has not run itself. */
export interface LeftFile {
  readonly path: ShellWord;
  /** None where nobody knows what it is. */
  readonly texts: readonly MappedText[];
  /** It stands behind what lay there before. */
  readonly appends: boolean;
}

interface WrittenFile {
  readonly path: ShellWord;
  readonly writers: Draft[];
  readonly appends: boolean;
}

/** The files that a script writes with `echo`, `printf`, `cat` and `tee`, by whom, until it runs them. */
export class WrittenFiles {
  readonly #given: Map<string, readonly MappedText[]>;
  readonly #written = new Map<string, WrittenFile>();

  constructor(given?: Scripts) {
    this.#given = new Map(given);
  }

  /** `echo ... > file`; `{ echo ...; echo ...; } > file` */
  redirected(writers: readonly Draft[], { operator, descriptor, target }: ShellRedirection): void {
    if (target && (descriptor ?? 1) === 1 && /^>[>|]?$/.test(operator)) this.#write(target, writers, operator === '>>');
  }

  /** `echo ... | tee file` */
  teed(tee: Draft): void {
    const files = tee.args.filter(({ text }) => !text.startsWith('-'));
    const appends = tee.args.some(({ text }) => text === '-a' || text === '--append');
    for (const file of files) this.#write(file, printersOf(tee), appends);
  }

  /** What a command runs; it is told once. */
  behind(command: ShellCommand): readonly PrintedText[] {
    if (this.#written.size + this.#given.size === 0) return [];
    const path = executedFile(command) ?? '';
    const written = this.#written.get(path);
    const given = written && !written.appends ? [] : (this.#given.get(path) ?? []);
    this.#written.delete(path);
    this.#given.delete(path);
    const texts = [
      ...given.map(text => ({ text, word: undefined })),
      ...(written ? printedTexts(written.writers) : []),
    ];
    return isShellDocument(texts[0]?.text.text ?? '') ? texts : [];
  }

  left(): readonly LeftFile[] {
    return Array.from(this.#written.values(), ({ path, writers, appends }) => {
      const texts = printedTexts(writers).map(({ text }) => text);
      return { path, texts, appends };
    });
  }

  #write(path: ShellWord, writers: readonly Draft[], appends: boolean): void {
    const known = appends ? this.#written.get(plain(path.text)) : undefined;
    if (known) known.writers.push(...writers);
    else this.#written.set(plain(path.text), { path, writers: [...writers], appends });
  }
}

const printedTexts = (writers: readonly Draft[]): readonly PrintedText[] =>
  writers.flatMap(printersOf).flatMap(writer => printedBy(writer) ?? []);

export const readsDocument = ({ redirections }: ShellCommand): boolean => redirections.some(({ body }) => body);

/** `tee` prints what it reads. */
export const printersOf = (writer: Draft): readonly Draft[] =>
  writer.tool === 'tee' && !readsDocument(writer) ? writer.pipedFrom : [writer];

/** The file of `sh file`, `. file` and `./file`; and a star for the folder where PATH says it. */
export function executedFile({ tool, name, args }: ShellCommand): string | undefined {
  if (shells.has(tool)) return pathOf(shellInvocation(args).file);
  if (tool === '.' || tool === 'source') return pathOf(args[0]);
  return name?.text.includes('/') ? pathOf(name) : name && `*/${name.text}`;
}

const pathOf = (word: ShellWord | undefined): string | undefined => word && plain(word.text);

const plain = (path: string): string => path.replace(/^(?:\.\/){1,9}/, '');
