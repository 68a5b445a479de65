import { remembering } from './remember.ts';

/** Judged against when nobody says which Podman will read the files. */
export const defaultPodmanVersion = '5.8';

/** `5`, `5.8` or `5.8.2`; anything else is no version. */
export const podmanVersionPattern = /^\d+(\.\d+){0,2}$/;

/**
 * Whether `version` lies in `range`: comparisons joined by blanks, all of which must hold (`>=4.4 <6.2`).
 * Parts that are not given count as 0.
 * @throws for what is no range
 */
export const inRange = (version: string, range: string): boolean => answer(`${version} ${range}`);

/** Rules ask the same at every keystroke. */
const answer = remembering((asked): boolean => {
  const [version = '', ...comparisons] = asked.split(' ');
  return comparisons.every(comparison => holds(version, comparison));
});

function holds(version: string, comparison: string): boolean {
  const [, operator, limit = ''] = /^(<=|>=|<|>|=)(.+)$/.exec(comparison) ?? [];
  const order = compareVersions(version, limit);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    default:
      throw new Error(`"${comparison}" is no range of versions`);
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const order = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
