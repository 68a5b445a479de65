import type { SecurityPolicy } from '../../parse/securityPolicy/policy.ts';
import type { ScanProfile } from './state.ts';

/** A failure that somebody answers for, from the config file. */
export interface Waiver {
  readonly check: string;
  /** A glob of the resource's name (`web-*`); without, every resource. */
  readonly resource?: string | undefined;
  readonly reason?: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
}

/** What facts are judged by. */
export interface ScanOptions {
  readonly profile: ScanProfile;
  /** Ids and beginnings of ids (`CTR`, `HST01`), with or without a `*`: only these, whatever the profile. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly waivers: readonly Waiver[];
  /** As in the linter's settings; empty: any. */
  readonly trustedRegistries: readonly string[];
  /** What this project demands of its containers. */
  readonly policies: readonly NamedPolicy[];
  /** Reports of Trivy or Grype, parsed; as JSON they come from outside and may be anything. */
  readonly vulnerabilityReports: readonly unknown[];
  readonly imageAgeDays: number;
  readonly unusedDays: number;
  /** `YYYY-MM-DD`, local time: what expiry dates are compared with. */
  readonly today: string;
}

export interface NamedPolicy {
  /** Its own name, or its file's. */
  readonly name: string;
  readonly policy: SecurityPolicy;
}

export const defaultScanOptions: ScanOptions = {
  profile: 'baseline',
  only: [],
  skip: [],
  waivers: [],
  trustedRegistries: [],
  policies: [],
  vulnerabilityReports: [],
  imageAgeDays: 90,
  unusedDays: 30,
  today: '',
};
