import { type Params, say, type Text } from '../../core/text.ts';
import { version } from '../../core/version.generated.ts';
import type { CheckInfo } from '../../scan/model/check.ts';
import type { Result, Scan } from '../../scan/model/result.ts';
import { type ScanSeverity, type State, scanSeverities } from '../../scan/model/state.ts';
import { escapeXml } from '../junit.ts';
import { commandFor, outside } from './outside.ts';
import { type HostReport, isBlind, labelOf, type MakeScanReporter, type ScanReportOptions } from './report.ts';
import { reportWords } from './reportWords.ts';
import { style } from './style.ts';
import { countSeverities, failuresOf, groupsOf, inState, severityCounts } from './summary.ts';
import { explained, notScanned, said, stateTitles } from './words.ts';

/**
 * One file that loads nothing and runs nothing, to be read and printed. One host in full; several as a matrix of
 * checks and hosts, with each host's failures below.
 */
export const html: MakeScanReporter = options => {
  const phrase = (text: Text, params: Params = {}) => escapeXml(say({ text, params }, options.locale));
  const matrix = options.hosts > 1 ? new Matrix(options, phrase) : undefined;
  const sections: string[] = [];
  return {
    start: () => head(options, phrase),
    host(report) {
      const id = matrix?.add(report) ?? 0;
      const section = hostSection(report, id, options, phrase, matrix === undefined);
      // Behind the matrix, which is whole when the last host is known.
      if (matrix) sections.push(section);
      return matrix ? '' : section;
    },
    end: () => `${matrix?.table() ?? ''}${sections.join('')}</main>
</html>
`,
  };
};

type Phrase = (text: Text, params?: Params) => string;

const head = ({ locale, now, hosts }: ScanReportOptions, phrase: Phrase): string => `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${phrase(reportWords.title)}</title>
<style>${style}</style>
<main>
<header><h1>${phrase(reportWords.title)}</h1>
<p>${phrase(reportWords.made, { version, time: now.toISOString() })}${hosts > 1 ? ` · ${phrase(reportWords.hosts, { n: hosts })}` : ''}</p></header>
`;

function hostSection(
  report: HostReport,
  id: number,
  options: ScanReportOptions,
  phrase: Phrase,
  isFull: boolean,
): string {
  const { scan, standing } = report;
  const { locale } = options;
  const label = labelOf(report, options.hosts);
  const failures = failuresOf(scan);
  const counts = severityCounts(countSeverities(failures));
  const { podman, rootless, user, system } = scan.host;
  const engine = podman === undefined ? '' : `podman ${podman} (${rootless ? `rootless: ${user ?? '?'}` : 'rootful'})`;
  const collected = scan.collectedAt === undefined ? '' : new Date(scan.collectedAt).toISOString();
  const facts = [engine, system ?? '', collected, `${reportWords.profile[locale]} ${scan.profile}`]
    .filter(fact => fact !== '')
    .map(fact => escapeXml(outside(fact)))
    .join(' · ');
  const groups = groupsOf(failures).map(({ check, severity, results }) => {
    const [first] = results;
    const { why, remedy } = explained(first, locale);
    const items = results
      .map(
        result =>
          `<li>${nameOf(result)}${escapeXml(said(result, locale))}${placeOf(result)}${standing?.isNew(result) ? ` <b>${phrase(reportWords.new)}</b>` : ''}</li>`,
      )
      .join('');
    const commands = (check.commands ?? []).map(command =>
      commandFor(command, results.length === 1 ? first.resource.name : 'NAME'),
    );
    const code = isFull && commands.length > 0 ? `<pre>${escapeXml(commands.join('\n'))}</pre>` : '';
    const more = isFull
      ? `<p>${escapeXml(why)}</p><p><b>${phrase(reportWords.fix)}</b> ${escapeXml(remedy)}</p>${code}<p class="references">${check.references.map(referenceOf).join(', ')}</p>`
      : '';
    return `<details${isFull ? ' open' : ''} class="${severity}"><summary><span>${severity}</span> ${check.id} ${escapeXml(check.title[locale])}</summary><ul>${items}</ul>${more}</details>\n`;
  });
  const other = isFull ? restOf(scan, options, phrase) : '';
  return `<section id="h${id}"><h2>${escapeXml(outside(label))}</h2>
<p>${[facts, ...notScanned(scan.host, locale).map(escapeXml)].join('<br>')}</p>
${scan.trouble ? `<p class="critical"><b>${escapeXml(say(scan.trouble, locale))}</b></p>` : ''}<p><b>${failures.length > 0 ? `✗ ${counts}` : `✓ ${phrase(reportWords.nothing)}`}</b></p>
${groups.join('')}${other}</section>
`;
}

