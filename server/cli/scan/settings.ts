import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../../core/settings.ts';
import { say } from '../../core/text.ts';
import { type Baseline, readBaseline } from '../../report/scan/baseline.ts';
import { checks } from '../../scan/checks/checks.generated.ts';
import { defaultScanOptions, type ScanOptions } from '../../scan/model/options.ts';
import type { ScanProfile } from '../../scan/model/state.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../exit.ts';
import { fileError } from '../files.ts';
import { type Io, localeFrom } from '../io.ts';
import { configHere, foreignConfig, isForeign } from './config.ts';
import { policiesFor } from './policies.ts';

/** What the config and the command line say, the latter on top. */
export async function scanSettings(
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

export async function baselineFrom(file: string | undefined, cwd: string): Promise<Baseline | undefined> {
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
