import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../core/settings.ts';
import { say } from '../../core/text.ts';
import { type Baseline, readBaseline, standingOf } from '../../report/scan/baseline.ts';
import { formatOfFile } from '../../report/scan/formatNames.ts';
import { type ScanFormat, scanReporters } from '../../report/scan/formats.ts';
import type { HostReport, ScanReporter, ScanReportOptions } from '../../report/scan/report.ts';
import { visible } from '../../report/visible.ts';
import { checks } from '../../scan/checks/checks.generated.ts';
import { evaluate } from '../../scan/model/evaluate.ts';
import { defaultScanOptions, type ScanOptions } from '../../scan/model/options.ts';
import type { ScanProfile, ScanSeverity } from '../../scan/model/state.ts';
import type { Arguments } from '../arguments.ts';
import { type Exit, exit, UsageError } from '../exit.ts';
import { type Io, localeFrom, wantsColour } from '../io.ts';
import { fileError, messageOf } from '../lint/configs.ts';
import { Output } from '../output.ts';
import { type Collected, collect } from './collect.ts';
import { readCollector } from './collector.ts';
import { configHere, foreignConfig, isForeign } from './config.ts';
import { explainChecks } from './explain.ts';
import { listChecks } from './list.ts';
import { policiesFor } from './policies.ts';
import { progressOn } from './progress.ts';
import { Tally } from './tally.ts';
import { type Target, targetsOf } from './targets.ts';

const noWord = {
  en: 'scan: "{word}" is not expected; explain ID, list or collector is',
  ja: 'scan: 「{word}」は指定できません。explain ID、list、collector のいずれかです',
};

export async function runScan(args: Arguments, io: Io): Promise<Exit> {
  const [word, ...rest] = args.names;
  switch (word) {
    case undefined:
      return scan(args, io);
    case 'explain':
      return explainChecks(rest, io);
    case 'list':
      return listChecks(args, io);
    case 'collector':
      await new Output(io.stdout).write(await readCollector());
      return exit.clean;
    default:
      throw new UsageError(noWord, { word });
  }
}

async function scan({ options, lists }: Arguments, io: Io): Promise<Exit> {
  const stderr = new Output(io.stderr);
  const log = (message: string) => void stderr.write(`podseal: ${visible(message)}\n`);
  let isConfigWrong = false;
  const complain = (message: string) => {
    isConfigWrong = true;
    log(message);
  };
  const settings = await scanSettings({ options, lists, names: [] }, io, complain, log);
  const targets = await targetsOf(lists.get('target') ?? [], io.cwd);
  const baseline = await baselineFrom(options.get('baseline'), io.cwd);
  const reporting: ScanReportOptions = {
    locale: localeFrom(io),
    colour: false,
    unicode: showsUnicode(io),
    width: io.stdout.columns ?? 100,
    profile: settings.profile,
    failOn: (options.get('fail-on') ?? 'high') as ScanSeverity,
    strict: options.has('strict'),
    hosts: targets.length,
    now: io.now,
    today: settings.today,
    checks,
  };
  const format = (options.get('format') ?? 'text') as ScanFormat;
  const sinks = await sinksFor(lists.get('output') ?? [], format, reporting, io);
  const tally = new Tally(reporting);
  const write = async (text: (reporter: ScanReporter) => string) => {
    for (const { reporter, output } of sinks) await output.write(text(reporter));
  };
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  for (const signal of signals) process.once(signal, cancel);
  try {
    await write(reporter => reporter.start());
    for await (const { target, collected } of collectAll(targets, io, options.has('deep'), cancelling.signal)) {
      if (cancelling.signal.aborted) return exit.cancelled;
      if ('facts' in collected) await saveFacts(options.get('save-facts'), target, targets.length, collected.facts, io);
      const report = judged(target, collected, settings, baseline);
      tally.add(report);
      await write(reporter => reporter.host(report));
    }
    await write(reporter => reporter.end());
    for (const { close } of sinks) await close();
  } finally {
    for (const signal of signals) process.removeListener(signal, cancel);
  }
  return isConfigWrong ? exit.usage : tally.exit();
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function judged(
  target: Target,
  collected: Collected,
  options: ScanOptions,
  baseline: Baseline | undefined,
): HostReport {
  const scan =
    'facts' in collected
      ? evaluate(collected.facts, options, checks)
      : {
          ...evaluate('', { ...options, only: ['-'] }, checks),
          trouble: { text: failed, params: { failure: collected.failure } },
        };
  return { target: target.name, scan, standing: baseline && standingOf(scan, baseline) };
}

const failed = { en: 'Nothing could be collected: {failure}', ja: '収集できません: {failure}' };

/** Saved facts are read one after another; hosts are asked a few at a time, and come in their order. */
async function* collectAll(targets: readonly Target[], io: Io, deep: boolean, signal: AbortSignal) {
  const collector = targets.some(({ kind }) => kind !== 'facts') ? await readCollector() : '';
  const progress = progressOn(io);
  const start = (target: Target) =>
    collect(target, { io, collector, deep, signal, onProbe: probe => progress.show(`${target.name}: ${probe}`) });
  const atOnce = targets.every(({ kind }) => kind === 'facts') ? 1 : 8;
  const running = targets.slice(0, atOnce).map(start);
  for (const [i, target] of targets.entries()) {
    const collected = await running[i];
    delete running[i];
    const next = targets[i + atOnce];
    if (next) running[i + atOnce] = start(next);
    progress.clear();
    if (collected) yield { target, collected };
  }
}

async function scanSettings(
  { options, lists }: Arguments,
  io: Io,
  complain: (message: string) => void,
  log: (message: string) => void,
): Promise<ScanOptions> {
  const config = await configHere(options.get('config'), io, complain);
  const hasOwn = config !== undefined && Object.keys(config.scan).length > 0;
  const ignoresOwn = hasOwn && (await isForeign(config.path));
  const own = (!ignoresOwn && config?.scan) || {};
  if (ignoresOwn) log(say({ text: foreignConfig, params: { file: config.path } }, localeFrom(io)));
  const ids = (name: 'only' | 'skip') =>
    lists.get(name)?.flatMap(list => list.split(/[,\s]+/).filter(id => id !== '')) ?? own[name] ?? [];
  return {
    ...defaultScanOptions,
    profile: (options.get('profile') ?? own.profile ?? defaultScanOptions.profile) as ScanProfile,
    only: known(ids('only')),
    skip: known(ids('skip')),
    waivers: own.waivers ?? [],
    trustedRegistries: config?.settings.trustedRegistries ?? [],
    policies: await policiesFor([options.get('policy'), config?.settings.policy], io.cwd),
    vulnerabilityReports: await Promise.all(
      (lists.get('vulnerabilities') ?? []).map(file => jsonOf('--vulnerabilities', file, io.cwd)),
    ),
    imageAgeDays: own.imageAgeDays ?? defaultScanOptions.imageAgeDays,
    unusedDays: own.unusedDays ?? defaultScanOptions.unusedDays,
    today: dayOf(io.now),
  };
}

const noCheck = {
  en: 'there is no check {id}; see podseal scan list',
  ja: 'チェック {id} はありません。podseal scan list をご覧ください',
};

/** A slip of the pen must not switch everything off. */
function known(ids: readonly string[]): readonly string[] {
  for (const id of ids) {
    const start = id.toUpperCase().replace(/\*$/, '');
    if (!checks.some(check => check.id.startsWith(start))) throw new UsageError(noCheck, { id });
  }
  return ids;
}

async function jsonOf(option: string, file: string, cwd: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path.resolve(cwd, file), 'utf8'));
  } catch (error) {
    throw fileError(option, file, error);
  }
}

