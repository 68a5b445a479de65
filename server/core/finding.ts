import type { Fix } from './fix.ts';
import type { RuleInfo } from './rule.ts';
import type { Severity } from './severity.ts';
import type { Span } from './span.ts';
import { type Locale, type Message, type Params, say } from './text.ts';

/** A rule's report on a span of text, as everybody outside the engine sees it. */
export interface Finding {
  readonly rule: RuleInfo;
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong. */
  readonly message: Message;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tag?: 'unnecessary' | 'deprecated' | undefined;
}

/** Another place that belongs to a finding. */
export interface Related {
  readonly span: Span;
  readonly message: Message;
  /** The file that it is in, if not the finding's own: see the report's. */
  readonly file?: { readonly path: string; readonly text: string } | undefined;
}

/** What is wrong, why it matters and what to do, in the reader's language. */
export function explain(finding: Finding, locale: Locale): { what: string; why: string; remedy: string } {
  const params: Params = finding.message.params ?? {};
  return {
    what: say(finding.message, locale),
    why: say({ text: finding.rule.why, params }, locale),
    remedy: say({ text: finding.rule.remedy, params }, locale),
  };
}
