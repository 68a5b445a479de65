import { addTo } from '../../core/grouped.ts';
import { Memory, remember, remembering } from '../../core/remember.ts';
import type { Arg, Errno, SeccompProfile, SyscallName, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { defaultCapabilities, earlierCapabilities } from '../../podman/capabilities.ts';
import {
  type Architecture,
  actions,
  architectureNamed,
  archMapHosts,
  errnoNumbers,
  takesErrno,
} from '../../podman/seccompWords.ts';
import { isSyscall, syscallNamed } from '../../podman/syscallTable.ts';
import { type Clash, Tree } from './_tree.ts';

/*
 * The filter that Podman and crun make of a profile, in the order in which they make it: rules that are not for this
 * host are dropped, those that equal the default are skipped, unknown names too, and what libseccomp does with several
 * rules for one call is in _tree.ts. Asked on real containers with Podman 5.8, crun 1.28 and libseccomp 2.6.1.
 */

/** Where a container starts: Go's name of the architecture, and what the container may do. */
export interface Host {
  readonly arch: string;
  readonly caps: ReadonlySet<string>;
}

/** As profiles name them. */
const inFull = (capabilities: readonly string[]): ReadonlySet<string> =>
  new Set(capabilities.map(name => `CAP_${name}`));

/** A container that asks for nothing, on the machine that most people have. */
export const usualHost: Host = { arch: 'amd64', caps: inFull(defaultCapabilities) };

/** The same with Podman before 4.4, where no containers.conf says otherwise. */
export const earlierHost: Host = { ...usualHost, caps: inFull([...defaultCapabilities, ...earlierCapabilities]) };

export interface Action {
  readonly name: string;
  /** For ERRNO and TRACE: as libseccomp takes it, 16 bits. */
  readonly errno: number;
}

/** A rule for one system call. */
export interface Entry {
  readonly rule: SyscallRule;
  readonly name: SyscallName;
  readonly action: Action;
  /** All of them together; none: it holds for every argument. */
  readonly conditions: readonly Arg[];
}

export interface EffectiveFilter {
  readonly defaultAction: Action | undefined;
  /** In their order, by the name of the call. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Their action is the default one: they are not even looked at. */
  readonly skipped: ReadonlySet<SyscallRule>;
  readonly clashes: readonly Clash[];
  /** What asks an agent (NOTIFY) may be allowed. */
  readonly hasListener: boolean;
  /** The profile names architectures, and this host's is not among them: what only this one needs is not needed. */
  readonly isForOthers: boolean;
  /** The profile names this host's architecture. */
  readonly namesHost: boolean;
}

/** Of a container without a profile. */
export const noFilter: EffectiveFilter = {
  defaultAction: { name: 'SCMP_ACT_ALLOW', errno: 0 },
  entries: new Map(),
  skipped: new Set(),
  clashes: [],
  hasListener: false,
  isForOthers: false,
  namesHost: false,
};

/** Why Podman drops a rule on a host. */
export function dropped({ includes, excludes }: SyscallRule, { arch, caps }: Host): 'arch' | 'cap' | undefined {
  if (excludes.arches.some(({ value }) => value === arch)) return 'arch';
  if (includes.arches.length > 0 && !includes.arches.some(({ value }) => value === arch)) return 'arch';
  if (excludes.caps.some(({ value }) => caps.has(value))) return 'cap';
  if (includes.caps.some(({ value }) => !caps.has(value))) return 'cap';
  return undefined;
}

/** Neither a default action nor a rule for a usual container: Podman takes that for no profile at all. */
export const saysNothing = ({ defaultAction, syscalls, rules }: SeccompProfile, host = usualHost): boolean =>
  !defaultAction &&
  (!syscalls?.items.length ||
    (rules.length === syscalls.items.length && rules.every(rule => !rule.names.length || dropped(rule, host))));

/** It is for some hosts or containers only. */
export const isFiltered = ({ includes, excludes }: SyscallRule): boolean =>
  [includes, excludes].some(({ caps, arches }) => caps.length + arches.length > 0);

/** The errno of an action; without one it is EPERM. Undefined: Podman does not know the name. */
export function errnoOf({ name, number }: Errno): number | undefined {
  if (!name) return number ? Number(number.value & 0xffffn) : 1;
  const known = errnoNumbers.get(name.value);
  if (known !== undefined) return known;
  return isErrnoNumber(name.value) ? Number(BigInt(name.value) & 0xffffn) : undefined;
}

/** Go's ParseUint of 32 bits. */
const isErrnoNumber = (text: string): boolean => /^\d{1,30}$/.test(text) && BigInt(text) < 1n << 32n;

export function actionOf(name: string | undefined, errno: Errno): Action | undefined {
  if (name === undefined || !actions.includes(name)) return undefined;
  const value = takesErrno(name) ? errnoOf(errno) : 0;
  return value === undefined
    ? undefined
    : { name: name === 'SCMP_ACT_KILL' ? 'SCMP_ACT_KILL_THREAD' : name, errno: value };
}

export const sameAction = (a: Action | undefined, b: Action | undefined): boolean =>
  a !== undefined && a.name === b?.name && a.errno === b.errno;

const known = new Memory<SeccompProfile, EffectiveFilter>();

/** The filter of a container that asks for nothing. */
export const usualFilter = (profile: SeccompProfile): EffectiveFilter =>
  remember(known, profile, () => filterOn(profile, usualHost));

export function filterOn(profile: SeccompProfile, host: Host): EffectiveFilter {
  const defaultAction = actionOf(profile.defaultAction?.value, profile.defaultErrno);
  const entries = new Map<string, Entry[]>();
  const skipped = new Set<SyscallRule>();
  const tree = new Tree(architecturesOf(profile, host));
  for (const rule of profile.rules) {
    if (dropped(rule, host)) continue;
    const action = actionOf(rule.action?.value, rule.errno);
    if (!action) continue;
    if (sameAction(action, defaultAction)) {
      skipped.add(rule);
      continue;
    }
    const alternatives = alternativesOf(rule);
    for (const name of rule.names) {
      if (!isSyscall(name.value)) continue;
      for (const conditions of alternatives) {
        const entry = { rule, name, action, conditions };
        addTo(entries, name.value, entry);
        tree.add(entry);
      }
    }
  }
  return {
    defaultAction,
    entries,
    skipped,
    clashes: tree.clashes,
    hasListener: profile.listenerPath !== undefined,
    ...named(profile, host),
  };
}

function named({ architectures, archMap }: SeccompProfile, { arch }: Host) {
  const listed = architectures?.items.map(lastText) ?? [];
  const names = [...listed, ...archMap.map(({ architecture }) => architecture?.value ?? '')];
  const own = architectureNamed(archMapHosts[arch] ?? '');
  const namesHost = names.some(name => architectureNamed(name) === own);
  return { namesHost, isForOthers: names.length > 0 && !namesHost };
}

/** The runtimes take six conditions; where two of them are about the same argument, each is a rule of its own. */
export function alternativesOf({ args }: SyscallRule): readonly (readonly Arg[])[] {
  const first = args.slice(0, 6);
  if (first.length < 2 || new Set(first.map(({ index }) => index)).size === first.length) return [first];
  return first.map(arg => [arg]);
}

/** The host's own architecture, and those that the profile adds. */
function architecturesOf(profile: SeccompProfile, { arch }: Host): Architecture[] {
  const own = archMapHosts[arch] ?? '';
  const found = [own, ...namedArchitectures(profile, arch)].map(name => architectureNamed(name));
  return [...new Set(found.filter(architecture => architecture !== undefined))];
}

/** What a profile names: in `architectures`, or in the entry of the archMap for the host. */
export function namedArchitectures({ architectures, archMap }: SeccompProfile, arch: string): string[] {
  const listed = architectures?.items.map(lastText) ?? [];
  const entry = archMap.find(({ architecture }) => architecture?.value === archMapHosts[arch]);
  return [...listed, ...(entry?.subArchitectures?.items.map(lastText) ?? [])];
}

const lastText = (item: readonly { readonly type: string; readonly value?: unknown }[]): string => {
  const last = item.findLast(value => typeof value.value === 'string');
  return typeof last?.value === 'string' ? last.value : '';
};

/** What happens on a call: one thing, or different ones for different arguments. */
interface Outcome {
  readonly action: Action | undefined;
  /** The rule that says so; without, it is the default. */
  readonly entry: Entry | undefined;
  /** Rules for some arguments, where none holds for all. */
  readonly conditional: readonly Entry[];
}

export function outcomeOf({ entries, defaultAction }: EffectiveFilter, name: string): Outcome {
  const own = entries.get(name) ?? [];
  const entry = own.find(({ conditions }) => conditions.length === 0);
  return { action: entry?.action ?? defaultAction, entry, conditional: entry ? [] : own };
}

/** Nothing decides on a call but a denying default, and no rule names one that is as new. */
export function isNewer({ entries, skipped, defaultAction }: EffectiveFilter, name: string): boolean {
  if (entries.has(name) || !/ERRNO|KILL|TRAP|NOTIFY/.test(defaultAction?.name ?? '')) return false;
  const isAsNew = (other: string) => numberOf(other) >= numberOf(name);
  for (const other of entries.keys()) if (isAsNew(other)) return false;
  return ![...skipped].some(rule => rule.names.some(({ value }) => isAsNew(value)));
}

const numberOf = remembering(name => syscallNamed(name)?.numbers.x86_64 ?? 0);

/** These let a call happen; LOG also writes it to the audit log. */
export const letsPass = (action: Action | undefined): boolean =>
  action?.name === 'SCMP_ACT_ALLOW' || action?.name === 'SCMP_ACT_LOG';

/** Whether a call works with at least some arguments. */
export function isReachable(filter: EffectiveFilter, name: string): boolean {
  const { action, conditional } = outcomeOf(filter, name);
  return letsPass(action) || conditional.some(entry => letsPass(entry.action));
}
