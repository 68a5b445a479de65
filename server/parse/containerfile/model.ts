import type { Span } from '../../core/span.ts';

/** A word of an instruction. */
export interface Word {
  /** As it is written, without line continuations: with quotes and variables. */
  readonly text: string;
  /** Without quotes and escapes; variables are not resolved. */
  readonly value: string;
  readonly span: Span;
}

/** `--mount=type=cache`. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Without quotes; undefined where there is no `=`. */
  readonly value?: string | undefined;
  readonly valueSpan?: Span | undefined;
  readonly span: Span;
  /** Of a value that has the form of --mount's. */
  readonly options: readonly FlagOption[];
}

/** `from=build` in `--mount=type=bind,from=build`, or `required` alone. */
export interface FlagOption {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value?: string | undefined;
  readonly valueSpan?: Span | undefined;
}

/** `NAME=value` of ENV, ARG and LABEL; also `ENV NAME value`. */
export interface Pair {
  readonly name: string;
  readonly nameSpan: Span;
  /** Without quotes and escapes; undefined for `ARG NAME`. */
  readonly value?: string | undefined;
  readonly valueSpan?: Span | undefined;
  /** The value as it is written, with quotes. */
  readonly raw: string;
}

/** `<<EOF` and the lines up to the one that says `EOF`. */
export interface Heredoc {
  readonly delimiter: string;
  /** The word: `3<<-"EOF"`. */
  readonly span: Span;
  /** The lines with their line breaks, without the terminator. */
  readonly body: Span;
  /** Variables in it are expanded: the delimiter is not quoted. */
  readonly expands: boolean;
  readonly terminated: boolean;
  /** The body, if the shell runs it: `RUN <<EOF` without a command. A `#!` line names another interpreter. */
  readonly shellText?: ShellText | undefined;
}

/**
 * Text that a shell reads. It has the same length as the slice of the file that it covers, so that the offset `i` in
 * it is the offset `start + i` in the file, and a shell parser reads it as Podman's shell would:
 * - a line continuation is a backslash and a line feed, whatever the `escape` directive says; blanks between the two,
 *   and the CR of a CRLF, are moved in front of the backslash as blanks;
 * - comments and blank lines inside a continuation, which the shell never sees, are blanks, their line breaks too.
 */
export interface ShellText {
  readonly text: string;
  readonly start: number;
}

/** Something Podman would refuse, which does not keep the rest from being read. */
export interface Problem {
  /**
   * `mistaken-heredoc`: nobody meant `$((1 <<3))` to be one; `repeated-escape`: one directive sets the escape
   * character, and a second one is refused.
   */
  readonly kind: 'unterminated-heredoc' | 'mistaken-heredoc' | 'invalid-escape' | 'repeated-escape';
  readonly span: Span;
}

/** `# escape=...`, `# syntax=...`, `# check=...` on the first lines, as BuildKit reads them; Podman knows only `escape`. */
export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}
