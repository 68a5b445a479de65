import { say } from '../../core/text.ts';
import { version } from '../../core/version.generated.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import { jsonLine } from '../visible.ts';
import { fingerprintOf, storeOf } from './fingerprint.ts';
import { commandFor } from './outside.ts';
import type { HostReport, MakeScanReporter, ScanReportOptions } from './report.ts';
import { countSeverities, countStates, failuresOf } from './summary.ts';
import { explained, said } from './words.ts';

/** The shape that schemas/scan-report.schema.json describes. */
export const json: MakeScanReporter = options => {
  const { profile, failOn, now } = options;
  let count = 0;
  return {
    start: () =>
      `{\n"version": ${jsonLine(version)},\n"time": ${jsonLine(now.toISOString())},\n"profile": ${jsonLine(profile)},\n"failOn": ${jsonLine(failOn)},\n"hosts": [`,
    host: report => `${count++ === 0 ? '\n' : ',\n'}${hostJson(report, options)}`,
    end: () => '\n]\n}\n',
  };
};

/** One line for each result, so that two reports can be compared line by line. */
function hostJson({ target, scan, standing }: HostReport, options: ScanReportOptions): string {
  const { host, collectedAt, trouble, results, staleWaivers } = scan;
  const head = {
    target,
    name: host.name ?? null,
    user: host.user ?? null,
    store: storeOf(host) ?? null,
    graphRoot: host.graphRoot ?? null,
    otherStores: host.otherStores,
    closedHomes: host.closedHomes,
    podman: host.podman ?? null,
    system: host.system ?? null,
    kernel: host.kernel ?? null,
    inContainer: host.inContainer,
    collected: collectedAt === undefined ? null : new Date(collectedAt).toISOString(),
    trouble: trouble ? say(trouble, options.locale) : null,
    states: countStates(results),
    failures: countSeverities(failuresOf(scan)),
    staleWaivers: staleWaivers.map(({ waiver, fault }) => ({
      check: waiver.check,
      ...givenOf(waiver.resource, 'resource'),
      fault,
    })),
    ...(standing ? { baseline: { made: standing.made ?? null, fixed: standing.fixed } } : {}),
  };
  const lines = results.map(result => jsonLine(resultJson(result, scan, standing, options)));
  return `${jsonLine(head).slice(0, -1)},"results":[\n${lines.join(',\n')}\n]}`;
}

const givenOf = (value: string | undefined, key: string) => (value === undefined ? {} : { [key]: value });

function resultJson(result: Result, { host }: Scan, standing: HostReport['standing'], { locale }: ScanReportOptions) {
  const { check, state, severity, resource, at, actual, expected, detail, impliedBy, waiver } = result;
  const isOpen = state === 'fail' || state === 'waived' || state === 'review';
  return {
    check: check.id,
    title: check.title[locale],
    state,
    severity,
    resource,
    ...(result.message ? { message: said(result, locale) } : {}),
    ...givenOf(detail, 'detail'),
    ...(at ? { at } : {}),
    ...givenOf(actual, 'actual'),
    ...givenOf(expected, 'expected'),
    ...givenOf(impliedBy, 'impliedBy'),
    ...(waiver ? { waiver } : {}),
    ...(isOpen
      ? {
          ...explained(result, locale),
          commands: (check.commands ?? []).map(command => commandFor(command, resource.name)),
          references: check.references,
        }
      : {}),
    ...(standing && state === 'fail' ? { standing: standing.isNew(result) ? 'new' : 'unchanged' } : {}),
    fingerprint: fingerprintOf(result, host),
  };
}
