import { countPlaceholders } from '../placeholders.ts';
import type { JsonString, JsonValue } from './tree.ts';

/**
 * Makes what is filled in later unknown: strings, and the objects whose keys nobody knows. False if that is not all,
 * so that the text has no form yet.
 */
export function forgetFilledIn(root: JsonValue | undefined, text: string): boolean {
  let left = countPlaceholders(text);
  if (left === 0) return true;
  const filledIn: JsonValue[] = [];
  const note = ({ span }: JsonString, value: JsonValue) => {
    const found = countPlaceholders(text.slice(span.start, span.end));
    if (found > 0) filledIn.push(value);
    left -= found;
  };
  const values = root ? [root] : [];
  for (const value of values) {
    if (value.type === 'string') note(value, value);
    else if (value.type === 'array') for (const item of value.items) values.push(item);
    else if (value.type === 'object') {
      for (const { key } of value.members) note(key, value);
      for (const member of value.members) values.push(member.value);
    }
  }
  if (left > 0) return false;
  for (const value of filledIn) (value as { type: JsonValue['type'] }).type = 'unknown';
  return true;
}
