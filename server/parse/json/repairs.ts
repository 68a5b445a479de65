import type { Span } from '../../core/span.ts';
import type { JsonFault } from './tree.ts';

type Repair = NonNullable<JsonFault['repair']>;

export const insert = (at: number, text: string, safe: boolean): Repair => ({
  edits: [{ span: { start: at, end: at }, text }],
  safe,
});

export const replace = (span: Span, text: string, safe: boolean): Repair => ({ edits: [{ span, text }], safe });

export const remove = (span: Span, safe: boolean): Repair => ({ edits: [{ span, text: '' }], safe });
