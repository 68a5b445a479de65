import type { AnyCheck } from './check.ts';
import type { ScanOptions, Waiver } from './options.ts';
import type { Result, StaleWaiver } from './result.ts';

/** Failures that a valid waiver covers are waived: they stay visible and count no longer. */
export function applyWaivers(results: readonly Result[], { waivers, today }: ScanOptions): Result[] {
  const valid = waivers.filter(waiver => faultOf(waiver, today) === undefined);
  if (valid.length === 0) return [...results];
  return results.map(result => {
    if (result.state !== 'fail') return result;
    const waiver = valid.find(waiver => covers(waiver, result));
    return waiver ? { ...result, state: 'waived', waiver } : result;
  });
}

export function staleWaivers(
  results: readonly Result[],
  { waivers, today }: ScanOptions,
  checks: readonly AnyCheck[],
): StaleWaiver[] {
  const ids = new Set(checks.map(({ id }) => id));
  const used = new Set(results.flatMap(({ waiver }) => waiver ?? []));
  const ran = new Set(results.map(({ check }) => check.id));
  return waivers.flatMap((waiver): StaleWaiver[] => {
    const id = waiver.check.toUpperCase();
    if (!ids.has(id)) return [{ waiver, fault: 'unknownCheck' }];
    const fault = faultOf(waiver, today);
    if (fault) return [{ waiver, fault }];
    return ran.has(id) && !used.has(waiver) ? [{ waiver, fault: 'unused' }] : [];
  });
}

/** Without a reason and a last day within a year, nobody answers for it. */
function faultOf(
  { reason, until }: Waiver,
  today: string,
): 'noReason' | 'noExpiry' | 'expired' | 'tooLong' | undefined {
  if (!reason?.trim()) return 'noReason';
  if (until === undefined) return 'noExpiry';
  if (until < today) return 'expired';
  return until > yearAfter(today) ? 'tooLong' : undefined;
}

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

function covers({ check, resource }: Waiver, result: Result): boolean {
  if (check.toUpperCase() !== result.check.id) return false;
  return resource === undefined || glob(resource).test(result.resource.name);
}

/** `*` stands for anything. */
function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map(part => part.replace(/[.[\]()+?^${}|\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
