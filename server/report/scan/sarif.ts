import { say, type Text, withoutParameters } from '../../core/text.ts';
import type { CheckInfo } from '../../scan/model/check.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import type { ScanSeverity, State } from '../../scan/model/state.ts';
import { inOneLine } from '../inOneLine.ts';
import { SarifRun } from '../sarifRun.ts';
import { uriOf } from '../uri.ts';
import type { Known } from './baseline.ts';
import { fingerprintOf } from './fingerprint.ts';
import { outside } from './outside.ts';
import type { HostReport, MakeScanReporter, ScanReportOptions } from './report.ts';
import { explained, said } from './words.ts';

const levels: Readonly<Record<ScanSeverity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What no state of ours is: what went wrong is told by the invocation. */
const kinds: Readonly<Record<Exclude<State, 'error'>, string>> = {
  pass: 'pass',
  fail: 'fail',
  waived: 'fail',
  review: 'review',
  notApplicable: 'notApplicable',
  needsRoot: 'open',
  unknown: 'open',
};

/** As GitHub and others sort alerts: from 0 to 10. */
const scores: Readonly<Record<ScanSeverity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

/** A host has no files of the project: results are at logical locations, and at a file of the host. */
export const sarif: MakeScanReporter = options => {
  const run = new SarifRun<CheckInfo>();
  const notifications: object[] = [];
  let isEmpty = true;
  let isWhole = true;
  return {
    start: () => run.start(),
    host({ target, scan, standing }) {
      if (scan.trouble) isWhole = false;
      if (scan.trouble) notifications.push(notification(`${target}: ${say(scan.trouble, options.locale)}`));
      const results = scan.results.flatMap(result => {
        const ruleIndex = run.indexOf(result.check);
        if (result.state !== 'error') return [{ ...resultOf(result, scan, standing, options), ruleIndex }];
        const text = `${nameOf(scan)}: ${result.check.id}: ${said(result, options.locale)}`;
        notifications.push({ ...notification(text), associatedRule: { id: result.check.id, index: ruleIndex } });
        return [];
      });
      const gone = standing?.fixed.map(known => absent(known, scan, options)) ?? [];
      if (results.length + gone.length > 0) isEmpty = false;
      return run.results([...results, ...gone]);
    },
    end() {
      const invocation = { executionSuccessful: isWhole && !isEmpty, toolExecutionNotifications: notifications };
      const names = { name: 'Podseal', fullName: 'Podseal host scan' };
      return run.end(invocation, names, check => ruleOf(check, options));
    },
  };
};

const notification = (text: string) => ({ level: 'error', message: { text } });
const nameOf = ({ host }: Scan): string => outside(host.name ?? 'localhost');

function resultOf(result: Result, scan: Scan, standing: HostReport['standing'], { locale }: ScanReportOptions) {
  const { check, state, severity, at, waiver, impliedBy } = result;
  const kind = kinds[state as Exclude<State, 'error'>];
  const { why, remedy } = explained(result, locale);
  const isFail = kind === 'fail';
  // A failure that another one says is under control there.
  const suppressions = waiver
    ? [{ kind: 'external', status: 'accepted', justification: waiver.reason ?? '' }]
    : impliedBy
      ? [
          {
            kind: 'external',
            status: 'accepted',
            justification: say({ text: words.implied, params: { impliedBy } }, locale),
          },
        ]
      : [];
  return {
    ruleId: check.id,
    kind,
    level: isFail ? levels[severity] : 'none',
    message: { text: inOneLine(isFail ? [said(result, locale), why, remedy] : [said(result, locale)], locale) },
    locations: [
      {
        ...(at
          ? {
              physicalLocation: {
                artifactLocation: { uri: uriOf(at.path) },
                ...(at.line ? { region: { startLine: at.line } } : {}),
              },
            }
          : {}),
        logicalLocations: [logicalLocation(scan, result.resource)],
      },
    ],
    suppressions,
    ...(standing && isFail ? { baselineState: standing.isNew(result) ? 'new' : 'unchanged' } : {}),
    partialFingerprints: { 'podseal/v1': fingerprintOf(result, scan.host) },
    properties: { severity, state, host: nameOf(scan) },
  };
}

function logicalLocation(scan: Scan, { type, name }: { readonly type: string; readonly name: string }) {
  const host = nameOf(scan);
  const fullyQualifiedName = type === 'host' ? `host/${host}` : `host/${host}/${type}/${outside(name)}`;
  return { kind: 'resource', name: outside(name), fullyQualifiedName };
}

/** What the baseline has and this scan has no more. */
const absent = ({ check, title, resource, fingerprint }: Known, scan: Scan, { locale }: ScanReportOptions) => ({
  ruleId: check,
  kind: 'pass',
  level: 'none',
  message: { text: title || words.fixed[locale] },
  locations: [{ logicalLocations: [logicalLocation(scan, resource)] }],
  suppressions: [],
  baselineState: 'absent',
  partialFingerprints: { 'podseal/v1': fingerprint },
});

function ruleOf(check: CheckInfo, { locale, profile }: ScanReportOptions) {
  const severity = typeof check.severity === 'string' ? check.severity : (check.severity[profile] ?? 'info');
  const [why = '', remedy = ''] = [check.why, check.remedy].map(text => withoutParameters(text[locale]));
  const references = check.references.map(({ title, url }) => (url ? `[${title}](${url})` : title)).join(', ');
  return {
    id: check.id,
    shortDescription: { text: check.title[locale] },
    fullDescription: { text: why },
    help: { text: inOneLine([why, remedy], locale), markdown: `${why}\n\n${remedy}\n\n${references}\n` },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'host'], 'security-severity': scores[severity] },
  };
}

const words = {
  implied: { en: '{impliedBy} says the same about it.', ja: '{impliedBy} が同じことを指摘しています。' },
  fixed: { en: 'It fails no more.', ja: '解消されました。' },
} satisfies Record<string, Text>;
