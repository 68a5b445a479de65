import { grouped } from '../../core/grouped.ts';
import { type Params, say, type Text } from '../../core/text.ts';
import { version } from '../../core/version.generated.ts';
import type { Result, Scan, ScannedHost } from '../../scan/model/result.ts';
import type { ScanSeverity, State } from '../../scan/model/state.ts';
import { type Style, styles } from '../colour.ts';
import { outside } from './outside.ts';
import {
  type HostReport,
  isBlind,
  labelOf,
  type MakeScanReporter,
  type ScanReportOptions,
  wasJudged,
} from './report.ts';
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
import { cellWords, symbols, words } from './textWords.ts';
import { explained, notScanned, said, staleTexts } from './words.ts';

/** More hosts than these are summed up. */
const mostInFull = 3;
const mostNames = 4;
const indent = ' '.repeat(11);

const severityStyles: Readonly<Record<ScanSeverity, readonly Style[]>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: [],
  info: [],
};

/** For people, 80 columns or a little more: counts, then findings from the gravest on, then what was not seen. */
export const text: MakeScanReporter = options => {
  const writer = new Writer(options);
  return {
    start: () => '',
    host: report => (options.hosts > mostInFull ? writer.line(report) : writer.screen(report)),
    end: () => (options.hosts > mostInFull ? writer.fleet() : ''),
  };
};

class Writer {
  readonly #options: ScanReportOptions;
  readonly #style: (style: Style, text: string) => string;
  /** Of a fleet: on how many hosts each check fails. */
  readonly #failing = new Map<string, { title: string; severity: ScanSeverity; hosts: number }>();
  #failed = 0;
  #count = 0;

  constructor(options: ScanReportOptions) {
    this.#options = options;
    this.#style = styles(options.colour);
  }

  screen(report: HostReport): string {
    const { scan } = report;
    const blocks = [
      this.#header(report),
      this.#sections(scan),
      ...this.#failures(scan),
      this.#reviews(scan),
      this.#notEvaluated(scan),
      this.#waivers(scan),
      this.#standing(report),
      this.#result(report),
      this.#nextStep(scan),
    ];
    const first = this.#count++ === 0 ? '' : '\n';
    return `${first}${blocks.filter(block => block !== '').join('\n')}`;
  }

