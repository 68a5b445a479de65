import { Remembered } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import { execForm } from './execForm.ts';
import { readFlags } from './flags.ts';
import { type HeredocBody, readHeredocs } from './heredocs.ts';
import { type Escape, type LogicalLine, readLogicalLine, sourceSpan } from './logicalLine.ts';
import type { Flag, Heredoc, Pair, ShellText, Word } from './model.ts';
import { pairPlaces } from './pairs.ts';
import { maskedBody, maskedLine } from './shellText.ts';
import { plainWords, quotedWords, type Stretch, unquote } from './words.ts';

/** The argument is one word, blanks and all. */
const oneWord = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);
const plain = new Set(['FROM', 'COPY', 'ADD', 'EXPOSE', 'VOLUME']);
const withPairs = new Set(['ENV', 'ARG', 'LABEL']);
const withExecForm = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK']);
const forTheShell = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * An instruction by itself: a function of its text, and hence what is kept from one version of a file to the next.
 * Its spans count from the start of that text. Each part is read when somebody asks for it.
 */
export class Piece extends Remembered {
  readonly #line: LogicalLine;
  readonly #heredocs: readonly HeredocBody[];
  readonly #escape: Escape;
  readonly #keyword: Stretch;
  readonly #flagsEnd: number;
  readonly source: string;
  readonly keyword: string;
  readonly span: Span;
  readonly keywordSpan: Span;
  readonly flags: readonly Flag[];
  #command: number | undefined;
  #json: readonly Word[] | null | undefined;
  #words: readonly Word[] | undefined;
  #pairs: readonly Pair[] | undefined;
  #inner: Piece | null | undefined;
  #shellText: ShellText | null | undefined;

  /** `from` is where the instruction starts in its line: behind the ONBUILD for an inner one. */
  constructor(source: string, escapedBy: Escape, line: LogicalLine, heredocs: readonly HeredocBody[], from: number) {
    super();
    this.source = source;
    this.#escape = escapedBy;
    this.#line = line;
    this.#heredocs = heredocs;
    const [keyword = { start: from, end: from }] = plainWords(line.text, from);
    this.#keyword = keyword;
    this.keyword = line.text.slice(keyword.start, keyword.end).toUpperCase();
    this.keywordSpan = this.#at(keyword);
    const end = heredocs.at(-1) ? source.length : sourceSpan(line, keyword.start, line.text.trimEnd().length).end;
    this.span = { start: this.keywordSpan.start, end };
    const { flags, end: flagsEnd } = readFlags(line, keyword.end);
    this.flags = flags;
    this.#flagsEnd = flagsEnd;
  }

  static of(source: string, escapedBy: Escape): Piece {
    const line = readLogicalLine(source, 0, escapedBy);
    return new Piece(source, escapedBy, line, readHeredocs(source, line).heredocs, 0);
  }

  get heredocs(): readonly Heredoc[] {
    if (this.#heredocs.length === 0) return [];
    const isScript = this.keyword === 'RUN' && this.#isOnlyHeredocs();
    return this.#heredocs.map(heredoc => {
      const { delimiter, body, expands, terminated } = heredoc;
      const shellText = isScript ? maskedBody(this.source, body) : undefined;
      return { delimiter, span: this.#at(heredoc), body, expands, terminated, shellText };
    });
  }

  /** The strings of the exec form. */
  get json(): readonly Word[] | undefined {
    if (this.#json === undefined) {
      const strings = withExecForm.has(this.keyword) ? execForm(this.#line.text, this.#commandStart()) : undefined;
      this.#json = strings?.map(string => ({ ...this.#word(string), value: string.value })) ?? null;
    }
    return this.#json ?? undefined;
  }

  get words(): readonly Word[] {
    this.#words ??= this.#readWords();
    return this.#words;
  }

  get pairs(): readonly Pair[] {
    this.#pairs ??= withPairs.has(this.keyword) ? this.#readPairs() : [];
    return this.#pairs;
  }

  /** The instruction behind an ONBUILD. */
  get inner(): Piece | undefined {
    if (this.#inner === undefined) {
      const { text } = this.#line;
      const isTrigger = this.keyword === 'ONBUILD' && this.#keyword.end < text.trimEnd().length;
      this.#inner = isTrigger
        ? new Piece(this.source, this.#escape, this.#line, this.#heredocs, this.#keyword.end)
        : null;
    }
    return this.#inner ?? undefined;
  }

  get shellText(): ShellText | undefined {
    if (this.#shellText === undefined) this.#shellText = this.#readShellText() ?? null;
    return this.#shellText ?? undefined;
  }

  #readShellText(): ShellText | undefined {
    if (!forTheShell.has(this.keyword) || this.json) return undefined;
    const from = this.#commandStart();
    const { start } = sourceSpan(this.#line, from, from + 1);
    if (from >= this.#line.text.length) return undefined;
    return { text: maskedLine(this.source, { start, end: this.span.end }, this.#line.gaps), start };
  }

  /** Behind the flags, and for HEALTHCHECK behind its CMD. */
  #commandStart(): number {
    if (this.#command === undefined) {
      const { text } = this.#line;
      const [first] = plainWords(text, this.#flagsEnd);
      this.#command = first?.start ?? text.length;
      if (this.keyword === 'HEALTHCHECK' && first) {
        const isCommand = /^cmd$/i.test(text.slice(first.start, first.end));
        const [second] = isCommand ? plainWords(text, first.end) : [];
        this.#command = second?.start ?? text.length;
      }
    }
    return this.#command;
  }

  #isOnlyHeredocs(): boolean {
    let at = this.#flagsEnd;
    let command = '';
    for (const { start, end } of this.#heredocs) {
      command += this.#line.text.slice(at, start);
      at = end;
    }
    return (command + this.#line.text.slice(at)).trim() === '';
  }

  #at({ start, end }: Stretch): Span {
    return sourceSpan(this.#line, start, end);
  }

  #word(stretch: Stretch): Word {
    const text = this.#line.text.slice(stretch.start, stretch.end);
    return { text, value: unquote(text), span: this.#at(stretch) };
  }

  #readWords(): Word[] {
    const { text } = this.#line;
    const exec = this.keyword === 'HEALTHCHECK' ? undefined : this.json;
    if (exec) return [...exec];
    if (oneWord.has(this.keyword)) {
      const [first] = plainWords(text, this.#flagsEnd);
      return first ? [this.#word({ start: first.start, end: text.trimEnd().length })] : [];
    }
    const stretches = plain.has(this.keyword)
      ? plainWords(text, this.#flagsEnd)
      : quotedWords(text, this.#flagsEnd, this.#escape);
    return Array.from(stretches, stretch => this.#word(stretch));
  }

  #readPairs(): Pair[] {
    const { text } = this.#line;
    return pairPlaces(text, this.#keyword.end, this.keyword, this.#escape).map(({ name, value }) => {
      const nameWord = this.#word(name);
      const pair = { name: nameWord.value, nameSpan: nameWord.span };
      if (!value) return { ...pair, raw: '' };
      const word = this.#word(value);
      return { ...pair, value: word.value, valueSpan: word.span, raw: word.text };
    });
  }
}
