import { Memory, remember } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from './containerfile.ts';

/** What `# hadolint shell=/bin/bash` says of the base image: the shell that runs what follows in the stage. */
export interface ShellPragma {
  readonly span: Span;
  /** The shell and its options. */
  readonly words: readonly string[];
}

const known = new Memory<Containerfile, readonly ShellPragma[]>();

export const shellPragmas = (file: Containerfile): readonly ShellPragma[] =>
  remember(known, file, () =>
    file.text.includes('hadolint') ? file.comments.flatMap(span => read(file, span)) : none,
  );

const none: readonly never[] = [];

function read({ text }: Containerfile, span: Span): ShellPragma[] {
  const [, shell] = /^#[ \t]*hadolint[ \t]+shell[ \t]*=[ \t]*(\S.*)/i.exec(text.slice(span.start, span.end)) ?? [];
  return shell === undefined ? [] : [{ span, words: shell.trim().split(/\s+/) }];
}
