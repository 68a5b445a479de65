import { visible } from '../visible.ts';

const longest = 120;

/** A name that somebody else gave, harmless to a terminal and not longer than a line. */
export function outside(text: string): string {
  const shown = visible(text);
  return shown.length > longest ? `${shown.slice(0, longest - 1).replace(/\p{Cs}$/u, '')}…` : shown;
}

const safeWord = /^[\w.:/@%+=,][\w.:/@%+=,-]*$/;

/** A command of a remedy for a resource of this name, which a shell must take as one word. */
export const commandFor = (command: string, name: string): string =>
  visible(
    command.replaceAll('{name}', () => (safeWord.test(name) ? name : `'${visible(name).replaceAll("'", "'\\''")}'`)),
  );
