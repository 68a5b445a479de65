import type { Report } from '../../core/rule.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { JsonValue } from '../../parse/json/tree.ts';
import { fix, removeRules } from './_edits.ts';
import { profile } from './_examples.ts';
import { actionOf, sameAction, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

export default seccompRule({
  id: 'seccomp/redundant-rule',
  title: { en: 'Rule without effect', ja: '効果のないルール' },
  severity: 'info',
  impliedBy: [
    'seccomp/default-action',
    'seccomp/default-kill-thread',
    'seccomp/invalid-profile',
    'seccomp/silent-success',
    'seccomp/weak-action',
  ],
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_rule_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html' },
  ],
  messages: {
    default: {
      en: 'This is what happens by default: the runtimes skip the rule.',
      ja: '既定のアクションと同じです。ランタイムはこのルールを読み飛ばします。',
    },
    empty: {
      en: 'This rule names no system call: Podman drops it.',
      ja: 'システムコールの名前がありません。Podman はこのルールを捨てます。',
    },
  },
  why: {
    en: 'It does not even stand in the way of a later rule that allows the same call.',
    ja: '後のルールが同じ呼び出しを許可していても、それを妨げることすらありません。',
  },
  remedy: { en: 'Remove it.', ja: '削除してください。' },
  examples: {
    bad: [
      {
        text: profile(
          '{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["bpf"], "action": «"SCMP_ACT_ERRNO"»}',
        ),
        fixed: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW"}'),
      },
      {
        text: profile(
          '{"names": ["bpf"], "action": «"SCMP_ACT_ERRNO"», "errno": "EPERM"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}',
        ),
        fixed: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW"}'),
      },
      {
        text: '{"defaultAction": "SCMP_ACT_KILL", "syscalls": [{"names": ["bpf"], "action": «"SCMP_ACT_KILL_THREAD"»}]}',
        fixed: '{"defaultAction": "SCMP_ACT_KILL", "syscalls": []}',
      },
      { text: profile('{"names": «[]», "action": "SCMP_ACT_ALLOW"}'), fixed: profile('') },
      { text: profile('«{»"action": "SCMP_ACT_ALLOW"}'), fixed: profile('') },
    ],
    good: [
      {
        text: profile(
          '{"names": "mkdir", "action": "SCMP_ACT_ALLOW"}, {"name": ["mkdir"], "action": "SCMP_ACT_ALLOW"}',
        ),
      },
      { text: profile('{"names": ["bpf"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}') },
      { text: profile('{"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}') },
      { text: profile('{"name": "read", "names": [], "action": "SCMP_ACT_ALLOW"}') },
      { text: profile('{"names": [{{ names }}], "action": "SCMP_ACT_ALLOW"}') },
      { text: profile('{"names": [') },
    ],
  },
  *check(profile): Iterable<Report<'default' | 'empty'>> {
    const { defaultAction } = usualFilter(profile);
    for (const rule of profile.rules) {
      const title = { en: 'Remove the rule', ja: 'ルールを削除する' };
      const fixes = [fix(title, removeRules(profile, [rule]), true)];
      if (rule.names.length === 0) {
        if (isNamed(rule)) continue;
        const { start } = rule.node.span;
        const at = rule.namesList?.array.span ?? { start, end: start + 1 };
        yield { at, message: 'empty', fixes, tag: 'unnecessary' };
      } else if (rule.action && sameAction(actionOf(rule.action.value, rule.errno), defaultAction)) {
        yield { at: rule.action.member.value.span, message: 'default', fixes, tag: 'unnecessary' };
      }
    }
  },
});

/** By names of another type, which are refused. */
const isNamed = ({ struct, namesList }: SyscallRule): boolean =>
  namesList ? namesList.array.items.length > 0 : ['name', 'names'].some(key => isSet(memberOf(struct, key)?.value));

const isSet = (value: JsonValue | undefined): boolean =>
  value !== undefined &&
  !(value.type === 'literal' && value.value === null) &&
  !(value.type === 'string' && value.value === '');
