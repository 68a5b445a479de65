import type { Edit } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import {
  crunNeeds,
  crunNeedsToLive,
  libcNeeds,
  libcNeedsToLive,
  libcTakesInstead,
  libcUses,
  mustReallyWork,
  type Party,
  runcNeeds,
  runcNeedsAtTimes,
  runcNeedsToLive,
  runcTakesInstead,
  shellUses,
  versions,
  versionsOfPretence,
} from '../../podman/seccompBaseline.ts';
import { insertRuleAfter, ruleText } from './_edits.ts';
import { alternativesOf, type EffectiveFilter, isFiltered, isNewer, isReachable, outcomeOf } from './_filter.ts';
import { type Condition, enosys, heard, isClosed, isMask, isNarrowed, isPretended, passageOf } from './_passage.ts';

/** The calls that a filter denies to those who need them. */
export function missingFor(party: Party, filter: EffectiveFilter): string[] {
  return without(filter, needsOf(party, filter), party).sort();
}

/** The calls that a filter denies to those who need them for some arguments that passed before. */
export function narrowedFor(party: Party, before: EffectiveFilter, filter: EffectiveFilter): string[] {
  return needsOf(party, filter).filter(name =>
    isNarrowed(passageOf(before, name, party), passageOf(filter, name, party)),
  );
}

function needsOf(party: Party, filter: EffectiveFilter): string[] {
  if (party === 'crun') return crunBaseline(filter);
  if (party === 'runc') return runcBaseline(filter);
  const deadly = (name: string) => isDeadly(filter, name);
  const instead: Readonly<Record<string, string>> = libcTakesInstead[party];
  const isReplaced = (other: string | undefined) => other !== undefined && isReachable(filter, other);
  const isNeeded = (name: string) => deadly(name) || !isReplaced(lookUp(instead, name));
  const needsToLive = (name: string) => deadly(name) || isMisled(party, filter, name);
  return [...libcNeeds[party].filter(isNeeded), ...libcNeedsToLive[party].filter(needsToLive)];
}

/** What to allow so that containers start, of those calls that are denied: all, or what one that takes part in it needs. */
export function baselines(filter: EffectiveFilter): Record<'all' | 'crun' | 'runc' | 'glibc' | 'musl', string[]> {
  const crun = without(filter, crunBaseline(filter)).sort();
  const runc = without(filter, [...runcCalls(filter), ...runcNeedsAtTimes]).sort();
  const glibc = without(filter, [...libcNeeds.glibc, ...libcUses.glibc]).sort();
  const musl = without(filter, [...libcNeeds.musl, ...libcUses.musl]).sort();
  return { all: without(filter, baseline(filter)), crun, runc, glibc, musl };
}

/** What runtimes, C libraries and shells call, in that order. */
export function baseline(filter: EffectiveFilter): string[] {
  const runtimes = [...crunBaseline(filter), ...runcCalls(filter), ...runcNeedsAtTimes].sort();
  const { glibc, musl } = libcNeeds;
  const programs = [...glibc, ...libcUses.glibc, ...musl, ...libcUses.musl, ...shellUses].sort();
  return [...new Set([...runtimes, ...programs])];
}

/** Whether a call, if it is denied, ends who makes it. */
const isDeadly = (filter: EffectiveFilter, name: string): boolean =>
  /KILL|TRAP/.test(outcomeOf(filter, name).action?.name ?? '');

/** By an errno of 0. */
const isMisled = (party: Party, filter: EffectiveFilter, name: string): boolean =>
  isPretended(outcomeOf(filter, name).action) && mustReallyWork[party].includes(name);

const crunBaseline = (filter: EffectiveFilter): string[] => [
  ...crunNeeds,
  ...crunNeedsToLive.filter(name => isDeadly(filter, name)),
];
const runcCalls = (filter: EffectiveFilter): string[] => [
  ...runcNeeds,
  ...runcNeedsToLive.filter(name => isDeadly(filter, name) || isMisled('runc', filter, name)),
];

const runcBaseline = (filter: EffectiveFilter): string[] =>
  runcCalls(filter).filter(name => {
    if (isUnheardOf(filter, name)) return !runcNeedsToLive.includes(name) && !isReplaced(filter, name);
    return isDeadly(filter, name) || !isReplaced(filter, name);
  });

