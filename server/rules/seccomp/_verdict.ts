import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { RelatedPlace } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Params } from '../../core/text.ts';
import { insertFirstMember, insertLastMember } from '../../parse/json/edits.ts';
import { type GoField, memberOf } from '../../parse/json/goValues.ts';
import type { Errno, SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { JsonValue } from '../../parse/json/tree.ts';
import {
  actions,
  architectureNamed,
  architectures,
  archMapHosts,
  errnoLimit,
  errnoNumbers,
  filterArchitectures,
  filterFlags,
  takesErrno,
} from '../../podman/seccompWords.ts';
import { isSyscall } from '../../podman/syscallTable.ts';
import { clashRefusals } from './_clashes.ts';
import { conditionRefusals } from './_conditions.ts';
import { denial, fix, removeItem, removeMembers, write } from './_edits.ts';
import { dropped, errnoOf, filterOn, type Host, saysNothing, usualFilter, usualHost } from './_filter.ts';
import { denyTitle, startingStill } from './_starting.ts';
import { isEmpty, typeRefusals } from './_types.ts';
import type { VerdictKey } from './_verdictTexts.ts';

/** Something for which Podman or the runtime refuses a profile. */
export interface Refusal {
  readonly at: Span;
  readonly message: VerdictKey;
  readonly severity?: 'warning';
  readonly params?: Params;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
}

/** What is refused where the container starts, in all of the file. */
export function* refusals(profile: SeccompProfile, host = usualHost): Iterable<Refusal> {
  yield* typeRefusals(profile);
  // Nobody looks any further.
  if (saysNothing(profile, host)) return;
  yield* defaultRefusals(profile);
  yield* architectureRefusals(profile, host);
  yield* flagRefusals(profile);
  yield* listenerRefusals(profile, host);
  yield* clashRefusals(profile, host === usualHost ? usualFilter(profile) : filterOn(profile, host));
}

function* defaultRefusals(profile: SeccompProfile): Iterable<Refusal> {
  const { defaultAction, defaultErrno, file } = profile;
  if (!defaultAction) {
    const syscalls = memberOf(profile.root, 'syscalls');
    const root = profile.root.at(-1);
    const set = memberOf(profile.root, 'defaultAction');
    if (!syscalls || !root) return;
    const edit = set
      ? { span: set.value.span, text: '"SCMP_ACT_ERRNO"' }
      : insertFirstMember(file.text, root, 'defaultAction', '"SCMP_ACT_ERRNO"');
    const at = set ? set.value.span : syscalls.key.span;
    if (!set || isEmpty(set.value))
      yield { at, message: 'missing-default', fixes: [fix(denyTitle, startingStill(profile, [edit]))] };
    return;
  }
  yield* actionRefusals(defaultAction);
  yield* errnoRefusals(defaultErrno, defaultAction.value === 'SCMP_ACT_ERRNO');
  if (defaultAction.value === 'SCMP_ACT_NOTIFY') {
    const { span } = defaultAction.member.value;
    const edits = startingStill(profile, denial(span, defaultErrno));
    const fixes = [fix(denyTitle, edits)];
    // Without a listener crun starts, and lets all such calls fail.
    if (profile.listenerPath) yield { at: span, message: 'default-notify', fixes };
    else yield { at: span, message: 'default-notify-runc', severity: 'warning', fixes };
  }
  yield* errnoOnAction(profile, defaultAction.value, defaultErrno, 'defaultErrno');
}

/** Actions by words of other filters. */
const actionsMeant = { DENY: 'ERRNO', BLOCK: 'ERRNO', REJECT: 'ERRNO', PERMIT: 'ALLOW', ACCEPT: 'ALLOW' };

function* actionRefusals({ member, value: action }: GoField<string>): Iterable<Refusal> {
  if (actions.includes(action)) return;
  const { span } = member.value;
  const bare = action
    .trim()
    .toUpperCase()
    .replace(/^(SCMP_ACT|ACT|SECCOMP_RET|SCMP)_/, '');
  const meant = lookUp(actionsMeant, bare) ?? bare;
  const to = nearest(`SCMP_ACT_${meant}`, actions);
  yield { at: span, message: 'action', params: { action }, fixes: to ? [write(span, to)] : [] };
}

/** What Podman says of an errno's name, and libseccomp of its number, where that is used. */
function* errnoRefusals({ name, number }: Errno, isUsed: boolean): Iterable<Refusal> {
  const value = errnoOf({ name, number });
  const field = name ?? number;
  if (name && value === undefined) {
    const { span } = name.member.value;
    const to = nearest(name.value.trim(), errnoNumbers.keys());
    yield { at: span, message: 'errno', params: { errno: name.value }, fixes: to ? [write(span, to)] : [] };
  } else if (field && isUsed && (value ?? 0) >= errnoLimit) {
    yield { at: field.member.value.span, message: 'errno-range', params: { errno: String(field.value) } };
  } else if (!name && number && number.value >= 1n << 32n) {
    yield { at: number.member.value.span, message: 'wide', params: { number: String(number.value) } };
  }
}

function* errnoOnAction(
  profile: SeccompProfile,
  action: string,
  { name, number }: Errno,
  key: 'errno' | 'defaultErrno',
  rule?: SyscallRule,
): Iterable<Refusal> {
  const field = name ?? number;
  if (!field || takesErrno(action) || !actions.includes(action)) return;
  const object = rule?.node ?? profile.root.at(-1);
  const edits = object ? removeMembers(profile, object, [key.toLowerCase(), `${key.toLowerCase()}ret`]) : [];
  const title = { en: 'Remove the errno', ja: 'errno を削除する' };
  yield { at: field.member.key.span, message: 'errno-on-action', params: { action }, fixes: [fix(title, edits, true)] };
}

function* architectureRefusals(profile: SeccompProfile, { arch }: Host): Iterable<Refusal> {
  const { architectures: listed, archMap } = profile;
  const map = memberOf(profile.root, 'archMap');
  if (listed?.items.length && map?.value.type === 'array' && map.value.items.length > 0) {
    const root = profile.root.at(-1);
    const title = { en: 'Keep the archMap', ja: 'archMap を残す' };
    const fixes = root ? [fix(title, removeMembers(profile, root, ['architectures']))] : [];
    yield { at: listed.member.key.span, message: 'two-architectures', fixes };
    return;
  }
  const own = archMap.find(({ architecture }) => architecture?.value === archMapHosts[arch]);
  const isBig = architectureNamed(archMapHosts[arch] ?? '')?.isBigEndian ?? false;
  for (const list of [listed, own?.subArchitectures]) {
    const { items } = list?.array ?? { items: [] };
    for (const item of list?.items ?? []) yield* architectureRefusal(profile, items, item.at(-1), isBig);
  }
}

export function* architectureRefusal(
  profile: SeccompProfile,
  items: readonly JsonValue[],
  node: JsonValue | undefined,
  hostIsBigEndian = false,
): Iterable<Refusal> {
  const isNull = node?.type === 'literal' && node.value === null;
  if (!node || (node.type !== 'string' && !isNull)) return;
  const arch = node.type === 'string' ? node.value : '';
  const at = node.span;
  const remove = [removeItem(profile, items, node)];
  if (arch.toUpperCase() === 'SCMP_ARCH_NATIVE' || arch.toUpperCase() === 'NATIVE') {
    yield { at, message: 'native', fixes: [fix({ en: 'Remove it', ja: '削除する' }, remove, true)] };
    return;
  }
  const found = architectureNamed(arch);
  if (!found) {
    const to = architectureMeant(arch);
    yield { at, message: 'architecture', params: { arch }, fixes: to ? [write(at, to)] : [] };
  } else if ((found.isBigEndian ?? false) !== hostIsBigEndian) {
    yield { at, message: 'byte-order', params: { arch }, fixes: [fix({ en: 'Remove it', ja: '削除する' }, remove)] };
  }
}

function architectureMeant(text: string): string | undefined {
  const bare = text.trim().replace(/^SCMP_(ARCH_)?/i, '');
  const table = lookUp(filterArchitectures, bare.toLowerCase()) ?? bare;
  return nearest(
    `SCMP_ARCH_${table}`,
    architectures.map(({ name }) => `SCMP_ARCH_${name}`),
  );
}

function* flagRefusals({ flags }: SeccompProfile): Iterable<Refusal> {
  for (const item of flags?.items ?? []) {
    const node = item.at(-1);
    const flag = node?.type === 'string' ? node.value : '';
    if (!node || (node.type !== 'string' && node.type !== 'literal') || filterFlags.includes(flag)) continue;
    const bare = flag.toUpperCase().replace(/^(SECCOMP_)?(FILTER_)?(FLAG_)?/, '');
    const to = nearest(`SECCOMP_FILTER_FLAG_${bare}`, filterFlags);
    yield { at: node.span, message: 'flag', params: { flag }, fixes: to ? [write(node.span, to)] : [] };
  }
}

/** crun connects to the listener whenever there is one, runc where a rule needs it. */
function* listenerRefusals(profile: SeccompProfile, host: Host): Iterable<Refusal> {
  const { listenerPath, root, rules } = profile;
  const object = root.at(-1);
  if (!listenerPath || !object) return;
  const path = listenerPath.value;
  const isAsked = rules.some(rule => notifies(rule) && !dropped(rule, host));
  const message = isAsked ? 'listener' : path.startsWith('/') ? 'idle-listener' : 'relative-listener';
  const edits = removeMembers(profile, object, ['listenerpath', 'listenermetadata']);
  const title = { en: 'Remove the listener', ja: 'リスナーを削除する' };
  // Without it the rule would have nobody to ask.
  const fixes = isAsked ? [] : [fix(title, edits)];
  yield { at: listenerPath.member.value.span, message, params: { path }, fixes };
}

const notifies = ({ action, names }: SyscallRule): boolean => action?.value === 'SCMP_ACT_NOTIFY' && names.length > 0;

/** What is refused in a rule where it holds. */
export function* ruleRefusals(profile: SeccompProfile, rule: SyscallRule): Iterable<Refusal> {
  const { name, namesList, names, action, errno, nullArg } = rule;
  if (name && namesList?.items.length) yield nameAndNames(profile, rule);
  // Podman looks the errno up first; without names nobody looks at the rest.
  if (errno.name || names.length > 0) yield* ruleErrno(rule);
  if (names.length === 0) return;
  if (nullArg) yield { at: nullArg.span, message: 'null-entry' };
  if (action && action.value !== '') yield* actionRefusals(action);
  else if (isUnset(memberOf(rule.struct, 'action')?.value)) yield missingAction(profile, rule);
  if (action) yield* errnoOnAction(profile, action.value, errno, 'errno', rule);
  yield* conditionRefusals(profile, rule);
}

function* ruleErrno(rule: SyscallRule): Iterable<Refusal> {
  const { errno, names, action } = rule;
  const isUsed = action?.value === 'SCMP_ACT_ERRNO' && names.some(({ value }) => isSyscall(value));
  for (const refusal of errnoRefusals(errno, isUsed)) if (refusal.message !== 'wide' || names.length > 0) yield refusal;
}

function nameAndNames(profile: SeccompProfile, { node, name, namesList }: SyscallRule): Refusal {
  const edits = removeMembers(profile, node, ['name']);
  const isThere = namesList?.items.some(
    item =>
      item.at(-1)?.type === 'string' && item.some(value => value.type === 'string' && value.value === name?.value),
  );
  const [first] = namesList?.array.items ?? [];
  const text = `${JSON.stringify(name?.value ?? '')}, `;
  const insert = first && !isThere ? [{ span: { start: first.span.start, end: first.span.start }, text }] : [];
  const title = { en: 'Put the name into "names"', ja: '名前を "names" に移す' };
  return {
    at: name?.member.key.span ?? node.span,
    message: 'name-and-names',
    fixes: [fix(title, [...edits, ...insert])],
  };
}

/** Not there, null or empty; what has another type is refused for that. */
const isUnset = (value: JsonValue | undefined): boolean => value === undefined || isEmpty(value);

function missingAction({ file, defaultAction }: SeccompProfile, { node, struct, namesList }: SyscallRule): Refusal {
  const set = memberOf(struct, 'action');
  const value = JSON.stringify(defaultAction?.value === 'SCMP_ACT_ALLOW' ? 'SCMP_ACT_ERRNO' : 'SCMP_ACT_ALLOW');
  const edit = set ? { span: set.value.span, text: value } : insertLastMember(file.text, node, 'action', value);
  const title = { en: 'Add "action": {value}', ja: '"action": {value} を追加する' };
  const at = set?.value.span ?? namesList?.member.key.span ?? memberOf(struct, 'name')?.key.span ?? node.span;
  return { at, message: 'missing-action', fixes: [fix(title, [edit], false, { value })] };
}
