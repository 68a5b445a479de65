import type { Change } from './change.ts';
import type { Rule } from './rule.ts';
import type { Span } from './span.ts';

/** A comment, wherever the kind allows one. */
export interface Comment {
  /** From the `#` on, to the end of its line. */
  readonly span: Span;
  /** Without the `#`. */
  readonly text: string;
  /** What a suppression in this comment holds for; without it, its own line if code stands there, else the next line. */
  readonly covers?: Span | undefined;
}

/**
 * A part of a file that can be judged by itself: a document of a YAML stream, or a whole Containerfile.
 * Two units with the same `content` object have the same text: that is what parsing and linting remember.
 */
export interface Unit<Content> {
  /** Added to every offset of `content` and `comments`. */
  readonly start: number;
  readonly content: Content;
  readonly comments: readonly Comment[];
  /** What became of an earlier version of it, for kinds that can tell. */
  readonly since?: Since | undefined;
  /** Stands for this version in what a later one has `since`: by the content itself, each would keep the one before alive. */
  readonly version?: object;
  /** The JSON pointer of the value at an offset of the content, for kinds that have values. */
  pointerAt?(offset: number): string;
}

/** How a unit differs from an earlier version. */
export interface Since {
  readonly version: object;
  readonly change: Change;
  /** What the parts that changed, came or went are about: the keywords of instructions. */
  readonly topics: ReadonlySet<string>;
}

export interface Model<Content> {
  readonly units: readonly Unit<Content>[];
}

/** What is known of a text before it is parsed. */
export interface TextFile {
  /** A path or URI with forward slashes; only its last parts are looked at. */
  readonly path: string;
  readonly text: string;
  /** The editor's opinion (`dockerfile`, `yaml`). */
  readonly languageId?: string | undefined;
}

/** What a file is, and all that it takes to judge it. */
export interface Kind<Content> {
  /** `containerfile`, `kube`: the first part of its rules' names. */
  readonly id: string;
  /** A name for people. */
  readonly name: string;
  /** The file that an example without a name is. */
  readonly exampleFile: string;
  /** Cheap: a look at the name or for a few words, no parsing. */
  claims(file: TextFile): boolean;
  /** Never throws; takes over from `previous`, the model of an earlier version of the same file, whatever stayed the same. */
  parse(text: string, previous?: Model<Content>): Model<Content>;
  readonly rules: readonly Rule<Content>[];
}

// A registry holds kinds of different contents; what is put into a kind comes out of the same kind.
// biome-ignore lint/suspicious/noExplicitAny: an existential type, which TypeScript cannot say
export type AnyKind = Kind<any>;

export const detect = (file: TextFile, kinds: readonly AnyKind[]): AnyKind | undefined =>
  kinds.find(kind => kind.claims(file));
