import { asList, at, type Json, textAt } from './json.ts';

interface VulnerabilityCounts {
  readonly critical: number;
  readonly high: number;
}

/** What reports of Trivy or Grype say about an image; undefined: none is about it. */
export function vulnerabilitiesOf(
  reports: readonly Json[],
  id: string,
  tags: readonly string[],
): VulnerabilityCounts | undefined {
  const found = reports.filter(report => isAbout(report, id, tags)).map(severitiesIn);
  const severities = found.flat();
  const count = (severity: string) => severities.filter(each => each === severity).length;
  return found.length > 0 ? { critical: count('critical'), high: count('high') } : undefined;
}

function isAbout(report: Json, id: string, tags: readonly string[]): boolean {
  const imageId = textAt(report, 'Metadata', 'ImageID') || textAt(report, 'source', 'target', 'imageID');
  if (imageId) return imageId.replace(/^sha256:/, '') === id;
  const name = textAt(report, 'ArtifactName') ?? textAt(report, 'source', 'target', 'userInput');
  return name !== undefined && tags.includes(name);
}

const severitiesIn = (report: Json): string[] => [
  ...asList(at(report, 'Results'))
    .flatMap(result => asList(at(result, 'Vulnerabilities')))
    .flatMap(each => textAt(each, 'Severity')?.toLowerCase() ?? []),
  ...asList(at(report, 'matches')).flatMap(each => textAt(each, 'vulnerability', 'severity')?.toLowerCase() ?? []),
];
