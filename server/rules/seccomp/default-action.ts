import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { insertFirstMember } from '../../parse/json/edits.ts';
import { goMember } from '../../parse/json/keys.ts';
import { type SeccompProfile, stringOf } from '../../parse/json/seccompProfile.ts';
import { seccompRule } from './_rule.ts';

type Key = 'allow' | 'log' | 'trace' | 'trap' | 'notify' | 'missing' | 'unconfined';

const actions: Readonly<Record<string, Key>> = {
  SCMP_ACT_ALLOW: 'allow',
  SCMP_ACT_LOG: 'log',
  SCMP_ACT_TRACE: 'trace',
  SCMP_ACT_TRAP: 'trap',
  SCMP_ACT_NOTIFY: 'notify',
};

const deny = '"SCMP_ACT_ERRNO"';
const denyTitle = {
  en: 'Deny what no rule allows (SCMP_ACT_ERRNO)',
  ja: '許可されていない呼び出しを拒否する (SCMP_ACT_ERRNO)',
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
    notify: {
      en: 'SCMP_ACT_NOTIFY cannot be a default action: the container does not start.',
      ja: 'SCMP_ACT_NOTIFY は既定のアクションにできません。コンテナは起動しません。',
    },
    missing: {
      en: 'There is no defaultAction: the runtime refuses to start the container.',
      ja: 'defaultAction がありません。ランタイムはコンテナの起動を拒否します。',
    },
    unconfined: {
      en: 'There is neither a defaultAction nor a rule here: Podman starts the container without any seccomp filter and does not say so.',
      ja: 'defaultAction もルールもありません。Podman は何も表示せず、seccomp フィルターなしでコンテナを起動します。',
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
        fixed:
          '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [{"names": ["ptrace"], "action": "SCMP_ACT_ERRNO"}]\n}\n',
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_LOG"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_TRACE"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_TRAP"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": «"SCMP_ACT_NOTIFY"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [], "DefaultAction": «"SCMP_ACT_ALLOW"»}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [], "DefaultAction": "SCMP_ACT_ERRNO"}',
      },
      {
        text: '{\r\n    «"syscalls"»: [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]\r\n}\r\n',
        fixed:
          '{\r\n    "defaultAction": "SCMP_ACT_ERRNO",\r\n    "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]\r\n}\r\n',
      },
      { text: '«null»\n' },
      { text: '«{»}', fixed: '{"defaultAction": "SCMP_ACT_ERRNO"}' },
      {
        text: '«{»"default_action": "SCMP_ACT_ERRNO", "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "default_action": "SCMP_ACT_ERRNO", "syscalls": []}',
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
    if (profile.file.isTemplate) return;
    const { defaultAction } = profile;
    if (!defaultAction) {
      yield* missing(profile);
      return;
    }
    const message = actions[stringOf(defaultAction) ?? ''];
    if (!message) return;
    const { span } = defaultAction.value;
    const severity = message === 'allow' || message === 'log' || message === 'notify' ? 'error' : 'warning';
    const fix: Fix = { title: { text: denyTitle }, edits: [{ span, text: deny }], safe: false };
    yield { at: span, message, severity, fixes: [fix] };
  },
});

/** Only of a text that is whole: in a half-typed one the action may still come. */
function* missing({ file, rules }: SeccompProfile): Iterable<Report<Key>> {
  const { root, text } = file;
  if (root?.type === 'literal' && root.value === null) yield { at: root.span, message: 'unconfined' };
  if (root?.type !== 'object' || file.faults.some(({ repair }) => !repair?.safe)) return;
  const edit = insertFirstMember(text, root, 'defaultAction', deny);
  const fixes: Fix[] = [{ title: { text: denyTitle }, edits: [edit], safe: false }];
  const syscalls = goMember(root, 'syscalls');
  if (syscalls && rules.length > 0) yield { at: syscalls.key.span, message: 'missing', fixes };
  else yield { at: { start: root.span.start, end: root.span.start + 1 }, message: 'unconfined', fixes };
}
