import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import { gatedSyscall } from '../../podman/gatedSyscalls.ts';
import { dangerOf } from '../../podman/syscalls.ts';
import { denial, fix } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { actionOf, outcomeOf, sameAction, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

type Key = 'log' | 'trace' | 'notify';
const keys: Readonly<Record<string, Key>> = { SCMP_ACT_LOG: 'log', SCMP_ACT_TRACE: 'trace', SCMP_ACT_NOTIFY: 'notify' };

export default seccompRule({
  id: 'seccomp/weak-action',
  title: { en: 'Dangerous call that is watched, not denied', ja: '拒否せず監視するだけの危険な呼び出し' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_rule_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html' },
  ],
  messages: {
    log: {
      en: 'SCMP_ACT_LOG lets "{name}" happen and writes it to the audit log.',
      ja: 'SCMP_ACT_LOG は「{name}」を監査ログに残すだけで、実行させます。',
    },
    trace: {
      en: 'SCMP_ACT_TRACE leaves "{name}" to a tracer, which may let it pass; without one the call fails with ENOSYS.',
      ja: 'SCMP_ACT_TRACE は「{name}」をトレーサーに委ね、トレーサーは通すこともできます。なければ ENOSYS で失敗します。',
    },
    notify: {
      en: 'SCMP_ACT_NOTIFY asks an agent about "{name}"; between its look and the call the arguments can change, so it is no fence.',
      ja: 'SCMP_ACT_NOTIFY は「{name}」をエージェントに問い合わせますが、確認から実行までの間に引数を変えられるため、防壁にはなりません。',
    },
  },
  why: {
    en: 'What is in the log has already happened.',
    ja: 'ログに残った時点で、すでに実行されています。',
  },
  remedy: { en: 'Deny it with SCMP_ACT_ERRNO.', ja: 'SCMP_ACT_ERRNO で拒否してください。' },
  examples: {
    bad: [
      {
        text: open('{"names": ["mkdir", "bpf"], "action": «"SCMP_ACT_LOG"»}'),
        fixed: open('{"names": ["mkdir", "bpf"], "action": "SCMP_ACT_ERRNO"}'),
      },
      {
        text: profile('{"names": ["mount"], "action": «"SCMP_ACT_LOG"»}'),
        fixed: profile('{"names": ["mount"], "action": "SCMP_ACT_ERRNO"}'),
      },
      {
        text: open('{"names": ["kexec_load"], "action": «"SCMP_ACT_NOTIFY"»}'),
        fixed: open('{"names": ["kexec_load"], "action": "SCMP_ACT_ERRNO"}'),
      },
      {
        text: open('{"names": ["ptrace"], "action": «"SCMP_ACT_TRACE"»}'),
        fixed: open('{"names": ["ptrace"], "action": "SCMP_ACT_ERRNO"}'),
      },
    ],
    good: [
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_LOG"}') },
      { text: open('{"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}') },
      { text: open('{"names": ["bpf"], "action": "SCMP_ACT_ERRNO"}, {"names": ["bpf"], "action": "SCMP_ACT_LOG"}') },
      { text: profile('{"names": ["bpf"], "action": "SCMP_ACT_LOG", "includes": {"caps": ["CAP_BPF"]}}') },
      { text: '{"defaultAction": "SCMP_ACT_LOG", "syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_LOG"}]}' },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    const filter = usualFilter(profile);
    for (const rule of profile.rules) {
      const message = lookUp(keys, rule.action?.value ?? '');
      const action = actionOf(rule.action?.value, rule.errno);
      if (!message || !rule.action || sameAction(action, filter.defaultAction)) continue;
      const name = rule.names.find(({ value }) => {
        const { entry, conditional } = outcomeOf(filter, value);
        const holds = entry?.rule === rule || conditional.some(entry => entry.rule === rule);
        return holds && (dangerOf(value) || gatedSyscall(value));
      });
      if (!name) continue;
      const { span } = rule.action.member.value;
      const title = { en: 'Deny it (SCMP_ACT_ERRNO)', ja: '拒否する (SCMP_ACT_ERRNO)' };
      const severity = message === 'trace' ? 'info' : 'warning';
      const fixes = [fix(title, denial(span, rule.errno))];
      yield { at: span, message, params: { name: name.value }, severity, fixes };
    }
  },
});
