import { jsonLine } from './visible.ts';

/** Writes the items of a JSON list as they come, each on a line of its own. */
export function jsonList(): (items: readonly unknown[]) => string {
  let separator = '\n';
  return items =>
    items
      .map(item => {
        const text = separator + jsonLine(item);
        separator = ',\n';
        return text;
      })
      .join('');
}
