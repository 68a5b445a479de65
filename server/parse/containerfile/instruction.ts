import { type Span, shift } from '../../core/span.ts';
import type { Flag, Heredoc, Pair, ShellText, Word } from './model.ts';
import type { Piece } from './piece.ts';

/** An instruction in its place. Its spans are the file's; they are worked out when somebody asks for them. */
export class Instruction {
  readonly #piece: Piece;
  readonly #start: number;
  #flags: readonly Flag[] | undefined;
  #words: readonly Word[] | undefined;
  #json: readonly Word[] | undefined;
  #pairs: readonly Pair[] | undefined;
  #heredocs: readonly Heredoc[] | undefined;
  #inner: Instruction | undefined;
  /** From the keyword to the end, with heredocs and their terminators, without the last line break. */
  readonly span: Span;

  constructor(piece: Piece, start: number) {
    this.#piece = piece;
    this.#start = start;
    this.span = shift(piece.span, start);
  }

  /** As a rule the same object for instructions of equal text, in this and in later versions: what is remembered by it holds. */
  get origin(): Piece {
    return this.#piece;
  }

  /** Where its text starts in the file; the word ONBUILD, for what stands inside one. */
  get start(): number {
    return this.#start;
  }

  /** Its text: the file's from `start` on. */
  get source(): string {
    return this.#piece.source;
  }

  /** The same one in another place. */
  at(start: number): Instruction {
    return new Instruction(this.#piece, start);
  }

  /** Upper case; anything at all, in a file that somebody is typing. */
  get keyword(): string {
    return this.#piece.keyword;
  }

  get keywordSpan(): Span {
    return shift(this.#piece.keywordSpan, this.#start);
  }

  /** All of them, in order. */
  get flags(): readonly Flag[] {
    this.#flags ??= moved(this.#piece.flags, movedFlag, this.#start);
    return this.#flags;
  }

  /**
   * The arguments behind the flags, however they are written: the strings of the exec form, the words of the shell
   * form, sources and destination. The argument of USER, WORKDIR, STOPSIGNAL and MAINTAINER is one word.
   */
  get words(): readonly Word[] {
    this.#words ??= moved(this.#piece.words, movedWord, this.#start);
    return this.#words;
  }

  /** The words of the exec form; undefined for the shell form. For HEALTHCHECK those behind its CMD. */
  get json(): readonly Word[] | undefined {
    this.#json ??= this.#piece.json && moved(this.#piece.json, movedWord, this.#start);
    return this.#json;
  }

  /** Of ENV, ARG and LABEL. */
  get pairs(): readonly Pair[] {
    this.#pairs ??= moved(this.#piece.pairs, movedPair, this.#start);
    return this.#pairs;
  }

  get heredocs(): readonly Heredoc[] {
    this.#heredocs ??= moved(this.#piece.heredocs, movedHeredoc, this.#start);
    return this.#heredocs;
  }

  /** What an ONBUILD keeps for later; its `shellText` and heredocs are those of the RUN inside. */
  get inner(): Instruction | undefined {
    if (!this.#inner && this.#piece.inner) this.#inner = new Instruction(this.#piece.inner, this.#start);
    return this.#inner;
  }

  /**
   * What the shell reads of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form: from the first word behind the
   * flags to the end of the instruction, with the heredocs' bodies and terminators where a shell expects them.
   */
  get shellText(): ShellText | undefined {
    return movedShellText(this.#piece.shellText, this.#start);
  }

  /** The flag of this name: of several, the last one counts. */
  flag(name: string): Flag | undefined {
    return this.flags.findLast(flag => flag.name === name);
  }
}

/** Most are read where they start. */
const moved = <Part>(parts: readonly Part[], move: (part: Part, by: number) => Part, by: number): readonly Part[] =>
  by === 0 ? parts : parts.map(part => move(part, by));

const shifted = (at: Span | undefined, by: number): Span | undefined => at && shift(at, by);

const movedWord = (word: Word, by: number): Word => ({ ...word, span: shift(word.span, by) });

const movedFlag = (flag: Flag, by: number): Flag => ({
  ...flag,
  nameSpan: shift(flag.nameSpan, by),
  valueSpan: shifted(flag.valueSpan, by),
  span: shift(flag.span, by),
  options: flag.options.map(option => ({
    ...option,
    nameSpan: shift(option.nameSpan, by),
    valueSpan: shifted(option.valueSpan, by),
  })),
});

const movedPair = (pair: Pair, by: number): Pair => ({
  ...pair,
  nameSpan: shift(pair.nameSpan, by),
  valueSpan: shifted(pair.valueSpan, by),
});

const movedShellText = (shellText: ShellText | undefined, by: number): ShellText | undefined =>
  shellText && { text: shellText.text, start: shellText.start + by };

const movedHeredoc = (heredoc: Heredoc, by: number): Heredoc => ({
  ...heredoc,
  span: shift(heredoc.span, by),
  body: shift(heredoc.body, by),
  shellText: movedShellText(heredoc.shellText, by),
});
