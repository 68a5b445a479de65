import type { Span } from '../../core/span.ts';

/** A word of a command. */
export interface ShellWord {
  /** Without quotes and escapes; an expansion stands in it as it is written: `$X`. */
  readonly text: string;
  /** With its quotes. */
  readonly span: Span;
  /** Holds an expansion: what it is at run time is unknown. Globs are not meant. */
  readonly dynamic: boolean;
  /** A part of it stands in quotes. */
  readonly quoted: boolean;
  /** A variable stands there instead, of which it is all or a part: there is nothing to edit. */
  readonly isHeld?: boolean;
}

/** `NAME=value` in front of a command, behind `env` or `sudo`, or behind `export`. */
export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord;
  readonly span: Span;
  /** The commands that follow see it too: `export`. */
  readonly lasting: boolean;
}

export interface ShellRedirection {
  /** `>`, `2>` is `>` with descriptor 2, `<<<`, `<<`. */
  readonly operator: string;
  readonly descriptor: number | undefined;
  readonly target: ShellWord | undefined;
  /** Of a here-document. */
  readonly body: { readonly text: string; readonly span: Span } | undefined;
  readonly span: Span;
}

/** A command that only runs another one: `sudo -u app`, `env A=b`, `timeout 5s`. */
export interface ShellWrapper {
  readonly name: string;
  /** Its name, options and operands. */
  readonly words: readonly ShellWord[];
  /** Up to the word that it runs. */
  readonly span: Span;
}

export type ShellNesting = 'if' | 'for' | 'while' | 'case' | 'function' | 'subshell' | 'group' | 'background';

/** The command in which another one is written. */
export interface ShellPlace {
  /**
   * `$( )` and backticks; `<( )`; `>( )`; the text of `sh -c` and `eval`; a here-document for a shell;
   * `find -exec`.
   */
  readonly how: 'substitution' | 'input' | 'output' | 'script' | 'document' | 'argument';
  /** None if it stands where no command is: `for x in $(cmd)`. */
  readonly command: ShellCommand | undefined;
  readonly word: ShellWord | undefined;
}

/** A simple command, found however deep. */
export interface ShellCommand {
  /** From the first word or assignment to the last word. */
  readonly span: Span;
  /** Everything but redirections, as it is written. */
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly ShellWrapper[];
  /** Of the command that really runs; none if there are only assignments or redirections. */
  readonly name: ShellWord | undefined;
  /** `curl` of `/usr/bin/curl`; empty if it is unknown. */
  readonly tool: string;
  readonly args: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirections: readonly ShellRedirection[];
  /** Read its standard output. */
  readonly pipesTo: readonly ShellCommand[];
  readonly pipedFrom: readonly ShellCommand[];
  /** From the outermost to the innermost. */
  readonly nesting: readonly ShellNesting[];
  readonly within: ShellPlace | undefined;
  /** Its standard output is what the substitution it stands in becomes. */
  readonly captured: boolean;
  /** The commands of the script that it runs are known, too. */
  readonly isRead: boolean;
}
