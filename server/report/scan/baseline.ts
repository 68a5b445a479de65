import { addTo } from '../../core/grouped.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import { fingerprintOf } from './fingerprint.ts';

/** A failure of an earlier scan. */
export interface Known {
  readonly fingerprint: string;
  readonly check: string;
  readonly title: string;
  readonly resource: { readonly type: string; readonly name: string };
}

export interface Baseline {
  /** When it was made, as it says. */
  readonly made: string | undefined;
  /** By the host's name. */
  readonly failures: ReadonlyMap<string, readonly Known[]>;
}

/** How a host stands to its baseline. */
export interface Standing {
  readonly made: string | undefined;
  isNew(result: Result): boolean;
  /** What failed then and does not now. */
  readonly fixed: readonly Known[];
}

/** Reads what `podseal scan --format json` wrote. Undefined: it is something else. */
export function readBaseline(json: unknown): Baseline | undefined {
  if (!isRecord(json) || !Array.isArray(json['hosts'])) return undefined;
  const failures = new Map<string, Known[]>();
  for (const host of json['hosts'] as unknown[]) {
    if (!isRecord(host) || !Array.isArray(host['results'])) return undefined;
    for (const known of (host['results'] as unknown[]).flatMap(knownOf)) addTo(failures, nameOf(host), known);
  }
  return { made: textOf(json['time']), failures };
}

function knownOf(result: unknown): Known[] {
  if (!isRecord(result) || !['fail', 'waived'].includes(String(result['state']))) return [];
  const resource = isRecord(result['resource']) ? result['resource'] : {};
  const fingerprint = textOf(result['fingerprint']);
  if (fingerprint === undefined) return [];
  return [
    {
      fingerprint,
      check: textOf(result['check']) ?? '',
      title: textOf(result['title']) ?? '',
      resource: { type: textOf(resource['type']) ?? '', name: textOf(resource['name']) ?? '' },
    },
  ];
}

export function standingOf(scan: Scan, { made, failures }: Baseline): Standing {
  const known = failures.get(scan.host.name ?? '') ?? [];
  const before = new Set(known.map(({ fingerprint }) => fingerprint));
  const now = new Set(
    scan.results
      .filter(({ state }) => state === 'fail' || state === 'waived')
      .map(result => fingerprintOf(result, scan.host)),
  );
  return {
    made,
    isNew: result => !before.has(fingerprintOf(result, scan.host)),
    fixed: known.filter(({ fingerprint }) => !now.has(fingerprint)),
  };
}

const nameOf = (host: Record<string, unknown>): string => textOf(host['name']) ?? '';
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
