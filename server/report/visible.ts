/** Everything that moves a cursor, turns the direction of writing or hides: all but the two joiners that scripts need. */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Most texts have none of them, which takes a tenth of the time to see. */
const unusual = /[^\x20-\x7e]/;

/** A text from outside, harmless to a terminal: what cannot be seen is written as an escape sequence. */
export const visible = (text: string): string => (unusual.test(text) ? text.replace(unseen, escapeCharacter) : text);

/** A value as JSON in one line, which has one way to write such a character. */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value);
  return unusual.test(json) ? json.replace(unseen, escapeUnits) : json;
}

const escapeUnits = (character: string): string =>
  [...Array(character.length).keys()].map(i => `\\u${hex(character.charCodeAt(i), 4)}`).join('');

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return named[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`);
}

const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0');
