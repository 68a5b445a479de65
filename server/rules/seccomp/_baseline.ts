import type { Edit } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import {
  crunNeeds,
  crunNeedsToLive,
  glibcNeedsToLive,
  libcNeeds,
  libcUses,
  mustReallyWork,
  runcNeeds,
  runcNeedsAtTimes,
  runcNeedsToLive,
  runcTakesInstead,
  runcVersions,
  shellUses,
} from '../../podman/seccompBaseline.ts';
import { insertRuleAfter, ruleText } from './_edits.ts';
import { alternativesOf, type EffectiveFilter, isFiltered, isReachable, outcomeOf, sameAction } from './_filter.ts';

/** What a container needs before its own program runs, and what the program's C library does: what a filter denies of it. */
export interface Missing {
  readonly runtime: 'crun' | 'runc' | 'libc';
  readonly names: readonly string[];
}

export function missingIn(filter: EffectiveFilter): Missing {
  for (const runtime of ['crun', 'runc', 'libc'] as const) {
    const names = missingFor(runtime, filter);
    if (names.length > 0) return { runtime, names };
  }
  return { runtime: 'libc', names: [] };
}

export function missingFor(runtime: Missing['runtime'], filter: EffectiveFilter): readonly string[] {
  if (runtime === 'crun') return without(filter, crunBaseline(filter));
  if (runtime === 'runc') return without(filter, runcBaseline(filter));
  const deadly = (name: string) => isDeadly(filter, name);
  const isNeeded = (name: string) => name !== 'exit_group' || deadly(name) || !isReachable(filter, 'exit');
  const glibc = without(filter, [...libcNeeds.glibc.filter(isNeeded), ...glibcNeedsToLive.filter(deadly)]);
  const musl = without(filter, libcNeeds.musl.filter(isNeeded));
  if (glibc.length === 0 || musl.length === 0) return [];
  return glibc.length <= musl.length ? glibc : musl;
}

/** What to allow so that containers start: everything, or what one of those needs that take part in it. */
export function baselines(filter: EffectiveFilter): Record<'all' | 'crun' | 'runc' | 'glibc' | 'musl', string[]> {
  const crun = without(filter, crunBaseline(filter));
  const runc = without(filter, [...runcCalls(filter), ...runcNeedsAtTimes]);
  const glibc = without(filter, [...libcNeeds.glibc, ...libcUses.glibc]);
  const musl = without(filter, [...libcNeeds.musl, ...libcUses.musl]);
  const runtimes = [...new Set([...crun, ...runc])].sort();
  const programs = [...new Set([...glibc, ...musl, ...without(filter, shellUses)])].sort();
  const all = [...runtimes, ...programs.filter(name => !runtimes.includes(name))];
  return { all, crun, runc, glibc, musl };
}

/** Whether a call, if it is denied, ends who makes it. */
const isDeadly = (filter: EffectiveFilter, name: string): boolean =>
  /KILL|TRAP/.test(outcomeOf(filter, name).action?.name ?? '');

const crunBaseline = (filter: EffectiveFilter): string[] => [
  ...crunNeeds,
  ...crunNeedsToLive.filter(name => isDeadly(filter, name)),
];
const runcCalls = (filter: EffectiveFilter): string[] => [
  ...runcNeeds,
  ...runcNeedsToLive.filter(name => isDeadly(filter, name)),
];
const runcBaseline = (filter: EffectiveFilter): string[] =>
  runcCalls(filter).filter(name => isDeadly(filter, name) || !isReplaced(filter, name));

/** Whether runc gets on without a call. */
function isReplaced(filter: EffectiveFilter, name: string): boolean {
  if (isAnswer(filter, name)) return false;
  if (lookUp(runcTakesInstead, name)?.every(other => isReachable(filter, other))) return true;
  // What stands for faccessat2 compares these two; where one alone is known, it lets pass.
  return name === 'faccessat2' && isReachable(filter, 'getuid') !== isReachable(filter, 'geteuid');
}

/** runc takes what faccessat2 says for the truth about a file, unless it says that there is no such call. */
const isAnswer = (filter: EffectiveFilter, name: string): boolean =>
  name === 'faccessat2' && ![1, 38].includes(outcomeOf(filter, name).action?.errno ?? 1);

/** Who lacks these calls: `runc`, or one version of it. */
export function runcThatNeeds(filter: EffectiveFilter, names: readonly string[]): string {
  const versions = names.map(name => (isAnswer(filter, name) ? undefined : runcVersions.get(name)));
  const [version, ...others] = new Set(versions);
  return version && others.length === 0 ? `runc ${version}` : 'runc';
}

const without = (filter: EffectiveFilter, names: readonly string[]): string[] =>
  [...new Set(names)].filter(name => !isReachable(filter, name) && !mayPass(filter, name)).sort();

const enosys = { name: 'SCMP_ACT_ERRNO', errno: 38 };

/** Denied for some arguments only, and allowed by the default. */
const mayPass = (filter: EffectiveFilter, name: string): boolean => {
  const { action, conditional } = outcomeOf(filter, name);
  // Pretends to have worked: the runtime goes on. Without clone3, C libraries take clone.
  return (
    (name === 'clone3' && sameAction(action, enosys)) ||
    (action?.name === 'SCMP_ACT_ERRNO' && action.errno === 0 && !mustReallyWork.includes(name)) ||
    conditional.some(({ action }) => /ALLOW|LOG/.test(action.name)) ||
    (filter.hasListener &&
      [action, ...conditional.map(({ action }) => action)].some(action => action?.name === 'SCMP_ACT_NOTIFY'))
  );
};

/** A rule behind the last one that allows for everybody, so that the layout stays. */
export function allow(profile: SeccompProfile, names: readonly string[]): Edit[] {
  const text = ruleTexts(names).join(', ');
  const { syscalls, rules, file } = profile;
  const last =
    rules.findLast(
      rule => rule.action?.value === 'SCMP_ACT_ALLOW' && !isFiltered(rule) && alternativesOf(rule)[0]?.length === 0,
    ) ?? rules.at(-1);
  const root = profile.root.at(-1);
  if (last) return [insertRuleAfter(profile, last, text)];
  const set = syscalls?.array ?? memberOf(profile.root, 'syscalls')?.value;
  if (set) return [{ span: set.span, text: `[${text}]` }];
  return root ? [insertLastMember(file.text, root, 'syscalls', `[${text}]`)] : [];
}

/** Threads, but no new namespaces: clone3 takes its flags from memory, and falls back to clone when it is not there. */
function ruleTexts(names: readonly string[]): string[] {
  const plain = names.filter(name => name !== 'clone' && name !== 'clone3');
  const masked = ', "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]';
  return [
    ...(plain.length > 0 ? [ruleText(plain, 'SCMP_ACT_ALLOW')] : []),
    ...(names.includes('clone') ? [ruleText(['clone'], 'SCMP_ACT_ALLOW', masked)] : []),
    ...(names.includes('clone3') ? [ruleText(['clone3'], enosys)] : []),
  ];
}
