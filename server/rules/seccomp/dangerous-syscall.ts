import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile, SyscallName } from '../../parse/json/seccompProfile.ts';
import { type DangerId, dangerOf, dangerousSyscalls } from '../../podman/syscalls.ts';
import { fix, insertRuleAfter, removal, removeNames, ruleText } from './_edits.ts';
import { allowing } from './_examples.ts';
import { type EffectiveFilter, type Entry, letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

const messages = Object.fromEntries(dangerousSyscalls.map(({ id, what }) => [id, what])) as Record<DangerId, Text>;

export default seccompRule({
  id: 'seccomp/dangerous-syscall',
  title: { en: 'Dangerous system call allowed to every container', ja: '危険なシステムコールの無条件な許可' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.3.2' },
    {
      title: "Podman's own profile",
      url: 'https://github.com/containers/common/blob/main/pkg/seccomp/seccomp.json',
    },
    { title: 'syscalls(2)', url: 'https://man7.org/linux/man-pages/man2/syscalls.2.html' },
  ],
  messages,
  why: {
    en: "Podman's own profile denies this call, or allows it only together with a capability that ordinary containers do not have.",
    ja: 'Podman 標準のプロファイルは、これを拒否するか、通常のコンテナにはないケーパビリティがある場合にだけ許可します。',
  },
  remedy: {
    en: 'Remove it from the list, or allow it in a rule of its own with "includes": {"caps": [...]}.',
    ja: '一覧から削除するか、"includes": {"caps": [...]} を付けた別のルールで許可してください。',
  },
  examples: {
    bad: [
      { text: allowing('"read", «"bpf"», "write"'), fixed: allowing('"read", "write"') },
      {
        text: allowing('«"kexec_load"», "read", «"init_module"»'),
        fixed: allowing('"read"'),
      },
      {
        text: '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [\n    {\n      "names": [\n        "openat",\n        «"open_by_handle_at"»,\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
        fixed:
          '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [\n    {\n      "names": [\n        "openat",\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": [«"iopl"»], "action": "SCMP_ACT_ALLOW"}]}',
        fixed: allowing('"read"'),
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": «"perf_event_open"», "action": "SCMP_ACT_ALLOW"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      { text: allowing('"read", «"personality"»', ', "args": []'), fixed: allowing('"read"', ', "args": []') },
      { text: allowing('"read", «"stime"»', ', "args": null'), fixed: allowing('"read"', ', "args": null') },
      // Every container has CAP_CHOWN, and minKernel is Docker's: Podman ignores it.
      {
        text: allowing('"read", «"bpf"»', ', "includes": {"caps": ["CAP_CHOWN"]}'),
        fixed: allowing('"read"', ', "includes": {"caps": ["CAP_CHOWN"]}'),
      },
      {
        text: allowing('"read", «"userfaultfd"»', ', "includes": {"minKernel": "99.0"}'),
        fixed: allowing('"read"', ', "includes": {"minKernel": "99.0"}'),
      },
      {
        text: allowing('"read", «"vmsplice"»', ', "excludes": {"caps": ["CAP_SYS_ADMIN"]}'),
        fixed: allowing('"read"', ', "excludes": {"caps": ["CAP_SYS_ADMIN"]}'),
      },
      // The first rule equals the default action: it is skipped, and does not win over the second.
      {
        text: '{"DefaultAction": "SCMP_ACT_ERRNO", "Syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_ERRNO"}, {"Names": [«"bpf"», "read"], "Action": "SCMP_ACT_ALLOW"}]}',
        fixed:
          '{"DefaultAction": "SCMP_ACT_ERRNO", "Syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_ERRNO"}, {"Names": ["read"], "Action": "SCMP_ACT_ALLOW"}]}',
      },
      {
        text: '// not JSON yet\n{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", «"uselib"»,], "action": "SCMP_ACT_ALLOW"}]}',
        fixed:
          '// not JSON yet\n{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read",], "action": "SCMP_ACT_ALLOW"}]}',
      },
    ],
    good: [
      // What Podman's own profile allows to everybody.
      {
        text: allowing(
          '"clone", "clone3", "unshare", "setns", "mount", "umount2", "ptrace", "keyctl", "reboot", "syslog"',
        ),
      },
      { text: allowing('"bpf", "perf_event_open", "sethostname"', ', "includes": {"caps": ["CAP_SYS_ADMIN"]}') },
      { text: allowing('"init_module"', ', "includes": {"caps": ["CAP_CHOWN", "CAP_SYS_MODULE"]}') },
      { text: allowing('"personality"', ', "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]') },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"}]}',
      },
      // Of two rules for all arguments the first wins.
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS", "syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"}, {"names": ["bpf"], "action": "SCMP_ACT_ALLOW"}]}',
      },
      // One finding for a profile that allows everything: seccomp/default-action.
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["bpf"], "action": "SCMP_ACT_ALLOW"}]}' },
      // No such system calls.
      { text: allowing('"BPF", "bpf ", "kexec"') },
      { text: allowing('"bpf"').replace('SCMP_ACT_ALLOW', '{{ action }}') },
      { text: allowing('{{- range .Values.calls }}"bpf", {{ end }}"read"') },
      { text: allowing('83, null, {"name": "bpf"}') },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [null, "bpf", ["bpf"]]}' },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": {"names": ["bpf"], "action": "SCMP_ACT_ALLOW"}}' },
    ],
  },
  *check(profile): Iterable<Report<DangerId>> {
    const filter = usualFilter(profile);
    if (letsPass(filter.defaultAction)) return;
    for (const { value, node } of allowedToAll(filter)) {
      const danger = dangerOf(value);
      const entry = danger && outcomeOf(filter, value).entry;
      if (!entry) continue;
      const { id, severity, capability } = danger;
      const fixes = [removal(profile, entry), ...(capability ? [gate(profile, entry, capability)] : [])];
      yield { at: node.span, message: id, params: { name: value }, severity, fixes };
    }
  },
});

/** The names that a rule allows with every argument, in the order of the file. */
function* allowedToAll(filter: EffectiveFilter): Iterable<SyscallName> {
  for (const name of filter.entries.keys()) {
    const { entry } = outcomeOf(filter, name);
    if (entry?.action.name === 'SCMP_ACT_ALLOW') yield entry.name;
  }
}

/** Into a rule of its own, for containers that hold the capability. */
function gate(profile: SeccompProfile, { rule, name }: Entry, capability: string): Fix {
  const caps = `{"caps": ["${capability}"]}`;
  const alone = rule.names.length === 1 && !memberOf(rule.struct, 'includes');
  const edits = alone
    ? [insertLastMember(profile.file.text, rule.node, 'includes', caps)]
    : [
        ...removeNames(profile, rule, [name]),
        insertRuleAfter(profile, rule, ruleText([name.value], 'SCMP_ACT_ALLOW', `, "includes": ${caps}`)),
      ];
  const title = { en: 'Allow "{name}" only with {capability}', ja: '「{name}」を {capability} がある場合だけ許可する' };
  return fix(title, edits, false, { name: name.value, capability });
}
