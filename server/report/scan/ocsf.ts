import { version } from '../../core/version.generated.ts';
import type { Resource, Result, Scan } from '../../scan/model/result.ts';
import type { ScanSeverity, State } from '../../scan/model/state.ts';
import { jsonList } from '../jsonList.ts';
import { fingerprintOf } from './fingerprint.ts';
import { commandFor, outside } from './outside.ts';
import type { MakeScanReporter, ScanReportOptions } from './report.ts';
import { explained, said, stateTitles } from './words.ts';

const severityIds: Readonly<Record<ScanSeverity, number>> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };
const severityNames = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'];

/** Of a compliance: "Warning" is a result that misses information, not a mild failure. */
const statuses: Readonly<Record<State, readonly [number, string]>> = {
  pass: [1, 'Pass'],
  fail: [3, 'Fail'],
  waived: [3, 'Fail'],
  review: [2, 'Warning'],
  needsRoot: [2, 'Warning'],
  unknown: [2, 'Warning'],
  error: [0, 'Unknown'],
  notApplicable: [99, 'Not Applicable'],
};

/** Open Cybersecurity Schema Framework 1.4: a Compliance Finding (class 2003) for each result, one a line. */
export const ocsf: MakeScanReporter = options => {
  const list = jsonList();
  return {
    start: () => '[',
    host: ({ scan }) => list(scan.results.map(result => finding(result, scan, options))),
    end: () => '\n]\n',
  };
};

const complianceFinding = {
  class_uid: 2003,
  class_name: 'Compliance Finding',
  category_uid: 2,
  category_name: 'Findings',
  activity_id: 1,
  activity_name: 'Create',
  type_uid: 200301,
  type_name: 'Compliance Finding: Create',
} as const;

function finding(result: Result, scan: Scan, { locale, now, profile }: ScanReportOptions) {
  const { check, state, severity, resource, waiver, impliedBy } = result;
  const time = scan.collectedAt ?? now.getTime();
  const severityId = state === 'fail' || state === 'waived' ? severityIds[severity] : 1;
  const [statusId, status] = statuses[state];
  const isSuppressed = state === 'waived' || impliedBy !== undefined;
  const { why, remedy } = explained(result, locale);
  return {
    ...complianceFinding,
    time,
    severity_id: severityId,
    severity: severityNames[severityId],
    status_id: isSuppressed ? 3 : 1,
    status: isSuppressed ? 'Suppressed' : 'New',
    message: said(result, locale),
    ...(waiver?.reason ? { comment: waiver.reason } : {}),
    metadata: {
      version: '1.4.0',
      product: { name: 'podseal scan', vendor_name: 'Podseal', version },
      profiles: [],
      log_name: profile,
    },
    finding_info: {
      uid: fingerprintOf(result, scan.host),
      title: check.title[locale],
      desc: why,
      types: ['compliance'],
    },
    compliance: {
      status_id: statusId,
      status,
      status_detail: stateTitles[state][locale],
      control: check.id,
      standards: check.references.map(({ title }) => title),
    },
    resources: resourcesOf(resource, scan.host.name),
    ...(state === 'fail' || state === 'waived' || state === 'review'
      ? { remediation: { desc: remedy, references: check.references.flatMap(({ url }) => url ?? []) } }
      : {}),
    unmapped: { commands: (check.commands ?? []).map(command => commandFor(command, resource.name)) },
  };
}

/** What the finding is about, and the host that it is on. */
function resourcesOf({ type, name, id }: Resource, hostName = 'localhost') {
  const host = outside(hostName);
  const uid = id === undefined ? {} : { uid: id };
  if (type === 'host') return [{ type, name: outside(name), ...uid }];
  return [
    { type, name: outside(name), ...uid, namespace: host },
    { type: 'host', name: host },
  ];
}
