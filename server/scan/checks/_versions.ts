/** `4.3.1` of `podman version 4.3.1-dev`. */
export function versionIn(text: string): readonly number[] | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

function isBelow(version: readonly number[], limit: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) {
    const order = (version[i] ?? 0) - (limit[i] ?? 0);
    if (order !== 0) return order < 0;
  }
  return false;
}

/** A release that repaired something. */
export interface Repair {
  /** Of one line of releases, if there are several (`1.2.8`, `1.3.3`): the first that has it. */
  readonly fixed: readonly string[];
  readonly names: readonly string[];
}

/** What a version lacks. A newer line than all that are listed has it. */
export function missingRepairs(version: readonly number[], repairs: readonly Repair[]): string[] {
  return repairs.filter(({ fixed }) => lacks(version, fixed)).flatMap(({ names }) => names);
}

function lacks(version: readonly number[], fixed: readonly string[]): boolean {
  const limits = fixed.flatMap(text => {
    const limit = versionIn(text);
    return limit ? [limit] : [];
  });
  const sameLine = limits.find(([major, minor]) => major === version[0] && minor === version[1]);
  const last = limits.at(-1);
  if (sameLine && limits.length > 1) return isBelow(version, sameLine);
  return last !== undefined && isBelow(version, last);
}
