import type { Report } from '../../core/rule.ts';
import type { Errno } from '../../parse/json/seccompProfile.ts';
import { fix } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { errnoOf } from './_filter.ts';
import { seccompRule } from './_rule.ts';

/** With these a program gives its privileges up, and believes that it did. */
const droppers =
  /^(set(res|re|fs)?[ug]id(32)?|setgroups(32)?|capset|chroot|unshare|prctl|chown(32)?|fchown(32)?|fchmod|chmod)$/;

export default seccompRule({
  id: 'seccomp/silent-success',
  title: { en: 'Denied calls that report success', ja: '失敗を成功と報告する拒否' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_rule_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html' },
  ],
  messages: {
    rule: {
      en: 'An errno of 0 means success: the call does nothing, and the program believes that it worked.',
      ja: 'errno 0 は成功を意味します。呼び出しは何もしませんが、プログラムは成功したと判断します。',
    },
    privileges: {
      en: 'An errno of 0 means success: a program that gives up its privileges with "{name}" keeps them, and does not know.',
      ja: 'errno 0 は成功を意味します。「{name}」で権限を手放したつもりのプログラムは、気付かないまま権限を持ち続けます。',
    },
    default: {
      en: 'An errno of 0 means success: every call that no rule allows does nothing, and the program believes that it worked.',
      ja: 'errno 0 は成功を意味します。許可されていない呼び出しは何もせず、プログラムは成功したと判断します。',
    },
  },
  why: {
    en: 'Data is lost and privileges stay, without any message.',
    ja: '何のメッセージもないまま、データが失われたり権限が残ったりします。',
  },
  remedy: {
    en: 'Return EPERM, or ENOSYS where a program has another way.',
    ja: 'EPERM、または代替手段がある場合は ENOSYS を返してください。',
  },
  examples: {
    bad: [
      {
        text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": «0»}'),
        fixed: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1}'),
      },
      {
        text: open('{"names": ["setreuid"], "action": "SCMP_ACT_ERRNO", "errno": «"0"», "errnoRet": 1}'),
        fixed: open('{"names": ["setreuid"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM", "errnoRet": 1}'),
      },
      {
        text: profile('', ', "defaultErrnoRet": «0»'),
        fixed: profile('', ', "defaultErrnoRet": 1'),
      },
      // 16 bits are left of it.
      {
        text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": «65536»}'),
        fixed: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1}'),
      },
    ],
    good: [
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1}') },
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 0, "errno": "EPERM"}') },
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": null}') },
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_TRACE", "errnoRet": 0}') },
      { text: profile('', ', "defaultErrno": ""') },
    ],
  },
  *check({ defaultAction, defaultErrno, rules }): Iterable<Report<'rule' | 'privileges' | 'default'>> {
    if (defaultAction?.value === 'SCMP_ACT_ERRNO') yield* zero(defaultErrno, 'default', {});
    for (const { action, errno, names } of rules) {
      if (action?.value !== 'SCMP_ACT_ERRNO' || names.length === 0) continue;
      const name = names.find(({ value }) => droppers.test(value))?.value;
      yield* name ? zero(errno, 'privileges', { name }) : zero(errno, 'rule', {});
    }
  },
});

function* zero<Key extends string>(
  { name, number }: Errno,
  message: Key,
  params: Record<string, string>,
): Iterable<Report<Key>> {
  const field = name ?? number;
  if (!field || errnoOf({ name, number }) !== 0) return;
  const { span } = field.member.value;
  const title = { en: 'Return EPERM', ja: 'EPERM を返す' };
  yield { at: span, message, params, fixes: [fix(title, [{ span, text: name ? '"EPERM"' : '1' }])] };
}
