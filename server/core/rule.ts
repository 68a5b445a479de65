import type { Fix } from './fix.ts';
import type { Settings } from './settings.ts';
import type { Level, Profile, Severity } from './severity.ts';
import type { Span } from './span.ts';
import type { Params, Text } from './text.ts';
import type { Workspace } from './workspace.ts';

export type AtLeastOne<T> = readonly [T, ...T[]];

/** Where one can read more. */
export interface Reference {
  /** Short: `Podman book 8.7.1`, `containers-policy.json(5)`, `CIS Docker 4.1`. */
  readonly title: string;
  readonly url?: string;
}

export interface Example {
  /** In bad examples `«...»` marks each span that the rule must report, exactly. */
  readonly text: string;
  /** A name that decides the kind; without it the kind's usual one. */
  readonly file?: string;
  readonly settings?: Partial<Settings>;
  /** The files around it, by path relative to its folder; without, nobody knows them. A path with a slash at its end is a folder that is not looked into. */
  readonly workspace?: Readonly<Record<string, string>>;
}

export interface BadExample extends Example {
  /** The text after the first fix of every finding of this rule. Without it the rule must offer no fix here. */
  readonly fixed?: string;
  /** The files around it that the fixes make or change, as they are then. */
  readonly fixedAround?: Readonly<Record<string, string>>;
}

/** What everybody may know of a rule: docs, reports and settings are made from it. */
export interface RuleInfo {
  /** `kind/slug`: explains itself, is never renamed and never reused. */
  readonly id: string;
  /** A few words, without a full stop. */
  readonly title: Text;
  /** The level in every profile, or one for each. */
  readonly severity: Level | Readonly<Record<Profile, Level>>;
  /** The versions of Podman for which it holds (`<6.2`, `>=4.4 <6.1`). */
  readonly podman?: string;
  /** Where one of these reports the same subject, the `podman` profile leaves this one out: one finding per fault. */
  readonly impliedBy?: readonly string[];
  /** A mistake in the language itself, which other extensions for these files report too. */
  readonly isSyntax?: true;
  /** The names other tools have for it: `DL3002`, `CKV_DOCKER_8`, `DS-0002`. Their pragmas work through these. */
  readonly aliases?: readonly string[];
  readonly references: AtLeastOne<Reference>;
  /** Why it matters: one or two sentences. */
  readonly why: Text;
  /** What to do about it: one or two sentences. */
  readonly remedy: Text;
}

/** A rule's report on a span; becomes a finding when it is neither off, folded nor suppressed. */
export interface Report<Key extends string = string> {
  readonly at: Span;
  /** Which of the rule's messages says what is wrong. */
  readonly message: Key;
  /** For the message, the reason and the remedy. Never a secret. */
  readonly params?: Params | undefined;
  /** The first one is what fix-all takes, if it is safe. */
  readonly fixes?: readonly Fix[] | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  /** What the fault belongs to (a container's path, say; or what starts at a place): `impliedBy` compares it. */
  readonly subject?: string | Span | undefined;
  /** Rules that say the same fault at the very same place: the `podman` profile leaves their reports there out. */
  readonly supersedes?: readonly string[] | undefined;
  /** Instead of the rule's own, where the case at hand is graver or milder. A level that the user gave wins. */
  readonly severity?: Severity | undefined;
  /** Instead of the rule's own: what other extensions do not report stays when they are there. */
  readonly isSyntax?: boolean | undefined;
  readonly tag?: 'unnecessary' | 'deprecated' | undefined;
  readonly group?: Group<Key> | undefined;
}

/** Another place that has to do with it. */
export interface RelatedPlace {
  readonly at: Span;
  readonly text: Text;
  readonly params?: Params | undefined;
  /** The file that the place is in, if it is not the judged one: its path as the workspace was asked for it, and its text. */
  readonly file?: { readonly path: string; readonly text: string } | undefined;
}

/** Reports of one rule that are said once in the `podman` profile when every member of the group has one. */
export interface Group<Key extends string = string> {
  /** What they belong to together: a pod's path, say. */
  readonly subject: string;
  /** How many members there are: containers of the pod. */
  readonly size: number;
  /** Where and with which message it is said once. */
  readonly at: Span;
  readonly message: Key;
}

/** What a judgement depends on besides the content. */
export interface Context {
  readonly settings: Settings;
  readonly workspace: Workspace;
}

/** One judgement about one kind, on one page: metadata, examples, check and fixes. */
export interface Rule<Content, Key extends string = string> extends RuleInfo {
  /** What is wrong, in one sentence, by key. */
  readonly messages: Readonly<Record<Key, Text>>;
  readonly examples: { readonly bad: AtLeastOne<BadExample>; readonly good: AtLeastOne<Example> };
  /**
   * All its reports follow from the parts about these topics and from where they stand: while others change, what it
   * has reported moves with its text. Without, they follow from everything.
   */
  readonly concerns?: readonly string[];
  /** Pure: the same content and context give the same reports, whose spans are the content's. */
  check(content: Content, context: Context): Iterable<Report<Key>>;
}

/** A helper for a kind's rules: `export default containerfileRule({ ... })` infers the message keys. */
export const ruleFor =
  <Content>() =>
  <Key extends string>(rule: Rule<Content, Key>): Rule<Content> =>
    // The keys are checked here, where the rule is written; behind this line nobody needs them.
    rule as Rule<Content, string>;
