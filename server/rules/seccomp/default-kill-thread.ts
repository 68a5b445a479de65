import type { Report } from '../../core/rule.ts';
import { fix } from './_edits.ts';
import { seccompRule } from './_rule.ts';

const to = 'SCMP_ACT_KILL_PROCESS';

export default seccompRule({
  id: 'seccomp/default-kill-thread',
  title: { en: 'Default that kills single threads', ja: 'スレッドだけを終了させる既定アクション' },
  severity: 'info',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp(2)', url: 'https://man7.org/linux/man-pages/man2/seccomp.2.html' },
  ],
  messages: {
    thread: {
      en: '{action} ends the thread that made the call; the rest of the process goes on without it.',
      ja: '{action} は呼び出したスレッドだけを終了させ、プロセスの残りは動き続けます。',
    },
  },
  why: {
    en: 'A program that misses a thread hangs or corrupts its data, and nothing restarts it.',
    ja: 'スレッドを失ったプログラムは、停止しないまま固まったりデータを壊したりし、再起動もされません。',
  },
  remedy: {
    en: 'Use SCMP_ACT_KILL_PROCESS, or SCMP_ACT_ERRNO with "defaultErrno": "ENOSYS", with which C libraries fall back to older calls.',
    ja: 'SCMP_ACT_KILL_PROCESS か、C ライブラリーが古い呼び出しに切り替えられる "defaultErrno": "ENOSYS" 付きの SCMP_ACT_ERRNO を使ってください。',
  },
  examples: {
    bad: [
      {
        text: '{"defaultAction": «"SCMP_ACT_KILL"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": []}',
      },
      {
        text: '{\r\n  "defaultAction": «"SCMP_ACT_KILL_THREAD"»\r\n}\r\n',
        fixed: '{\r\n  "defaultAction": "SCMP_ACT_KILL_PROCESS"\r\n}\r\n',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "DefaultAction": «"SCMP_ACT_KILL"»}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "DefaultAction": "SCMP_ACT_KILL_PROCESS"}',
      },
    ],
    good: [
      { text: '{"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": []}' },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS", "syscalls": []}' },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_KILL"}]}',
      },
      { text: '{"defaultAction": "{{ .action }}", "comment": "SCMP_ACT_KILL"}' },
    ],
  },
  *check({ defaultAction }): Iterable<Report<'thread'>> {
    if (!/^SCMP_ACT_KILL(_THREAD)?$/.test(defaultAction?.value ?? '') || !defaultAction) return;
    const { span } = defaultAction.member.value;
    const title = { en: 'End the whole process ({to})', ja: 'プロセス全体を終了させる ({to})' };
    const fixes = [fix(title, [{ span, text: JSON.stringify(to) }], false, { to })];
    yield { at: span, message: 'thread', params: { action: defaultAction.value }, fixes };
  },
});