  line(report: HostReport): string {
    const { scan } = report;
    const failures = failuresOf(scan);
    if (failures.length > 0) this.#failed++;
    this.#count++;
    for (const { check, severity } of groupsOf(failures)) {
      const { hosts } = this.#failing.get(check.id) ?? { hosts: 0 };
      this.#failing.set(check.id, { title: check.title[this.#options.locale], severity, hosts: hosts + 1 });
    }
    const counts = severityCounts(countSeverities(failures));
    const state = isBlind(scan) ? 'error' : failures.length > 0 ? 'fail' : 'pass';
    const found = isBlind(scan) ? say(scan.trouble ?? { text: words.blind }, this.#options.locale) : counts;
    return ` ${this.#symbol(state)} ${outside(labelOf(report, this.#options.hosts))}  ${found}\n`;
  }

  fleet(): string {
    const rows = [...this.#failing].sort(([a, x], [b, y]) => y.hosts - x.hosts || (a < b ? -1 : 1));
    return [
      '',
      ...rows.map(
        ([id, { title, severity, hosts }]) =>
          ` ${this.#symbol('fail')} ${this.#severe(severity, id)}  ${title}  ${this.#say(words.hosts, { n: hosts, all: this.#count })}`,
      ),
      this.#say(words.fleet, { failed: this.#failed, all: this.#count }),
      '',
    ].join('\n');
  }

  #header(report: HostReport): string {
    const { scan } = report;
    const parts = [
      this.#style('bold', `podseal scan ${version}`),
      `${this.#say(words.host)} ${this.#style('bold', outside(labelOf(report, this.#options.hosts)))}`,
      engineOf(scan.host),
      `${this.#say(words.profile)} ${scan.profile}`,
      new Date(scan.collectedAt ?? this.#options.now).toISOString().replace(/\.\d+Z$/, 'Z'),
    ];
    const lines = [parts.filter(part => part !== '').join('  '), this.#style('dim', this.#say(words.harmless))];
    lines.push(...notScanned(scan.host, this.#options.locale).map(line => this.#style('dim', line)));
    if (scan.host.inContainer) lines.push(this.#style('yellow', this.#say(words.inContainer)));
    if (scan.trouble)
      lines.push(this.#style('red', `${this.#symbol('error')} ${say(scan.trouble, this.#options.locale)}`));
    return `${lines.join('\n')}\n`;
  }

  #sections(scan: Scan): string {
    const rows = sectionsOf(scan).map(({ prefix, title, results: own }) => {
      const type = prefix === 'IMG' ? 'image' : 'container';
      const names = own.filter(({ resource }) => resource.type === type).map(({ resource }) => resource.name);
      const count = /IMG|CTR/.test(prefix) && names.length > 0 ? ` (${new Set(names).size})` : '';
      const name = title[this.#options.locale] + count;
      return { name, counts: countStates(own) };
    });
    const width = Math.max(0, ...rows.map(({ name }) => widthOf(name)));
    const shown = ['pass', 'fail', 'review', 'unknown', 'needsRoot', 'error', 'notApplicable', 'waived'] as const;
    return rows
      .map(({ name, counts }) => {
        const cells = shown.filter(state => counts[state] > 0).map(state => this.#cell(state, counts[state]));
        return `${name}${' '.repeat(width - widthOf(name))}  ${cells.join('  ')}\n`;
      })
      .join('');
  }

  #cell(state: State, count: number): string {
    const words = cellWords[state];
    const cell = `${this.#symbol(state)} ${count}${words ? ` ${words[this.#options.locale]}` : ''}`;
    return state === 'pass' ? this.#style('green', cell) : state === 'fail' ? this.#style('red', cell) : cell;
  }

  #failures(scan: Scan): string[] {
    const groups = groupsOf(failuresOf(scan));
    const severities = [...new Set(groups.map(({ severity }) => severity))];
    return severities.map(severity => {
      const own = groups.filter(group => group.severity === severity);
      return `${this.#severe(severity, severity.toUpperCase())}\n${own.map(group => this.#group(group, scan)).join('')}`;
    });
  }

  #group({ check, severity, results }: Group, scan: Scan): string {
    const { locale } = this.#options;
    const [first] = results;
    const all = new Set(scan.results.filter(each => each.check === check).map(({ resource }) => resource.name)).size;
    const failed = new Set(results.map(({ resource }) => resource.name)).size;
    const share = all > 1 ? `  ${this.#say(words.share, { failed, all })}` : '';
    const title = ` ${this.#symbol('fail')} ${this.#severe(severity, check.id)}  ${check.title[locale]}${share}`;
    const fix = `${this.#say(words.fix)} ${explained(first, locale).remedy}`;
    return [title, ...this.#said(results), this.#indented(fix), ''].join('\n');
  }

  /** What was found, each sentence once, with the names of those it is true of. */
  #said(results: readonly Result[]): string[] {
    const bySentence = grouped(results, result => {
      const place = result.at ? `  ${outside(result.at.path)}${result.at.line ? `:${result.at.line}` : ''}` : '';
      return `${said(result, this.#options.locale)}${place}`;
    });
    const lines = [...bySentence].map(([sentence, same]) => {
      const named = same.filter(({ resource }) => resource.type !== 'host');
      const unique = [...new Set(named.map(({ resource }) => outside(resource.name)))];
      const more = unique.length - mostNames;
      const shown = unique.slice(0, mostNames).join(', ') + (more > 0 ? ` ${this.#say(words.more, { n: more })}` : '');
      return this.#indented(`${shown === '' ? '' : `${shown}: `}${sentence}`);
    });
    const rest = lines.length - mostNames;
    return rest > 1 ? [...lines.slice(0, mostNames), `${indent}${this.#say(words.more, { n: rest })}`] : lines;
  }

  #reviews(scan: Scan): string {
    return this.#list(words.review, 'review', groupsOf(inState(scan, 'review')));
  }

  #notEvaluated(scan: Scan): string {
    const root = [...new Set(inState(scan, 'needsRoot').map(({ check }) => check.id))];
    const others = this.#list(words.notEvaluated, 'unknown', groupsOf(inState(scan, 'unknown', 'error')));
    if (root.length === 0) return others;
    const line = ` ${this.#symbol('needsRoot')} ${this.#say(words.needsRoot, { ids: root.join(' ') })}\n`;
    return (others || `${this.#style('bold', this.#say(words.notEvaluated))}\n`) + line;
  }

  #list(title: Text, state: State, groups: readonly Group[]): string {
    if (groups.length === 0) return '';
    const byId = [...groups].sort((a, b) => (a.check.id < b.check.id ? -1 : 1));
    const lines = byId.map(({ check, results }) => {
      const symbol = this.#symbol(results.some(result => result.state === 'error') ? 'error' : state);
      const found = this.#said(results).join('\n').slice(indent.length);
      return ` ${symbol} ${check.id}  ${found}\n`;
    });
    return `${this.#style('bold', this.#say(title))}\n${lines.join('')}`;
  }

  #waivers({ results, staleWaivers }: Scan): string {
    const waived = results.filter(({ state }) => state === 'waived');
    const lines = staleWaivers.map(({ waiver, fault }) => {
      const { check, resource } = waiver;
      const what = outside(resource === undefined ? check : `${check} (${resource})`);
      return this.#style('yellow', `${this.#say(words.stale, { what })} ${staleTexts[fault][this.#options.locale]}`);
    });
    if (waived.length > 0) {
      const soonest = waived.map(({ waiver }) => waiver?.until ?? '').sort()[0] ?? '';
      lines.unshift(this.#say(words.waived, { n: waived.length, until: soonest }));
    }
    return lines.length > 0 ? `${lines.join('\n')}\n` : '';
  }

  #standing({ scan, standing }: HostReport): string {
    if (!standing) return '';
    const n = failuresOf(scan).filter(standing.isNew).length;
    const made = outside(standing.made?.slice(0, 10) ?? '');
    return `${this.#say(words.standing, { n, fixed: standing.fixed.length, made })}\n`;
  }

  #result(report: HostReport): string {
    const failures = failuresOf(report.scan);
    const counts = severityCounts(countSeverities(failures));
    const word = isBlind(report.scan)
      ? this.#style('red', 'error')
      : failures.length > 0
        ? this.#style('red', 'fail')
        : wasJudged(report.scan)
          ? this.#style('green', 'pass')
          : this.#say(words.nothingJudged);
    return `${this.#style('bold', this.#say(words.result))}  ${word}${counts ? `  ${counts}` : ''}\n`;
  }

  #nextStep(scan: Scan): string {
    const [first] = groupsOf(inState(scan, 'fail', 'review'));
    return first ? `${this.#style('dim', this.#say(words.next, { id: first.check.id }))}\n` : '';
  }

  /** Lines no longer than the terminal, broken at blanks, below one another. */
  #indented(text: string): string {
    const lines = [''];
    for (const word of text.split(/ (?! )/)) {
      const line = lines.at(-1) ?? '';
      if (line !== '' && widthOf(line) + widthOf(word) + 1 + indent.length > this.#options.width) lines.push(word);
      else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    }
    return lines.map(line => indent + line.trimEnd()).join('\n');
  }

  #severe(severity: ScanSeverity, text: string): string {
    return severityStyles[severity].reduce((styled, style) => this.#style(style, styled), text);
  }

  #symbol(state: State): string {
    return symbols[state][this.#options.unicode ? 0 : 1];
  }

  #say(text: Text, params: Params = {}): string {
    return say({ text, params }, this.#options.locale);
  }
}

function engineOf({ podman, rootless, user }: ScannedHost): string {
  if (podman === undefined) return '';
  const whose = rootless ? `rootless: ${user ?? '?'}` : 'rootful';
  return outside(`podman ${podman} (${whose})`);
}

/** Columns in a terminal: characters of Japanese take two. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  );
