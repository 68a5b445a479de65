import type { CheckInfo } from './check.ts';
import type { ScanOptions } from './options.ts';
import { type ScanProfile, type ScanSeverity, scanProfiles } from './state.ts';

/** A check's severity in a profile; undefined: the profile leaves it out. */
export const severityIn = ({ severity }: CheckInfo, profile: ScanProfile): ScanSeverity | undefined =>
  typeof severity === 'string' ? severity : severity[profile];

/** The severity that a failure has under these options; undefined: the check is not asked. */
export function severityOf(check: CheckInfo, { profile, only, skip }: ScanOptions): ScanSeverity | undefined {
  if (matches(check.id, skip)) return undefined;
  if (only.length === 0) return severityIn(check, profile);
  if (!matches(check.id, only)) return undefined;
  // Whoever names a check wants it, whatever the profile.
  const profiles = [profile, ...scanProfiles];
  return profiles.map(each => severityIn(check, each)).find(severity => severity !== undefined);
}

/** `CTR001`, `CTR`, `HST01*`; upper and lower case are the same. */
const matches = (id: string, patterns: readonly string[]): boolean =>
  patterns.some(pattern => {
    const wanted = pattern.toUpperCase().replace(/\*$/, '');
    return wanted === '' ? pattern !== '' : id.startsWith(wanted);
  });
