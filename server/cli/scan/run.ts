import { type Baseline, standingOf } from '../../report/scan/baseline.ts';
import type { ScanFormat } from '../../report/scan/formats.ts';
import type { HostReport, ScanReporter, ScanReportOptions } from '../../report/scan/report.ts';
import { checks } from '../../scan/checks/checks.generated.ts';
import { evaluate } from '../../scan/model/evaluate.ts';
import type { ScanOptions } from '../../scan/model/options.ts';
import type { ScanSeverity } from '../../scan/model/state.ts';
import type { Arguments } from '../arguments.ts';
import { type Exit, exit, UsageError } from '../exit.ts';
import { type Io, localeFrom } from '../io.ts';
import { logTo, Output } from '../output.ts';
import { type Collected, collect } from './collect.ts';
import { readCollector } from './collector.ts';
import { explainChecks } from './explain.ts';
import { listChecks } from './list.ts';
import { progressOn } from './progress.ts';
import { baselineFrom, scanSettings } from './settings.ts';
import { saveFacts, showsUnicode, sinksFor } from './sinks.ts';
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

async function scan(args: Arguments, io: Io): Promise<Exit> {
  const { options, lists } = args;
  const log = logTo(io.stderr);
  let isConfigWrong = false;
  const complain = (message: string) => {
    isConfigWrong = true;
    log(message);
  };
  const settings = await scanSettings(args, io, complain, log);
  const targets = await targetsOf(lists.get('target') ?? [], io.cwd);
  const baseline = await baselineFrom(options.get('baseline'), io.cwd);
  const reporting = reportingOf(args, settings, targets.length, io);
  const format = (options.get('format') ?? 'text') as ScanFormat;
  const sinks = await sinksFor(lists.get('output') ?? [], format, reporting, io);
  const tally = new Tally(reporting);
  const write = async (text: (reporter: ScanReporter) => string) => {
    for (const { reporter, output } of sinks) await output.write(text(reporter));
  };
  const isWhole = await cancellable(async signal => {
    await write(reporter => reporter.start());
    for await (const { target, collected } of collectAll(targets, io, options.has('deep'), signal)) {
      if (signal.aborted) return false;
      if ('facts' in collected) await saveFacts(options.get('save-facts'), target, targets.length, collected.facts, io);
      const report = judged(target, collected, settings, baseline);
      tally.add(report);
      await write(reporter => reporter.host(report));
    }
    await write(reporter => reporter.end());
    for (const { close } of sinks) await close();
    return true;
  });
  if (!isWhole) return exit.cancelled;
  return isConfigWrong ? exit.usage : tally.exit();
}

const reportingOf = ({ options }: Arguments, { profile }: ScanOptions, hosts: number, io: Io): ScanReportOptions => ({
  locale: localeFrom(io),
  colour: false,
  unicode: showsUnicode(io),
  width: io.stdout.columns ?? 100,
  profile,
  failOn: (options.get('fail-on') ?? 'high') as ScanSeverity,
  strict: options.has('strict'),
  hosts,
  now: io.now,
  checks,
});

/** Work that hears of it when somebody ends the process. */
async function cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, cancel);
  try {
    return await work(cancelling.signal);
  } finally {
    for (const signal of signals) process.removeListener(signal, cancel);
  }
}

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
