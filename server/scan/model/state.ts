/**
 * What came of a check. `fail` alone is a fault; what could not be judged is neither passed nor failed:
 * review: a person has to look; notApplicable: it has no meaning here; needsRoot: only root can see it;
 * unknown: it was looked at, and the answer cannot be told; error: looking went wrong;
 * waived: it failed, and somebody answers for it.
 */
export const states = ['pass', 'fail', 'review', 'notApplicable', 'needsRoot', 'unknown', 'error', 'waived'] as const;

export type State = (typeof states)[number];

export const scanSeverities = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** How grave a failure is. */
export type ScanSeverity = (typeof scanSeverities)[number];

export const scanProfiles = ['baseline', 'strict', 'stig', 'fips'] as const;

/**
 * baseline: what weakens any host; strict: that and all hardening; stig, fips: the baseline and what the RHEL STIG,
 * or a FIPS 140-3 environment, asks for.
 */
export type ScanProfile = (typeof scanProfiles)[number];

/** Whether `severity` is at least as grave as `limit`. */
export const isAtLeast = (severity: ScanSeverity, limit: ScanSeverity): boolean =>
  scanSeverities.indexOf(severity) <= scanSeverities.indexOf(limit);
