const trivySeverities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'] as const;

type TrivySeverity = (typeof trivySeverities)[number];

export interface Vulnerability {
  readonly id: string;
  readonly severity: TrivySeverity;
  readonly package: string;
  readonly installed: string;
  readonly fixed: string;
}

/** The vulnerabilities in what `trivy image --format json` wrote, the gravest first. Undefined: it is something else. */
export function readTrivy(json: unknown): Vulnerability[] | undefined {
  if (!isRecord(json) || !('ArtifactName' in json || 'Results' in json)) return undefined;
  const found = listOf(json['Results'])
    .flatMap(result => listOf(result['Vulnerabilities']))
    .map(each => ({
      id: textOf(each['VulnerabilityID']),
      severity: trivySeverities.find(severity => severity === each['Severity']) ?? 'UNKNOWN',
      package: textOf(each['PkgName']),
      installed: textOf(each['InstalledVersion']),
      fixed: textOf(each['FixedVersion']),
    }));
  // One package in many places is one vulnerability.
  const unique = new Map(found.map(each => [`${each.id} ${each.package} ${each.installed}`, each]));
  return [...unique.values()].sort(
    (a, b) => trivySeverities.indexOf(a.severity) - trivySeverities.indexOf(b.severity) || (a.id < b.id ? 1 : -1),
  );
}

/** `3 critical, 12 high`. */
export const countsOf = (found: readonly Vulnerability[]): string =>
  trivySeverities
    .map(severity => [found.filter(each => each.severity === severity).length, severity.toLowerCase()] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`)
    .join(', ');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').slice(0, 100) : '';
