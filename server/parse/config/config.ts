import type { Comment } from '../../core/kind.ts';
import type { Span } from '../../core/span.ts';

/** What `.podseal.yaml` says and where it says it. Nothing is judged here. */
export interface Config {
  readonly text: string;
  /** Plain data; what cannot be read as YAML is left out. An empty file is null. */
  readonly value: unknown;
  /** By JSON pointer. */
  readonly places: ReadonlyMap<string, Place>;
  readonly problems: readonly YamlProblem[];
  readonly comments: readonly Comment[];
}

export interface Place {
  readonly key?: Span | undefined;
  readonly value: Span;
}

export interface YamlProblem {
  readonly problem: 'tab' | 'duplicate-key' | 'several-documents' | 'syntax';
  readonly span: Span;
  /** The parser's own words, in English. */
  readonly detail: string;
}
