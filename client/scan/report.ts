import type { Declaration } from '../../server/scan/model/result.ts';
import { isAtLeast, type ScanProfile, type ScanSeverity, type State } from '../../server/scan/model/state.ts';

/** What the client reads of the JSON report, whose shape schemas/scan-report.schema.json describes. */
export interface ScanReport {
  readonly time: string;
  readonly profile: ScanProfile;
  readonly hosts: readonly HostResults[];
}

interface HostResults {
  readonly target: string;
  readonly name: string | null;
  readonly trouble: string | null;
  readonly results: readonly ScanResult[];
}

export interface ScanResult {
  readonly check: string;
  readonly title: string;
  readonly state: State;
  readonly severity: ScanSeverity;
  readonly resource: { readonly type: string; readonly name: string; readonly declaredBy?: Declaration };
  readonly message?: string;
  readonly at?: { readonly path: string; readonly line?: number };
  readonly impliedBy?: string;
  readonly why?: string;
  readonly remedy?: string;
  readonly commands?: readonly string[];
  readonly references?: readonly { readonly title: string; readonly url?: string }[];
  readonly waiver?: { readonly reason?: string; readonly until?: string };
}

/** A result, and the host that it is about. */
export interface Placed {
  readonly host: HostResults;
  readonly result: ScanResult;
}

/** Those that count: not waived, and not said by another check's failure. */
export const failuresIn = (report: ScanReport): Placed[] =>
  resultsIn(report).filter(({ result }) => result.state === 'fail' && result.impliedBy === undefined);

export const resultsIn = ({ hosts }: ScanReport): Placed[] =>
  hosts.flatMap(host => host.results.map(result => ({ host, result })));

export const isGrave = ({ result }: Placed): boolean => isAtLeast(result.severity, 'high');

/** Names come from outside, and some of them would turn the writing around. */
export const plain = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
