import type { Span } from '../../core/span.ts';
import type { YamlEntry, YamlItem } from '../yaml/node.ts';

/** What a project demands of its pods. */
export interface SecurityPolicy {
  readonly name: string | undefined;
  readonly labels: readonly RequiredLabel[];
  readonly demands: readonly Demand[];
  /** What stands in it and cannot be understood: nobody enforces it. */
  readonly faults: readonly PolicyFault[];
  /** The policy's name, or its kind. */
  readonly nameAt: Span;
}

export interface RequiredLabel {
  readonly key: string;
  /** Undefined: any. */
  readonly value: string | undefined;
  readonly at: Span;
  readonly part: YamlItem | undefined;
}

export const demandLists = ['forbidden', 'required', 'allowed'] as const;
export type DemandList = (typeof demandLists)[number];

/** One field of one entry of a list: each holds for itself. */
export interface Demand {
  readonly list: DemandList;
  /** A path of `policyFields`. */
  readonly field: string;
  /** Of capabilities, each is meant; of anything else, one of them. */
  readonly terms: readonly Term[];
  /** The line to look at. */
  readonly at: Span;
  /** What goes if the demand is removed. */
  readonly part: YamlEntry;
}

export interface Term {
  /** `true`, `0`, `RuntimeDefault`, `NET_ADMIN`. */
  readonly value: string;
  readonly at: Span;
  /** Its place in a list. */
  readonly part: YamlItem | undefined;
}

export type Expected =
  | 'version'
  | 'map'
  | 'list'
  | 'text'
  | 'boolean'
  | 'integer'
  | 'capabilities'
  | 'choice'
  | 'labelKey'
  | 'labelValue';

export type PolicyFault = { readonly at: Span } & (
  | { readonly fault: 'unknown-key'; readonly key: string; readonly keys: readonly string[]; readonly entry: YamlEntry }
  | {
      readonly fault: 'bad-value';
      readonly expected: Expected;
      /** As it is written, if it is a scalar. */
      readonly written: string | undefined;
      readonly choices?: readonly string[];
    }
  | { readonly fault: 'unknown-capability'; readonly written: string }
  /** A list or entry without anything in it. */
  | { readonly fault: 'empty'; readonly part: YamlEntry | YamlItem | undefined }
  /** A field that `allowed` does not take. */
  | { readonly fault: 'not-allowable'; readonly field: string; readonly part: YamlEntry }
);
