import { applyEdits, type Fix } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import { parseSeccompProfile, type SeccompProfile, type SyscallRule } from '../../parse/json/seccompProfile.ts';
import { runcVersions } from '../../podman/seccompBaseline.ts';
import { missingFor } from './_baseline.ts';
import { dropped, filterOn, type Host, saysNothing, usualFilter, usualHost } from './_filter.ts';
import { byRunc } from './_runc.ts';
import { refusals, ruleRefusals } from './_verdict.ts';
import type { VerdictKey } from './_verdictTexts.ts';

/*
 * No repair may end what works: whoever's containers stop starting takes it back, and the filter with it. A changed
 * action, a name that is right at last or a rule that is gone can bring to life what nobody looked at before.
 */

/** What stands in the way on a host. */
interface Start {
  readonly crun: Obstacles;
  readonly runc: Obstacles;
  /** Of an ordinary program. */
  readonly libc: readonly string[];
}

interface Obstacles {
  readonly isRefused: boolean;
  /** The calls that the filter denies to the runtime. */
  readonly lacks: readonly string[];
}

/** Whether a repair makes nothing worse for those for whom the profile works. */
export function keepsStarting(before: SeccompProfile, { edits }: Fix): boolean {
  const after = parseSeccompProfile(applyEdits(before.file.text, edits));
  return hostsOf(before, after).every(host => {
    const [was, is] = [startOn(before, host), startOn(after, host)];
    const users = runtimes.filter(runtime => starts(was[runtime]));
    return (
      users.every(runtime => !is[runtime].isRefused && isPartOf(is[runtime].lacks, was[runtime].lacks)) &&
      (users.length === 0 || isPartOf(is.libc, was.libc))
    );
  });
}

const runtimes = ['crun', 'runc'] as const;

const starts = ({ isRefused, lacks }: Obstacles): boolean => !isRefused && lacks.every(name => runcVersions.has(name));

const isPartOf = (some: readonly string[], all: readonly string[]): boolean => some.every(one => all.includes(one));

const known = new Memory<SeccompProfile, Map<string, Start>>();

function startOn(profile: SeccompProfile, host: Host): Start {
  const answers = remember(known, profile, () => new Map<string, Start>());
  const key = `${host.arch} ${[...host.caps].sort().join(' ')}`;
  const start = answers.get(key) ?? judge(profile, host);
  answers.set(key, start);
  return start;
}

function judge(profile: SeccompProfile, host: Host): Start {
  const filter = host === usualHost ? usualFilter(profile) : filterOn(profile, host);
  // What programs need is known for one architecture.
  const isKnown = host.arch === usualHost.arch && !saysNothing(profile, host);
  const lacks = (who: keyof Start) => (isKnown ? missingFor(who, filter) : []);
  const obstacles = (runtime: 'crun' | 'runc'): Obstacles => ({
    isRefused: isRefusedBy(runtime, profile, host),
    lacks: lacks(runtime),
  });
  return { crun: obstacles('crun'), runc: obstacles('runc'), libc: lacks('libc') };
}

function isRefusedBy(runtime: 'crun' | 'runc', profile: SeccompProfile, host: Host): boolean {
  if (!profile.file.isWhole) return true;
  const rules = profile.rules.filter(rule => !dropped(rule, host));
  const refused = [...refusals(profile, host), ...rules.flatMap(rule => [...ruleRefusals(profile, rule)])];
  if (runtime === 'crun') return refused.length > 0;
  return (
    refused.some(({ message }) => !crunsOnly.has(message)) ||
    [...byRunc(profile, host)].some(({ message }) => message !== 'runc-old-flags')
  );
}

/** runc does not mind these. */
const crunsOnly: ReadonlySet<VerdictKey> = new Set(['errno-on-action', 'wide', 'idle-listener', 'relative-listener']);

/** The usual host, and one for each rule that is not the same before and after. */
function hostsOf(before: SeccompProfile, after: SeccompProfile): Host[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  const changed = [...old, ...now].filter(([text]) => !old.has(text) || !now.has(text)).map(([, rule]) => rule);
  return [usualHost, ...changed.map(hostFor)];
}

const textsOf = ({ file, rules }: SeccompProfile): Map<string, SyscallRule> =>
  new Map(rules.map(rule => [file.text.slice(rule.node.span.start, rule.node.span.end), rule]));

/** One where the rule holds, if there is one. */
function hostFor({ includes, excludes }: SyscallRule): Host {
  const arches = [usualHost.arch, 'arm64', ...includes.arches.map(({ value }) => value)];
  const isFor = (arch: string) =>
    !excludes.arches.some(({ value }) => value === arch) &&
    (includes.arches.length === 0 || includes.arches.some(({ value }) => value === arch));
  const caps = new Set([...usualHost.caps, ...includes.caps.map(({ value }) => value)]);
  for (const { value } of excludes.caps) caps.delete(value);
  return { arch: arches.find(isFor) ?? usualHost.arch, caps };
}
