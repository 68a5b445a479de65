import type { Fix } from '../../core/fix.ts';
import { type Reference, ruleFor } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Config } from '../../parse/config/config.ts';

export const configRule = ruleFor<Config>();

export const manual: Reference = { title: 'Podseal: The config file' };

/** Writes `text` instead of what stands there. */
export const replacement = (span: Span, text: string, safe = false): Fix => ({
  title: { text: { en: 'Write {text}', ja: '{text} に書き換える' }, params: { text } },
  edits: [{ span, text }],
  safe,
});
