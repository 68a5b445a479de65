/** Looks into JSON from outside: nothing is believed about its shape. */
export type Json = unknown;

export const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value behind a path of keys. */
export function at(value: Json, ...path: readonly string[]): Json {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

const asText = (value: Json): string | undefined => (typeof value === 'string' ? value : undefined);
const asNumber = (value: Json): number | undefined => (typeof value === 'number' ? value : undefined);
const asFlag = (value: Json): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
export const asList = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);
export const asTexts = (value: Json): readonly string[] => asList(value).filter(item => typeof item === 'string');
export const entriesOf = (value: Json): readonly (readonly [string, Json])[] =>
  isObject(value) ? Object.entries(value) : [];

export const textAt = (value: Json, ...path: readonly string[]): string | undefined => asText(at(value, ...path));
export const numberAt = (value: Json, ...path: readonly string[]): number | undefined => asNumber(at(value, ...path));
export const flagAt = (value: Json, ...path: readonly string[]): boolean | undefined => asFlag(at(value, ...path));
export const textsAt = (value: Json, ...path: readonly string[]): readonly string[] => asTexts(at(value, ...path));

/** Undefined for what is no JSON. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
