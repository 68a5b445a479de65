const clause = /^([ugoa]+)=([rwxst]*)$/;
const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1 };

/** `u=rwx,go=rx` in octal; undefined where the result depends on the file's mode. */
export function octalMode(symbolic: string): string | undefined {
  const modes: Record<string, number> = {};
  let special = 0;
  for (const part of symbolic.split(',')) {
    const [, who, letters] = clause.exec(part) ?? [];
    if (who === undefined || letters === undefined) return undefined;
    const classes = who.includes('a') ? ['u', 'g', 'o'] : [...who];
    const mode = [...new Set(letters)].reduce((sum, letter) => sum + (bits[letter] ?? 0), 0);
    for (const each of classes) modes[each] = mode;
    if (letters.includes('s')) special |= (classes.includes('u') ? 4 : 0) | (classes.includes('g') ? 2 : 0);
    if (letters.includes('t')) special |= 1;
  }
  const { u, g, o } = modes;
  if (u === undefined || g === undefined || o === undefined) return undefined;
  return `${special || ''}${u}${g}${o}`;
}
