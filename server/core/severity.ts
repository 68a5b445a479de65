export const severities = ['error', 'warning', 'info', 'hint'] as const;

/**
 * error: exploitable, or Podman refuses the file; warning: weakens isolation;
 * info: hardening; hint: a matter of style or of taste.
 */
export type Severity = (typeof severities)[number];

/** A rule's level in a profile or a setting. */
export type Level = Severity | 'off';

export const levels: readonly Level[] = ['off', ...severities];

export const profiles = ['podman', 'strict', 'kubernetes'] as const;

/**
 * podman: what matters on Podman, one finding per fault; strict: that and all hardening hints;
 * kubernetes: the Pod Security Standards *restricted* to the letter.
 */
export type Profile = (typeof profiles)[number];

/** Whether `severity` is at least as grave as `limit`. */
export const atLeast = (severity: Severity, limit: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(limit);
