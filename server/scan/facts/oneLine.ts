/** What somebody else wrote, as a part of a sentence: its last line that says something, not longer than a sentence. */
export function oneLine(text: string): string {
  const lines = text.split('\n').map(line => line.trim());
  const said = lines.findLast(line => line !== '') ?? '';
  const line = said.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
