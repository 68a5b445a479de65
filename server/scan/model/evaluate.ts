import type { Message } from '../../core/text.ts';
import { given } from '../facts/known.ts';
import { parseFacts } from '../facts/raw.ts';
import { readFacts } from '../facts/readFacts.ts';
import type { FactName, Facts, FactTable } from '../facts/table.ts';
import type { AnyCheck, Verdict } from './check.ts';
import type { ScanOptions } from './options.ts';
import type { Resource, Result, Scan, ScannedHost } from './result.ts';
import { severityOf } from './selection.ts';
import { applyWaivers, staleWaivers } from './waivers.ts';

/** Judges the facts of one host. Pure, and never throws: a check that does loses its own answer alone. */
export function evaluate(text: string, options: ScanOptions, checks: readonly AnyCheck[]): Scan {
  const facts = readFacts(parseFacts(text));
  const host = scannedHost(facts);
  const found = checks.flatMap(check => resultsOf(check, facts, options));
  const results = applyWaivers(foldImplied(found), options);
  return {
    host,
    profile: options.profile,
    collectedAt: facts.raw.time,
    trouble: troubleOf(facts),
    results,
    staleWaivers: staleWaivers(results, options, checks),
  };
}

function scannedHost(facts: Facts): ScannedHost {
  const host = given(facts.find('host'));
  const info = given(facts.find('info'));
  const stores = given(facts.find('stores'));
  return {
    name: host?.name ?? info?.hostname,
    user: host?.user,
    uid: host?.uid,
    rootless: info?.rootless,
    graphRoot: info?.graphRoot,
    otherStores: stores?.found.filter(path => path !== info?.graphRoot) ?? [],
    closedHomes: stores?.closed ?? [],
    podman: info?.podman,
    system: host?.system,
    kernel: host?.kernel,
    inContainer: host?.inContainer ?? false,
  };
}

function troubleOf({ raw }: Facts): Message | undefined {
  if (raw.isWhole === undefined) return { text: texts.noFacts };
  return raw.isWhole ? undefined : { text: texts.notWhole };
}

const texts = {
  noFacts: { en: 'These are no facts of a host.', ja: 'ホストから収集した情報ではありません。' },
  notWhole: {
    en: 'The facts end too early: the collector was cut off.',
    ja: '収集が途中で終わっています。',
  },
  broken: { en: 'The check itself failed: {error}', ja: 'チェック自体が失敗しました: {error}' },
};

function resultsOf(check: AnyCheck, facts: Facts, options: ScanOptions): Result[] {
  const severity = severityOf(check, options);
  if (severity === undefined) return [];
  const result = (verdict: Verdict, message: Message | undefined): Result => ({
    check,
    state: verdict.state,
    severity: verdict.severity ?? severity,
    resource: verdict.on ?? hostOf(facts),
    message,
    detail: verdict.detail,
    at: verdict.at,
    actual: verdict.actual,
    expected: verdict.expected,
    impliedBy: undefined,
    waiver: undefined,
  });
  const values: Partial<Record<FactName, FactTable[FactName]>> = {};
  for (const name of check.needs) {
    const fact = facts.find(name);
    if ('missing' in fact) return [result(fact.missing, fact.missing.why)];
    values[name] = fact.value;
  }
  try {
    return [...check.judge(values as never, { facts, options })].map(verdict =>
      result(verdict, messageOf(check, verdict)),
    );
  } catch (error) {
    const params = { error: error instanceof Error ? error.message : String(error) };
    return [result({ state: 'error' }, { text: texts.broken, params })];
  }
}

const messageOf = (check: AnyCheck, { say, params }: Verdict): Message | undefined => {
  const text = say === undefined ? undefined : check.messages[say];
  return text && { text, params };
};

const hostOf = (facts: Facts): Resource => ({ type: 'host', name: scannedHost(facts).name ?? 'localhost' });

/** A failure that another check's failure on the same resource brings with it says so. */
function foldImplied(results: readonly Result[]): Result[] {
  const causes = new Set(results.flatMap(({ check }) => check.impliedBy ?? []));
  const failed = new Set(results.filter(({ check, state }) => state === 'fail' && causes.has(check.id)).map(keyOf));
  return results.map(result => {
    const { check, state, resource } = result;
    if (!check.impliedBy || (state !== 'fail' && state !== 'review')) return result;
    const impliedBy = check.impliedBy.find(id => failed.has(keyOf({ check: { id }, resource })));
    return impliedBy === undefined ? result : { ...result, impliedBy };
  });
}

const keyOf = ({ check, resource }: { check: { readonly id: string }; resource: Resource }): string =>
  JSON.stringify([check.id, resource.type, resource.name, resource.id]);
