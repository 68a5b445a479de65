import type { Span } from '../../core/span.ts';
import type { Config } from '../../parse/config/config.ts';

/** An entry of `ignore`, as far as it is a map. */
export interface IgnoreEntry {
  readonly pointer: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly span: Span;
}

export function ignoreEntries(config: Config): IgnoreEntry[] {
  const { ignore } = (config.value ?? {}) as { ignore?: unknown };
  if (!Array.isArray(ignore)) return [];
  return ignore.flatMap((fields: unknown, i) => {
    const pointer = `/ignore/${i}`;
    const place = config.places.get(pointer);
    const isMap = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
    return isMap && place ? [{ pointer, fields: fields as Record<string, unknown>, span: place.value }] : [];
  });
}

/** The place of one of its values, or of its rule if it has no such value. */
export const fieldSpan = (config: Config, entry: IgnoreEntry, field: string): Span =>
  (config.places.get(`${entry.pointer}/${field}`) ?? config.places.get(`${entry.pointer}/rule`))?.value ?? entry.span;