/** Whether runc gets on without a call. */
function isReplaced(filter: EffectiveFilter, name: string): boolean {
  if (!isUnheardOf(filter, name) && (isAnswer(filter, name) || isMisled('runc', filter, name))) return false;
  if (lookUp(runcTakesInstead, name)?.every(other => isReachable(filter, other))) return true;
  // What stands for faccessat2 compares these two; where one alone is known, it lets pass.
  return name === 'faccessat2' && isReachable(filter, 'getuid') !== isReachable(filter, 'geteuid');
}

/** runc takes what faccessat2 says for the truth about a file, unless it says that there is no such call. */
const isAnswer = (filter: EffectiveFilter, name: string): boolean => name === 'faccessat2' && !isUnknown(filter, name);

const isUnknown = (filter: EffectiveFilter, name: string): boolean =>
  [1, 38].includes(heard(outcomeOf(filter, name).action)?.errno ?? 1);

/** runc has a denying default say ENOSYS to calls that are newer than all that the profile names; 1.1.5 where it names x86_64. */
const isUnheardOf = (filter: EffectiveFilter, name: string): boolean =>
  isNewer(filter, name) && (name !== 'faccessat2' || filter.namesHost);

/** The version that lacks a call, where others do not. */
export function versionOf(party: Party, filter: EffectiveFilter, name: string): string | undefined {
  if (isMisled(party, filter, name) && !isNeededByAll(party, filter, name))
    return versionsOfPretence.get(`${party} ${name}`);
  return isNeededByAll(party, filter, name) ? undefined : versions.get(`${party} ${name}`);
}

/** Whether none goes on in another way. */
function isNeededByAll(party: Party, filter: EffectiveFilter, name: string): boolean {
  const isDead = isDeadly(filter, name);
  if (party === 'runc' && name === 'newfstatat')
    return isMisled(party, filter, name) && (isNewer(filter, 'faccessat2') || isUnknown(filter, 'faccessat2'));
  if (party === 'runc') return name === 'faccessat2' && !isNewer(filter, name) && (isDead || isAnswer(filter, name));
  return name === 'exit_group' && (isDead || !isReachable(filter, 'exit'));
}

/** Who lacks these calls: a program, or one version of it. */
export function nameOf(party: Party, filter: EffectiveFilter, names: readonly string[]): string {
  const found = [...new Set(names.map(name => versionOf(party, filter, name) ?? party))];
  if (found.length === 1) return found[0] ?? party;
  return found.every(version => version.startsWith('static ')) ? `static ${party}` : party;
}

const without = (filter: EffectiveFilter, names: readonly string[], party?: Party): string[] =>
  [...new Set(names)].filter(name => isClosed(passageOf(filter, name, party)));

/** Rules behind the last one that allows for everybody, so that the layout stays. */
export function allow(profile: SeccompProfile, names: readonly string[], more: readonly string[] = []): Edit[] {
  const text = [...ruleTexts(names), ...more].join(', ');
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

/** The flags of clone that make namespaces. */
const newNamespaces = 0x7e02_0000n;

/** Threads, but no new namespaces: clone3 takes its flags from memory, and falls back to clone when it is not there. */
function ruleTexts(names: readonly string[]): string[] {
  const plain = names.filter(name => name !== 'clone' && name !== 'clone3');
  const threads = { index: 0n, value: newNamespaces, valueTwo: 0n, op: 'SCMP_CMP_MASKED_EQ' };
  return [
    ...(plain.length > 0 ? [ruleText(plain, 'SCMP_ACT_ALLOW')] : []),
    ...(names.includes('clone') ? [allowFor('clone', [threads])] : []),
    ...(names.includes('clone3') ? [ruleText(['clone3'], enosys)] : []),
  ];
}

/** Whether a rule is about new namespaces, for which `allow` allows no clone. */
export const isForNamespaces = (conditions: readonly Condition[]): boolean =>
  conditions.some(
    ({ index, op, value, valueTwo }) => index === 0n && isMask(op) && (value & valueTwo & newNamespaces) > 0n,
  );

/** Allows a call where all of these hold. */
export function allowFor(name: string, conditions: readonly Condition[]): string {
  const args = conditions.map(({ index, op, value, valueTwo }) => {
    const other = isMask(op) ? `, "valueTwo": ${valueTwo}` : '';
    return `{"index": ${index}, "value": ${value}${other}, "op": "${op}"}`;
  });
  return ruleText([name], 'SCMP_ACT_ALLOW', `, "args": [${args.join(', ')}]`);
}
