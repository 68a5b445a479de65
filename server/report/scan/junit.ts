import { say } from '../../core/text.ts';
import type { Result } from '../../scan/model/result.ts';
import { escapeXml } from '../junit.ts';
import type { MakeScanReporter, ScanReportOptions } from './report.ts';
import { explained, said, stateTitles } from './words.ts';

/** JUnit's XML: a host is a suite, a result a test. Every failure is one, with its severity as type, whatever --fail-on says. */
export const junit: MakeScanReporter = options => ({
  start: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="podseal scan">\n',
  host({ target, scan }) {
    const name = escapeXml(scan.host.name ?? target);
    const cases = scan.results.map(result => testCase(result, name, options));
    if (scan.trouble) {
      const text = escapeXml(say(scan.trouble, options.locale));
      cases.push({ kind: 'error', xml: element(name, 'podseal scan', `<error message="${text}">${text}</error>`) });
    }
    const count = (kind: Kind): number => cases.filter(each => each.kind === kind).length;
    const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
    return `  <testsuite name="${name}" ${counts}>\n${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`;
  },
  end: () => '</testsuites>\n',
});

type Kind = 'failure' | 'error' | 'skipped' | 'pass';

function testCase(result: Result, host: string, { locale }: ScanReportOptions): { kind: Kind; xml: string } {
  const { check, state, severity, resource, at, detail, waiver, impliedBy } = result;
  const kind: Kind =
    state === 'fail' ? (impliedBy ? 'skipped' : 'failure') : state === 'error' || state === 'pass' ? state : 'skipped';
  const what = escapeXml(said(result, locale));
  const reason = [stateTitles[state][locale], impliedBy, waiver?.reason].filter(Boolean).join(': ');
  const { why, remedy } = explained(result, locale);
  const place = at ? `${at.path}${at.line ? `:${at.line}` : ''}: ` : '';
  const text = `${escapeXml(place)}${severity}: ${what}\n${escapeXml(why)}\n${escapeXml(remedy)}`;
  const inner = {
    failure: `<failure type="${severity}" message="${what}">${text}</failure>`,
    error: `<error message="${what}">${what}</error>`,
    skipped: `<skipped message="${escapeXml(`${reason}: ${said(result, locale)}`)}"/>`,
    pass: '',
  }[kind];
  const name = [check.id, resource.type === 'host' ? '' : resource.name, detail ?? ''].filter(part => part !== '');
  return { kind, xml: element(`${host}.${check.id.slice(0, 3)}`, escapeXml(name.join(' ')), inner) };
}

const element = (classname: string, name: string, inner: string): string =>
  `    <testcase classname="${classname}" name="${name}"${inner === '' ? '/>' : `>${inner}</testcase>`}\n`;