function restOf(scan: Scan, { locale }: ScanReportOptions, phrase: Phrase): string {
  const table = (title: Text, results: readonly Result[], last: (result: Result) => string): string =>
    results.length === 0
      ? ''
      : `<h3>${phrase(title)}</h3><table><tr><th>${phrase(reportWords.check)}<th>${phrase(reportWords.resource)}<th>${phrase(reportWords.state)}<th>${phrase(reportWords.found)}</tr>${results
          .map(
            result =>
              `<tr><td>${result.check.id}<td>${escapeXml(outside(result.resource.name))}<td>${phrase(stateTitles[result.state])}<td>${last(result)}</tr>\n`,
          )
          .join('')}</table>`;
  const found = (result: Result): string => escapeXml(said(result, locale));
  return [
    table(reportWords.notEvaluated, inState(scan, 'review', 'needsRoot', 'unknown', 'error'), found),
    table(
      reportWords.waived,
      inState(scan, 'waived'),
      result =>
        `${found(result)} ${escapeXml(outside(`${result.waiver?.reason ?? ''} (${result.waiver?.until ?? ''})`))}`,
    ),
    table(reportWords.passed, inState(scan, 'pass', 'notApplicable'), found),
  ].join('');
}

const nameOf = ({ resource }: Result): string =>
  resource.type === 'host' ? '' : `<code>${escapeXml(outside(resource.name))}</code> `;
const placeOf = ({ at }: Result): string =>
  at ? ` <code>${escapeXml(outside(at.path))}${at.line ? `:${at.line}` : ''}</code>` : '';
const referenceOf = ({ title, url }: CheckInfo['references'][number]): string =>
  url ? `<a href="${escapeXml(url)}">${escapeXml(title)}</a>` : escapeXml(title);

/** Of so many hosts a page is wide enough for the checks' titles. */
const mostWithTitles = 12;

/** From the worst on: a cell shows the first that any of its results is in. */
const worst: readonly State[] = ['fail', 'error', 'waived', 'review', 'needsRoot', 'unknown', 'pass', 'notApplicable'];

interface Cell {
  readonly state: State;
  readonly severity: ScanSeverity;
  readonly failures: number;
}

/** Of each host a cell for each check, and nothing more, however many hosts there are. */
class Matrix {
  readonly #options: ScanReportOptions;
  readonly #phrase: Phrase;
  readonly #hosts: {
    readonly name: string;
    readonly cells: ReadonlyMap<CheckInfo, Cell>;
    readonly isBroken: boolean;
  }[] = [];

  constructor(options: ScanReportOptions, phrase: Phrase) {
    this.#options = options;
    this.#phrase = phrase;
  }

  /** @returns the host's number */
  add(report: HostReport): number {
    const { scan } = report;
    const cells = new Map<CheckInfo, Cell>();
    for (const { check, state, severity, impliedBy } of scan.results) {
      const before = cells.get(check);
      const own = impliedBy === undefined ? state : 'pass';
      const isWorse = !before || worst.indexOf(own) < worst.indexOf(before.state);
      const isGraver =
        before && own === 'fail' && scanSeverities.indexOf(severity) < scanSeverities.indexOf(before.severity);
      cells.set(check, {
        state: isWorse ? own : before.state,
        severity: isWorse || isGraver ? severity : before.severity,
        failures: (before?.failures ?? 0) + (own === 'fail' ? 1 : 0),
      });
    }
    this.#hosts.push({
      name: outside(labelOf(report, this.#options.hosts)),
      cells,
      isBroken: isBlind(scan),
    });
    return this.#hosts.length - 1;
  }

  table(): string {
    const { checks, locale, hosts } = this.#options;
    const used = checks.filter(check => this.#hosts.some(({ cells }) => cells.has(check)));
    const heads = this.#hosts
      .map(({ name, isBroken }, i) => `<th class="host"><a href="#h${i}">${isBroken ? '! ' : ''}${escapeXml(name)}</a>`)
      .join('');
    const rows = used.map(check => {
      const cells = this.#hosts.map(({ cells }) => cellOf(cells.get(check))).join('');
      return `<tr><th title="${escapeXml(check.title[locale])}">${check.id}${hosts > mostWithTitles ? '' : ` ${escapeXml(check.title[locale])}`}${cells}</tr>\n`;
    });
    const legend = worst.map(state => `${marks[state]} ${this.#phrase(stateTitles[state])}`).join(' · ');
    return `<nav class="matrix"><table><tr><th>${heads}</tr>\n${rows.join('')}</table><p>${legend}. ${this.#phrase(reportWords.legend)}</p></nav>\n`;
  }
}

const marks: Readonly<Record<State, string>> = {
  fail: '✗',
  error: '!',
  waived: '○',
  review: '~',
  needsRoot: '#',
  unknown: '?',
  pass: '✓',
  notApplicable: '–',
};

const cellOf = (cell: Cell | undefined): string => {
  if (!cell) return '<td>';
  if (cell.state !== 'fail') return `<td>${marks[cell.state]}`;
  return `<td class="${cell.severity}">${cell.failures > 1 ? cell.failures : ''}✗`;
};
