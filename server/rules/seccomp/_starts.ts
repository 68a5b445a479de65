import { applyEdits, type Fix } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import { parseSeccompProfile, type SeccompProfile, type SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { Party } from '../../podman/seccompBaseline.ts';
import { missingFor, narrowedFor, versionOf } from './_baseline.ts';
import {
  dropped,
  type EffectiveFilter,
  earlierHost,
  filterOn,
  type Host,
  noFilter,
  saysNothing,
  usualFilter,
  usualHost,
} from './_filter.ts';
import { byRunc } from './_runc.ts';
import { refusals, ruleRefusals } from './_verdict.ts';
import type { VerdictKey } from './_verdictTexts.ts';

/*
 * No repair may end what works: whoever's containers stop starting takes it back, and the filter with it. A changed
 * action, a name that is right at last or a rule that is gone can bring to life what nobody looked at before.
 */

/** What stands in the way on a host. */
interface Start {
  readonly isRefused: Readonly<Record<Runtime, boolean>>;
  /** The calls that the filter denies to those who need them, and the version that alone does, if only one needs it. */
  readonly lacks: Readonly<Record<Party, Lacks>>;
  /** Undefined where nobody knows what programs need. */
  readonly filter: EffectiveFilter | undefined;
}

type Lacks = ReadonlyMap<string, string | undefined>;

const runtimes = ['crun', 'runc'] as const;
type Runtime = (typeof runtimes)[number];
const libraries = ['glibc', 'musl'] as const;

/** Whether a repair makes nothing worse for those for whom the profile works. */
export function keepsStarting(before: SeccompProfile, { edits }: Fix): boolean {
  const after = parseSeccompProfile(applyEdits(before.file.text, edits));
  return hostsOf(before, after).every(host => {
    const [was, is] = [startOn(before, host), startOn(after, host)];
    const users = runtimes.filter(runtime => starts(runtime, was));
    if (users.length === 0) return true;
    const isHarmless = (party: Party) => isPartOf(is.lacks[party], was.lacks[party]) && !narrows(party, was, is);
    return !users.some(runtime => is.isRefused[runtime]) && [...users, ...libraries].every(isHarmless);
  });
}

const starts = (runtime: Runtime, { isRefused, lacks }: Start): boolean =>
  !isRefused[runtime] && [...lacks[runtime].values()].every(version => version !== undefined);

const narrows = (party: Party, was: Start, is: Start): boolean =>
  was.filter !== undefined && is.filter !== undefined && narrowedFor(party, was.filter, is.filter).length > 0;

const isPartOf = (some: Lacks, all: Lacks): boolean =>
  [...some].every(([name, version]) => all.has(name) && [version, undefined].includes(all.get(name)));

const known = new Memory<SeccompProfile, Map<string, Start>>();

function startOn(profile: SeccompProfile, host: Host): Start {
  const answers = remember(known, profile, () => new Map<string, Start>());
  const key = `${host.arch} ${[...host.caps].sort().join(' ')}`;
  const start = answers.get(key) ?? judge(profile, host);
  answers.set(key, start);
  return start;
}

function judge(profile: SeccompProfile, host: Host): Start {
  const isRefused = { crun: isRefusedBy('crun', profile, host), runc: isRefusedBy('runc', profile, host) };
  const filter = filterFor(profile, host);
  const lacks = (party: Party): Lacks =>
    new Map(filter && missingFor(party, filter).map(name => [name, versionOf(party, filter, name)]));
  return {
    isRefused,
    lacks: { crun: lacks('crun'), runc: lacks('runc'), glibc: lacks('glibc'), musl: lacks('musl') },
    filter,
  };
}

/** What programs need is known for one architecture. */
function filterFor(profile: SeccompProfile, host: Host): EffectiveFilter | undefined {
  if (host.arch !== usualHost.arch) return undefined;
  if (saysNothing(profile, host)) return noFilter;
  return host === usualHost ? usualFilter(profile) : filterOn(profile, host);
}

function isRefusedBy(runtime: Runtime, profile: SeccompProfile, host: Host): boolean {
  if (!profile.file.isWhole) return true;
  const rules = profile.rules.filter(rule => !dropped(rule, host));
  const refused = [...refusals(profile, host), ...rules.flatMap(rule => [...ruleRefusals(profile, rule)])];
  if (runtime === 'crun') return refused.some(({ severity }) => severity !== 'warning') || isEmptied(profile, host);
  return (
    refused.some(({ message }) => !crunsOnly.has(message)) ||
    [...byRunc(profile, host)].some(({ message }) => message !== 'runc-old-flags')
  );
}

/** Without a default action crun wants no rules at all, not even such as Podman drops. */
const isEmptied = (profile: SeccompProfile, host: Host): boolean =>
  saysNothing(profile, host) && profile.rules.length > 0;

/** runc does not mind these. */
const crunsOnly: ReadonlySet<VerdictKey> = new Set(['errno-on-action', 'wide', 'idle-listener', 'relative-listener']);

/** The usual hosts, and one for each rule that is not the same before and after. */
function hostsOf(before: SeccompProfile, after: SeccompProfile): Host[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  const changed = [...old, ...now].filter(([text]) => !old.has(text) || !now.has(text)).map(([, rule]) => rule);
  return [usualHost, earlierHost, ...changed.map(hostFor)];
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
