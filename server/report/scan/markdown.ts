import { type Params, say, type Text } from '../../core/text.ts';
import { version } from '../../core/version.generated.ts';
import type { Result, ScannedHost } from '../../scan/model/result.ts';
import { visible } from '../visible.ts';
import { commandFor, outside } from './outside.ts';
import { type HostReport, labelOf, type MakeScanReporter, type ScanReportOptions } from './report.ts';
import { reportWords } from './reportWords.ts';
import {
  countSeverities,
  countStates,
  failuresOf,
  type Group,
  groupsOf,
  inState,
  sectionsOf,
  severityCounts,
} from './summary.ts';
import { explained, notScanned, said, staleTexts, stateTitles } from './words.ts';

/** For a preview, a wiki or a pull request. Whatever comes from outside is text in it, and nothing else. */
export const markdown: MakeScanReporter = options => {
  const phrase = (text: Text, params: Params = {}) => say({ text, params }, options.locale);
  return {
    start: () =>
      `# ${phrase(reportWords.title)}\n\n${phrase(reportWords.made, { version, time: options.now.toISOString() })}\n`,
    host: report => hostText(report, options, phrase),
    end: () => '',
  };
};

type Phrase = (text: Text, params?: Params) => string;

function hostText(report: HostReport, { locale, hosts }: ScanReportOptions, phrase: Phrase): string {
  const { scan, standing } = report;
  const failures = failuresOf(scan);
  const counts = severityCounts(countSeverities(failures));
  const collected = scan.collectedAt === undefined ? '' : ` · ${new Date(scan.collectedAt).toISOString()}`;
  const isNew = (result: Result) => (standing?.isNew(result) ? ` **${phrase(reportWords.new)}**` : '');
  const rest = groupsOf(inState(scan, 'review', 'needsRoot', 'unknown', 'error')).flatMap(({ check, results }) =>
    results.map(
      result =>
        `| ${check.id} | ${stateTitles[result.state][locale]} | ${nameOf(result)}${plain(said(result, locale))} |\n`,
    ),
  );
  const waived = inState(scan, 'waived').map(
    ({ check, resource, waiver }) =>
      `| ${check.id} | ${plain(outside(resource.name))} | ${plain(outside(waiver?.reason ?? ''))} | ${plain(waiver?.until ?? '')} |\n`,
  );
  const stale = scan.staleWaivers.map(
    ({ waiver, fault }) => `- ${plain(outside(waiver.check))}: ${staleTexts[fault][locale]}\n`,
  );
  return [
    `\n## ${plain(outside(labelOf(report, hosts)))}\n\n${phrase(reportWords.profile)} ${scan.profile}${engineOf(scan.host)}${collected}\n`,
    ...notScanned(scan.host, locale).map(line => `\n${plain(line)}\n`),
    scan.trouble ? `\n**${plain(say(scan.trouble, locale))}**\n` : '',
    `\n${countsTable(report, locale, phrase)}`,
    `\n**${failures.length > 0 ? `✗ ${counts}` : `✓ ${phrase(reportWords.nothing)}`}**\n`,
    ...groupsOf(failures).map(group => groupText(group, locale, isNew)),
    rest.length > 0 ? `\n### ${phrase(reportWords.notEvaluated)}\n\n| | | |\n|---|---|---|\n${rest.join('')}` : '',
    waived.length > 0 ? `\n### ${phrase(reportWords.waived)}\n\n| | | | |\n|---|---|---|---|\n${waived.join('')}` : '',
    stale.length > 0 ? `\n### ${phrase(reportWords.stale)}\n\n${stale.join('')}` : '',
  ].join('');
}

const engineOf = ({ podman, rootless, user }: ScannedHost): string =>
  podman === undefined
    ? ''
    : ` · podman ${plain(podman)}${rootless ? ` (rootless: ${plain(user ?? '?')})` : ' (rootful)'}`;

/** What a check found wrong, and what to do about it. */
function groupText(
  { check, severity, results }: Group,
  locale: ScanReportOptions['locale'],
  isNew: (result: Result) => string,
): string {
  const [first] = results;
  const { why, remedy } = explained(first, locale);
  const found = results.map(
    result => `- ${nameOf(result)}${plain(said(result, locale))}${placeOf(result)}${isNew(result)}\n`,
  );
  const name = results.length === 1 ? first.resource.name : 'NAME';
  const commands = (check.commands ?? []).map(command => commandFor(command, name));
  const code = commands.length > 0 ? `\n${fenced(commands.join('\n'))}` : '';
  const references = check.references
    .map(({ title, url }) => (url ? `[${plain(title)}](${url})` : plain(title)))
    .join(', ');
  return `\n### ${severity}: ${check.id} ${plain(check.title[locale])}\n\n${found.join('')}\n${plain(why)} ${plain(remedy)}\n${code}\n${references}\n`;
}

const shown = ['pass', 'fail', 'review', 'needsRoot', 'unknown', 'error', 'notApplicable', 'waived'] as const;

function countsTable({ scan }: HostReport, locale: ScanReportOptions['locale'], phrase: Phrase): string {
  const head = `| | ${shown.map(state => stateTitles[state][locale]).join(' | ')} |\n|---|${shown.map(() => '---:|').join('')}\n`;
  const rows = sectionsOf(scan).map(({ title, results }) => {
    const counts = countStates(results);
    return `| ${phrase(title)} | ${shown.map(state => counts[state] || '').join(' | ')} |\n`;
  });
  return head + rows.join('');
}

const nameOf = ({ resource }: Result): string => (resource.type === 'host' ? '' : `${plain(outside(resource.name))}: `);

const placeOf = ({ at }: Result): string => (at ? ` (${plain(outside(at.path))}${at.line ? `:${at.line}` : ''})` : '');

/** Nothing in it makes a link, an image, HTML or a table's column. */
const plain = (text: string): string =>
  visible(text).replace(/[\\`*_{}[\]()#+!|~<>&]/g, character =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  );

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}sh\n${text}\n${fence}\n`;
}
