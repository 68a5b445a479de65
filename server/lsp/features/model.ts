import type { Edit } from '../../core/fix.ts';
import type { Unit } from '../../core/kind.ts';
import type { Context } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Span } from '../../core/span.ts';
import type { Locale, Message } from '../../core/text.ts';
import type { Workspace } from '../../core/workspace.ts';

/** What an answer depends on besides the text. */
export interface FeatureContext extends Context {
  readonly locale: Locale;
}

/**
 * What a kind of file offers to somebody who reads or writes it, beside findings. Whatever a kind leaves out, it has
 * not. `content` is one unit of a file, and all places count from its start.
 */
export interface LanguageFeatures<Content> {
  /** A line above the text that sums it up, and a page with the whole story. */
  summary?(content: Content, context: FeatureContext): Summary | undefined;
  hover?(content: Content, offset: number, context: FeatureContext): Explanation | undefined;
  complete?(content: Content, offset: number, context: FeatureContext): Proposals | undefined;
  signature?(content: Content, offset: number, context: FeatureContext): Signature | undefined;
  /** What has its name at a place. */
  nameAt?(content: Content, offset: number): Named | undefined;
  outline?(content: Content): Iterable<OutlineEntry>;
  folds?(content: Content): Iterable<Fold>;
  links?(content: Content, context: FeatureContext): Iterable<Link>;
  /** Short facts that the editor shows at the end of lines. */
  hints?(content: Content, context: FeatureContext): Iterable<Hint>;
  /** What can be brought to a standard in one edit: the pods, each followed by its containers. */
  hardenable?(content: Content): readonly Hardenable[][];
  harden?(request: HardeningRequest<Content>): Hardening;
}

/** What there is to know about a place. */
export interface Explanation {
  readonly span: Span;
  /** In Markdown; what comes from a file stands in code spans. */
  readonly paragraphs: readonly string[];
}

/** How what stands at a place is written. */
export interface Signature {
  readonly label: string;
  /** Its parts: places in the label, and what is to know about them in Markdown. */
  readonly parameters: readonly { readonly span: Span; readonly documentation: string | undefined }[];
  /** The part that somebody writes at the place; none if it is not among them. */
  readonly active: number | undefined;
}

/** What could stand at a place. */
export interface Proposals {
  /** What is replaced: the half-typed word with the cursor in it. */
  readonly span: Span;
  /** What stands behind the cursor is replaced whatever the editor's habit: half a string with one quote is none. */
  readonly isWhole?: boolean | undefined;
  /** The likeliest first. */
  readonly items: readonly Proposal[];
}

export type ProposalKind = 'keyword' | 'option' | 'value' | 'variable' | 'stage' | 'image' | 'rule';

export interface Proposal {
  readonly label: string;
  readonly kind: ProposalKind;
  /** A few words behind the label. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** What is written; without, the label. */
  readonly text?: string | undefined;
  /** With places to fill in, `${1:name}`, for clients that have them. */
  readonly snippet?: string | undefined;
  /** What is compared with what somebody types; without, the label. */
  readonly filter?: string | undefined;
  readonly deprecated?: boolean | undefined;
}

/** Something with a name. */
export interface Named {
  readonly name: string;
  /** The name's place that was asked about. */
  readonly at: Span;
  /** What counts at that place. */
  readonly definitions: readonly Span[];
  readonly places: readonly NamePlace[];
  /** Gives it another name everywhere, or says why that cannot be done. */
  rename(to: string): readonly Edit[] | Message;
  /** Why it cannot have another name, whatever that is. */
  readonly isFixed?: Message | undefined;
}

interface NamePlace {
  readonly span: Span;
  /** It is declared or set here. */
  readonly isDefinition: boolean;
}

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'entry' | 'variable';
  readonly span: Span;
  /** Of the name. */
  readonly at: Span;
  readonly children: readonly OutlineEntry[];
}

/** From the line that stays to the last that is hidden. */
export interface Fold {
  readonly span: Span;
  readonly isComment?: boolean | undefined;
}

export interface Link {
  readonly span: Span;
  /** A URL, or a path as the workspace takes it. */
  readonly to: { readonly url: string } | { readonly path: string };
}

export interface Summary {
  readonly offset: number;
  readonly title: string;
  readonly page: string;
}

export interface Hint {
  /** Of the setting under `podseal.inlayHints` that asks for it. */
  readonly name: 'effectiveUser' | 'seccompDefault';
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

export interface Hardenable {
  readonly what: 'pod' | 'container';
  /** JSON pointer of the pod's spec or of the container. */
  readonly path: string;
  readonly span: Span;
}

/** What is to be hardened, and what decides what is to be done. */
export interface HardeningRequest<Content> {
  /** Of the whole file. */
  readonly text: string;
  readonly units: readonly Unit<Content>[];
  readonly unit: Unit<Content>;
  /** Of the pod or container. */
  readonly path: string;
  readonly settings: Settings;
  readonly workspace: Workspace;
}

export interface Hardening {
  /** Of the unit. */
  readonly edits: readonly Edit[];
  /** The names of anchors through which the edits show elsewhere too. */
  readonly anchors: readonly string[];
}
