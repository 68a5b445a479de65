import { grouped } from '../../core/grouped.ts';
import type { AtLeastOne } from '../../core/rule.ts';
import type { CheckInfo } from '../../scan/model/check.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import { type ScanSeverity, type State, scanSeverities, states } from '../../scan/model/state.ts';
import { isFailure } from './report.ts';
import { sectionTitles } from './words.ts';

/** The results of one check that are equally grave. */
export interface Group {
  readonly check: CheckInfo;
  readonly severity: ScanSeverity;
  readonly results: AtLeastOne<Result>;
}

/** The gravest first, then by id. */
export function groupsOf(results: readonly Result[]): Group[] {
  const groups = grouped(results, ({ check, severity }) => `${scanSeverities.indexOf(severity)} ${check.id}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, results]) => ({ check: results[0].check, severity: results[0].severity, results }));
}

export const failuresOf = ({ results }: Scan): Result[] => results.filter(isFailure);

export const inState = ({ results }: Scan, ...wanted: readonly State[]): Result[] =>
  results.filter(({ state, impliedBy }) => wanted.includes(state) && impliedBy === undefined);

export const countStates = (results: readonly Result[]): Record<State, number> => {
  const counts = Object.fromEntries(states.map(state => [state, 0])) as Record<State, number>;
  for (const { state, impliedBy } of results) if (impliedBy === undefined) counts[state]++;
  return counts;
};

export const countSeverities = (failures: readonly Result[]): Record<ScanSeverity, number> => {
  const counts = Object.fromEntries(scanSeverities.map(severity => [severity, 0])) as Record<ScanSeverity, number>;
  for (const { severity } of failures) counts[severity]++;
  return counts;
};

/** `3 critical  9 high`: the names of severities are the same in every language. */
export const severityCounts = (counts: Readonly<Record<ScanSeverity, number>>): string =>
  scanSeverities
    .filter(severity => counts[severity] > 0)
    .map(severity => `${counts[severity]} ${severity}`)
    .join('  ');

/** The results by what they are about, without what nobody asked for. */
export const sectionsOf = ({ results }: Scan) =>
  Object.entries(sectionTitles).flatMap(([prefix, title]) => {
    const own = results.filter(({ check }) => check.id.startsWith(prefix));
    // Who has no policy need not hear that it has no meaning.
    const isEmpty = own.every(({ state }) => prefix === 'POL' && state === 'notApplicable');
    return isEmpty ? [] : [{ prefix, title, results: own }];
  });
