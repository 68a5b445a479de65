import type { Locale } from '../../core/text.ts';
import type { CheckInfo } from '../../scan/model/check.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import type { ScanProfile, ScanSeverity } from '../../scan/model/state.ts';
import type { Standing } from './baseline.ts';

/** One host, judged. */
export interface HostReport {
  /** As it was given: `local`, `ssh:web01`, `facts:web01.facts`. */
  readonly target: string;
  readonly scan: Scan;
  /** Compared with a baseline; undefined without one. */
  readonly standing: Standing | undefined;
}

export interface ScanReportOptions {
  readonly locale: Locale;
  readonly colour: boolean;
  /** The terminal can show more than ASCII. */
  readonly unicode: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly profile: ScanProfile;
  readonly failOn: ScanSeverity;
  /** What is not evaluated counts, too. */
  readonly strict: boolean;
  /** How many hosts will come. */
  readonly hosts: number;
  readonly now: Date;
  /** All there are, for lists that name those that said nothing. */
  readonly checks: readonly CheckInfo[];
}

/** Writes hosts as a stream: what it returns goes out before the next host is judged. */
export interface ScanReporter {
  start(): string;
  host(report: HostReport): string;
  end(): string;
}

export type MakeScanReporter = (options: ScanReportOptions) => ScanReporter;

/** A failure that counts: not waived, and not said by another check's failure on the same resource. */
export const isFailure = ({ state, impliedBy }: Result): boolean => state === 'fail' && impliedBy === undefined;

/**
 * What a host is called among several. Facts of one host may come twice, as root and as a user: their files' names
 * tell them apart.
 */
export const labelOf = ({ target, scan }: HostReport, hosts: number): string => {
  const file = /^facts:(?:.*\/)?([^/]+?)(?:\.facts)?$/s.exec(target)?.[1];
  return hosts > 1 && file !== undefined && file !== '-' ? file : (scan.host.name ?? target);
};

/** Where nothing was, nothing passed. */
export const wasJudged = ({ results }: Scan): boolean =>
  results.some(({ state }) => state === 'pass' || state === 'fail' || state === 'waived' || state === 'review');

/** Without facts, or an answer of the engine, a host is not judged, whatever else was seen of it. */
export const isBlind = ({ trouble, host, results }: Scan): boolean =>
  trouble !== undefined || (host.rootless === undefined && results.some(({ state }) => state === 'error'));
