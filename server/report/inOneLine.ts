import type { Locale } from '../core/text.ts';

/** Japanese puts no blank between sentences. */
export const inOneLine = (sentences: readonly string[], locale: Locale): string =>
  sentences.join(locale === 'ja' ? '' : ' ');
