import type { Report } from '../../core/rule.ts';
import { fix, insertRuleAfter, removeNames, ruleText } from './_edits.ts';
import { letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

const clone =
  '{"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "op": "SCMP_CMP_MASKED_EQ"}]}';
const denied =
  '{"names": ["clone"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 268435456, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ"}]}';
const enosys = '{"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}';
const profile = (rules: string, action = 'SCMP_ACT_ERRNO'): string =>
  `{"defaultAction": "${action}", "syscalls": [${rules}]}`;

export default seccompRule({
  id: 'seccomp/clone3-bypass',
  title: { en: 'clone is filtered, clone3 is not', ja: 'clone3 で回避できる clone の制限' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'clone(2)', url: 'https://man7.org/linux/man-pages/man2/clone.2.html' },
  ],
  messages: {
    allowed: {
      en: 'clone is allowed with some flags only, but clone3 does the same with all flags: it takes them from memory, where seccomp cannot look.',
      ja: 'clone は一部のフラグでのみ許可されていますが、clone3 ならすべてのフラグを使えます。clone3 のフラグはメモリー上にあり、seccomp からは見えません。',
    },
    default: {
      en: 'clone is denied with some flags, but clone3 does the same with all flags: it takes them from memory, where seccomp cannot look.',
      ja: 'clone は一部のフラグで拒否されますが、clone3 ならすべてのフラグを使えます。clone3 のフラグはメモリー上にあり、seccomp からは見えません。',
    },
  },
  why: {
    en: 'Whoever wants a user namespace takes the call that is open.',
    ja: 'ユーザー名前空間を作りたい攻撃者は、制限のないほうの呼び出しを使います。',
  },
  remedy: {
    en: 'Let clone3 fail with ENOSYS: C libraries then use clone. With EPERM they do not.',
    ja: 'clone3 を ENOSYS で失敗させてください。C ライブラリーは clone に切り替えます。EPERM では切り替わりません。',
  },
  examples: {
    bad: [
      {
        text: profile(`${clone}, {"names": ["read", «"clone3"»], "action": "SCMP_ACT_ALLOW"}`),
        fixed: profile(`${clone}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}, ${enosys}`),
      },
      {
        text: profile(`{"names": [«"clone3"»], "action": "SCMP_ACT_ALLOW"}, ${clone}`),
        fixed: profile(`${enosys}, ${clone}`),
      },
      {
        text: profile(denied.replace('"clone"', '«"clone"»'), 'SCMP_ACT_ALLOW'),
        fixed: profile(`${denied}, ${enosys}`, 'SCMP_ACT_ALLOW'),
      },
    ],
    good: [
      { text: profile(clone) },
      { text: profile(`${enosys}, ${clone}`) },
      { text: profile('{"names": ["clone", "clone3"], "action": "SCMP_ACT_ALLOW"}') },
      { text: profile(`${denied}, ${enosys}`, 'SCMP_ACT_ALLOW') },
      {
        text: profile(
          `${clone}, {"names": ["clone3"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_ADMIN"]}}`,
        ),
      },
    ],
  },
  *check(profile): Iterable<Report<'allowed' | 'default'>> {
    const filter = usualFilter(profile);
    const [filtered] = outcomeOf(filter, 'clone').conditional;
    const { action, entry } = outcomeOf(filter, 'clone3');
    if (!filtered || !letsPass(action)) return;
    const enosys = ruleText(['clone3'], { name: 'SCMP_ACT_ERRNO', errno: 38 });
    const title = { en: 'Let clone3 fail with ENOSYS', ja: 'clone3 を ENOSYS で失敗させる' };
    if (!entry) {
      const { rule, name } = filtered;
      const fixes = [fix(title, [insertRuleAfter(profile, rule, enosys)])];
      yield { at: name.node.span, message: 'default', fixes };
      return;
    }
    const { rule, name } = entry;
    const edits =
      rule.names.length === 1
        ? [{ span: rule.node.span, text: enosys }]
        : [...removeNames(profile, rule, [name]), insertRuleAfter(profile, rule, enosys)];
    yield { at: name.node.span, message: 'allowed', fixes: [fix(title, edits)], supersedes: ['seccomp/gated-syscall'] };
  },
});