async function baselineFrom(file: string | undefined, cwd: string): Promise<Baseline | undefined> {
  if (file === undefined) return undefined;
  const baseline = readBaseline(await jsonOf('--baseline', file, cwd));
  if (baseline) return baseline;
  throw new UsageError(
    {
      en: '--baseline {file}: this is no report of podseal scan --format json',
      ja: '--baseline {file}: podseal scan --format json のレポートではありません',
    },
    { file },
  );
}

interface Sink {
  readonly reporter: ScanReporter;
  readonly output: Output;
  close(): Promise<void>;
}

/** Standard output, and a file for each --output. */
async function sinksFor(
  files: readonly string[],
  format: ScanFormat,
  options: ScanReportOptions,
  io: Io,
): Promise<Sink[]> {
  const colour = wantsColour(io, io.stdout);
  const sinks: Sink[] = [
    { reporter: scanReporters[format]({ ...options, colour }), output: new Output(io.stdout), close: async () => {} },
  ];
  for (const file of files) {
    const output = new Output(await create('--output', path.resolve(io.cwd, file), file));
    const reporter = scanReporters[formatOfFile(file) ?? format]({ ...options, unicode: true });
    sinks.push({ reporter, output, close: () => output.end() });
  }
  return sinks;
}

async function saveFacts(
  given: string | undefined,
  target: Target,
  count: number,
  facts: string,
  io: Io,
): Promise<void> {
  if (given === undefined) return;
  const name = `${target.name.replace(/[^\w.@-]+/g, '_').replace(/^\.+/, '')}.facts`;
  const file = path.resolve(io.cwd, count > 1 ? path.join(given, name) : given);
  // They tell much about a host: nobody else needs to read them.
  const output = new Output(await create('--save-facts', file, given, 0o600));
  await output.write(facts);
  await output.end();
}

async function create(option: string, file: string, given: string, mode = 0o666) {
  try {
    return (await open(file, 'w', mode)).createWriteStream();
  } catch (error) {
    throw fileError(option, given, messageOf(error));
  }
}

/** What the locale says; Windows says nothing and can. */
function showsUnicode({ env }: Io): boolean {
  if (env['TERM'] === 'dumb') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined ? process.platform === 'win32' : /utf-?8/i.test(locale);
}
