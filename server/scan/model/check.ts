import type { AtLeastOne, Reference } from '../../core/rule.ts';
import type { Params, Text } from '../../core/text.ts';
import type { FactName, Facts, FactTable } from '../facts/table.ts';
import type { ScanOptions } from './options.ts';
import type { Resource } from './result.ts';
import type { ScanProfile, ScanSeverity, State } from './state.ts';

/** What everybody may know of a check: docs, reports and `podseal scan explain` are made from it. */
export interface CheckInfo {
  /** `HST001`: never changed and never used again. */
  readonly id: string;
  /** What it demands, in a few words, without a full stop. */
  readonly title: Text;
  /** How grave a failure is; a profile that is not named leaves the check out. */
  readonly severity: ScanSeverity | Readonly<Partial<Record<ScanProfile, ScanSeverity>>>;
  /** Where one of these fails on the same resource, the failure of this one is folded into that. */
  readonly impliedBy?: readonly string[];
  readonly references: AtLeastOne<Reference>;
  /** Why it matters: one or two sentences. */
  readonly why: Text;
  /** What to do about it: one or two sentences. */
  readonly remedy: Text;
  /** Commands or lines of configuration that do it, for copying; `{name}` stands for the resource's name. */
  readonly commands?: readonly string[];
}

/** What a check says about one resource. `waived` is not the check's to say. */
export interface Verdict<Key extends string = string> {
  readonly state: Exclude<State, 'waived'>;
  /** Which of the check's messages says what was found. */
  readonly say?: Key | undefined;
  /** For the message, the reason and the remedy. Never a secret. */
  readonly params?: Params | undefined;
  /** What it is about; without, the host. */
  readonly on?: Resource | undefined;
  /** Tells failures on the same resource apart, over many scans. */
  readonly detail?: string | undefined;
  /** Instead of the check's own, where the case at hand is graver or milder. */
  readonly severity?: ScanSeverity | undefined;
  /** A file of the scanned host. */
  readonly at?: Place | undefined;
  readonly actual?: string | undefined;
  readonly expected?: string | undefined;
}

/** A place in a file of the scanned host; lines count from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number | undefined;
}

/** What one probe answers in an example: its text, the JSON it prints, or how it failed. */
export type ExampleAnswer = string | ExampleJson | ExampleFailure;
type ExampleJson = { readonly [key: string]: unknown; readonly rc?: never } | readonly unknown[];
export interface ExampleFailure {
  readonly rc: number;
  readonly out?: string;
  readonly err?: string;
}

/** Facts by probe; what is not given, nobody collected. Paths that start with a slash are files. */
export interface CheckExample {
  readonly facts: Readonly<Record<string, ExampleAnswer>>;
  readonly options?: Partial<ScanOptions>;
  /** What stands out of all that the check says: all verdicts in this state are about these. */
  readonly on?: readonly string[];
}

/** Every example shows a host of which the check says this and nothing worse. */
type CheckExamples = {
  readonly pass: AtLeastOne<CheckExample>;
  readonly fail?: AtLeastOne<CheckExample>;
} & Readonly<Partial<Record<Exclude<State, 'waived'>, AtLeastOne<CheckExample>>>>;

/** Facts that are there. */
type Given<Need extends FactName> = { readonly [Name in Need]: FactTable[Name] };

export interface ScanContext {
  /** For what a check does not need, but can use. */
  readonly facts: Facts;
  readonly options: ScanOptions;
}

/** One judgement about a host: metadata, examples and the judgement itself. */
export interface Check<Key extends string = string, Need extends FactName = FactName> extends CheckInfo {
  readonly messages: Readonly<Record<Key, Text>>;
  /** Without one of these there is no judgement: what keeps the fact away is the answer. */
  readonly needs: readonly Need[];
  readonly examples: CheckExamples;
  /** Pure. Nothing at all means that there was nothing to judge. */
  judge(given: Given<Need>, context: ScanContext): Iterable<Verdict<Key>>;
}

export type AnyCheck = Check<string, never>;

/** `export default check({ ... })` infers the message keys and the facts that it is given. */
export const check = <Key extends string, const Need extends FactName>(check: Check<Key, Need>): AnyCheck =>
  // Both are checked here, where the check is written; behind this line nobody needs them.
  check as unknown as AnyCheck;
