import type { Report } from '../../core/rule.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { architectureNamed, archMapHosts, operators } from '../../podman/seccompWords.ts';
import { addsToFilter } from './_conditions.ts';
import { fix, removeItem, removeNames, write } from './_edits.ts';
import { dropped, type Host, namedArchitectures } from './_filter.ts';
import { ruleRefusals } from './_verdict.ts';

export type RuncKey =
  | 'runc-arch'
  | 'runc-operator'
  | 'runc-index'
  | 'runc-flag'
  | 'runc-old-flags'
  | 'runc-empty-name'
  | 'runc-listener';

/** What crun takes and runc does not. */
export function* byRunc(profile: SeccompProfile, host: Host): Iterable<Report<RuncKey>> {
  const { architectures, flags, rules, listenerPath } = profile;
  const own = profile.archMap.find(({ architecture }) => architecture?.value === archMapHosts[host.arch]);
  const named = namedArchitectures(profile, host.arch);
  for (const item of named.length > 0
    ? [...(architectures?.items ?? []), ...(own?.subArchitectures?.items ?? [])]
    : []) {
    const node = item.at(-1);
    const known = node?.type === 'string' ? architectureNamed(node.value) : undefined;
    if (node?.type !== 'string' || !known || known.isBigEndian) continue;
    const right = `SCMP_ARCH_${known.name}`;
    if (node.value === right && !known.unknownToRunc) continue;
    const fixes = node.value === right ? [] : [write(node.span, right)];
    yield { at: node.span, message: 'runc-arch', params: { arch: node.value }, fixes };
  }
  for (const item of flags?.items ?? []) {
    const node = item.at(-1);
    if (node?.type === 'string' && node.value === 'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV')
      yield { at: node.span, message: 'runc-flag', params: { flag: node.value } };
    else if (flags) {
      yield { at: flags.member.key.span, message: 'runc-old-flags', severity: 'hint' };
      break;
    }
  }
  for (const rule of rules) if (!dropped(rule, host)) yield* ruleByRunc(profile, rule, listenerPath !== undefined);
}

function* ruleByRunc(profile: SeccompProfile, rule: SyscallRule, hasListener: boolean): Iterable<Report<RuncKey>> {
  const { names, action, args } = rule;
  for (const name of names) {
    if (name.value !== '' || name.node.type === 'unknown' || name.node.type === 'number') continue;
    const fixes =
      names.length > 1 && name.list
        ? [fix({ en: 'Remove it', ja: '削除する' }, [removeItem(profile, name.list.items, name.node)], true)]
        : [fix({ en: 'Remove the rule', ja: 'ルールを削除する' }, removeNames(profile, rule, [name]), true)];
    yield { at: name.node.span, message: 'runc-empty-name', fixes };
  }
  if (action?.value === 'SCMP_ACT_NOTIFY' && !hasListener && names.length > 0)
    yield { at: action.member.value.span, message: 'runc-listener' };
  if (names.length === 0 || args.length === 0) return;
  const refused = new Set([...ruleRefusals(profile, rule)].map(({ at }) => at.start));
  for (const { fields, index } of addsToFilter(profile, rule) ? args.slice(6) : []) {
    if (index > 5n && index < 1n << 32n && fields.index)
      yield { at: fields.index.member.value.span, message: 'runc-index', params: { index: String(index) } };
  }
  for (const { node, op } of args) {
    const member = memberOf([node], 'op');
    if (!operators.includes(op) && member?.value.type === 'string' && !refused.has(member.value.span.start))
      yield { at: member.value.span, message: 'runc-operator' };
  }
}
