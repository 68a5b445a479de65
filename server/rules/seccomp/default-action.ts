import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { podmanProfileWithout } from '../../podman/podmanProfile.ts';
import { baseline } from './_baselineExample.ts';
import { denial, fix } from './_edits.ts';
import { letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';
import { denyTitle, startingStill } from './_starting.ts';

type Key = 'allow' | 'log' | 'trace' | 'trap';

const actions: Readonly<Record<string, Key>> = {
  SCMP_ACT_ALLOW: 'allow',
  SCMP_ACT_LOG: 'log',
  SCMP_ACT_TRACE: 'trace',
  SCMP_ACT_TRAP: 'trap',
};

export default seccompRule({
  id: 'seccomp/default-action',
  title: { en: 'Seccomp profile that does not deny by default', ja: '既定で拒否しない seccomp プロファイル' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.3.2' },
    {
      title: 'OCI runtime specification, seccomp',
      url: 'https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp',
    },
    { title: 'CIS Docker 5.22' },
  ],
  messages: {
    allow: {
      en: 'Every system call that no rule names is allowed.',
      ja: 'どのルールにも書かれていないシステムコールがすべて許可されます。',
    },
    log: {
      en: 'SCMP_ACT_LOG allows every system call that no rule names, and only writes it to the audit log.',
      ja: 'SCMP_ACT_LOG は、どのルールにも書かれていないシステムコールを監査ログに残すだけで、すべて許可します。',
    },
    trace: {
      en: 'SCMP_ACT_TRACE leaves the decision to a tracer; without one every other system call fails with ENOSYS.',
      ja: 'SCMP_ACT_TRACE は判断をトレーサーに委ねます。トレーサーがなければ他のシステムコールは ENOSYS で失敗します。',
    },
    trap: {
      en: 'SCMP_ACT_TRAP sends SIGSYS, which a program may catch and survive.',
      ja: 'SCMP_ACT_TRAP は SIGSYS を送るだけで、プログラムはそれを捕捉して動作を続けられます。',
    },
  },
  why: {
    en: 'A list of what is forbidden lets through each misspelt name and every system call that a later kernel adds.',
    ja: '禁止リスト方式では、名前の書き間違いや、新しいカーネルで追加されたシステムコールがそのまま通ってしまいます。',
  },
  remedy: {
    en: "Set defaultAction to SCMP_ACT_ERRNO and allow what the program needs, starting from Podman's own profile (/usr/share/containers/seccomp.json).",
    ja: 'defaultAction を SCMP_ACT_ERRNO にし、Podman 標準のプロファイル (/usr/share/containers/seccomp.json) を元に必要なものだけを許可してください。',
  },
  examples: {
    bad: [
      {
        text: '{\n  "defaultAction": «"SCMP_ACT_ALLOW"»,\n  "syscalls": [{"names": ["ptrace"], "action": "SCMP_ACT_ERRNO"}]\n}\n',
        fixed: `{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [{"names": ["ptrace"], "action": "SCMP_ACT_ERRNO"}, ${baseline}]\n}\n`,
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_LOG"», "syscalls": []}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${baseline}]}`,
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_TRACE"», "syscalls": []}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${baseline}]}`,
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_TRAP"», "syscalls": []}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${baseline}]}`,
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [], "DefaultAction": «"SCMP_ACT_ALLOW"»}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${baseline}], "DefaultAction": "SCMP_ACT_ERRNO"}`,
      },
    ],
    good: [
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "syscalls": []}' },
      { text: '{"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": []}' },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "defaultaction": "SCMP_ACT_ERRNO", "syscalls": []}' },
      { text: '{"defaultAction": "{{ action }}", "syscalls": []}' },
      { text: '{{ toJson .Values.profile }}' },
      { text: '{"defaultAction": ' },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    const { defaultAction, defaultErrno } = profile;
    const message = lookUp(actions, defaultAction?.value ?? '');
    if (!message || !defaultAction) return;
    const { span } = defaultAction.member.value;
    const severity = message === 'allow' || message === 'log' ? 'error' : 'warning';
    const fixes = [fix(denyTitle, startingStill(profile, denial(span, defaultErrno))), ...derived(profile)];
    yield { at: span, message, severity, fixes };
  },
});

/** Podman's own profile, less what this one denies; without socketcall and ipc its rules about sockets would collide. */
function derived(profile: SeccompProfile): Fix[] {
  const { file, root } = profile;
  const object = root.at(-1);
  const filter = usualFilter(profile);
  if (!object || !letsPass(filter.defaultAction)) return [];
  const isDenied = (name: string) => {
    const { entry } = outcomeOf(filter, name);
    return entry !== undefined && !letsPass(entry.action) && name !== 'socketcall' && name !== 'ipc';
  };
  const names = new Set([...filter.entries.keys()].filter(isDenied));
  const text = podmanProfileWithout(names, /[\r\n]/.test(file.text) ? lineEnding(file.text) : '');
  const title = {
    en: "Start from Podman's own profile, without what is denied here",
    ja: 'Podman 標準のプロファイルから、ここで拒否しているものを除いて作り直す',
  };
  return [fix(title, [{ span: object.span, text }])];
}
