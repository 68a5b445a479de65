import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import { insertItemAfter, insertLastMember, removeSibling } from '../../parse/json/edits.ts';
import { goMember } from '../../parse/json/keys.ts';
import { type SeccompProfile, type SyscallName, type SyscallRule, stringOf } from '../../parse/json/seccompProfile.ts';
import { type DangerId, dangerOf, dangerousSyscalls, isGated } from '../../podman/syscalls.ts';
import { letsPass, seccompRule } from './_rule.ts';

const messages = Object.fromEntries(dangerousSyscalls.map(({ id, what }) => [id, what])) as Record<DangerId, Text>;

const rule = (names: string, more = ''): string =>
  `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": [${names}], "action": "SCMP_ACT_ALLOW"${more}}]}`;

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
      { text: rule('"read", «"bpf"», "write"'), fixed: rule('"read", "write"') },
      {
        text: rule('«"kexec_load"», "read", «"init_module"»'),
        fixed: rule('"read"'),
      },
      {
        text: '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [\n    {\n      "names": [\n        "openat",\n        «"open_by_handle_at"»,\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
        fixed:
          '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": [\n    {\n      "names": [\n        "openat",\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": [«"iopl"»], "action": "SCMP_ACT_ALLOW"}]}',
        fixed: rule('"read"'),
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"name": «"perf_event_open"», "action": "SCMP_ACT_LOG"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      { text: rule('"read", «"personality"»', ', "args": []'), fixed: rule('"read"', ', "args": []') },
      { text: rule('"read", «"stime"»', ', "args": null'), fixed: rule('"read"', ', "args": null') },
      // Every container has CAP_CHOWN, and minKernel is Docker's: Podman ignores it.
      {
        text: rule('"read", «"bpf"»', ', "includes": {"caps": ["CAP_CHOWN"]}'),
        fixed: rule('"read"', ', "includes": {"caps": ["CAP_CHOWN"]}'),
      },
      {
        text: rule('"read", «"io_uring_setup"»', ', "includes": {"minKernel": "99.0"}'),
        fixed: rule('"read"', ', "includes": {"minKernel": "99.0"}'),
      },
      {
        text: rule('"read", «"vmsplice"»', ', "excludes": {"caps": ["CAP_SYS_ADMIN"]}'),
        fixed: rule('"read"', ', "excludes": {"caps": ["CAP_SYS_ADMIN"]}'),
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
        text: rule('"clone", "clone3", "unshare", "setns", "mount", "umount2", "ptrace", "keyctl", "reboot", "syslog"'),
      },
      { text: rule('"bpf", "perf_event_open", "sethostname"', ', "includes": {"caps": ["CAP_SYS_ADMIN"]}') },
      { text: rule('"init_module"', ', "includes": {"caps": ["CAP_CHOWN", "CAP_SYS_MODULE"]}') },
      { text: rule('"personality"', ', "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]') },
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
      { text: rule('"BPF", "bpf ", "kexec"') },
      { text: rule('"bpf"').replace('SCMP_ACT_ALLOW', '{{ action }}') },
      { text: rule('{{- range .Values.calls }}"bpf", {{ end }}"read"') },
      { text: rule('83, null, {"name": "bpf"}') },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [null, "bpf", ["bpf"]]}' },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": {"names": ["bpf"], "action": "SCMP_ACT_ALLOW"}}' },
    ],
  },
  *check(profile): Iterable<Report<DangerId>> {
    if (profile.file.isTemplate || letsPass(stringOf(profile.defaultAction))) return;
    const denied = new Set<string>();
    for (const rule of profile.rules) {
      if (rule.hasArgs) continue;
      if (!letsPass(stringOf(rule.action))) {
        if (deniesEverywhere(rule, profile)) for (const { node } of rule.names) denied.add(node.value);
        continue;
      }
      if (isGated(rule.includes.caps)) continue;
      for (const name of rule.names) {
        const danger = dangerOf(name.node.value);
        if (!danger || denied.has(name.node.value)) continue;
        const { id, severity, capability } = danger;
        const fixes = [removal(profile, rule, name)];
        if (capability) fixes.push(gate(profile, rule, name, capability));
        yield { at: name.node.span, message: id, params: { name: name.node.value }, severity, fixes };
      }
    }
  },
});

/** A rule that no later one overrides: of two for the same call the first wins, but one like the default is skipped. */
function deniesEverywhere(
  { node, action, includes, excludes }: SyscallRule,
  { defaultAction }: SeccompProfile,
): boolean {
  const filters = [includes, excludes];
  if (stringOf(action) === undefined || filters.some(({ caps, arches }) => caps.length + arches.length > 0))
    return false;
  const hasErrno = goMember(node, 'errno') ?? goMember(node, 'errnoRet');
  return stringOf(action) !== stringOf(defaultAction) || hasErrno !== undefined;
}

function removal({ file }: SeccompProfile, rule: SyscallRule, name: SyscallName): Fix {
  return {
    title: {
      text: { en: 'Do not allow "{name}"', ja: '「{name}」を許可しない' },
      params: { name: name.node.value },
    },
    edits: [isOnlyName(name) ? removeSibling(file.text, rule.list.items, rule.index) : removeName(file.text, name)],
    safe: false,
  };
}

/** Into a rule of its own, for containers that hold the capability. */
function gate({ file }: SeccompProfile, rule: SyscallRule, name: SyscallName, capability: string): Fix {
  const caps = `{"caps": ["${capability}"]}`;
  const own = `{"names": [${JSON.stringify(name.node.value)}], "action": "SCMP_ACT_ALLOW", "includes": ${caps}}`;
  const alone = isOnlyName(name) && !goMember(rule.node, 'includes');
  return {
    title: {
      text: { en: 'Allow "{name}" only with {capability}', ja: '「{name}」を {capability} がある場合だけ許可する' },
      params: { name: name.node.value, capability },
    },
    edits: alone
      ? [insertLastMember(file.text, rule.node, 'includes', caps)]
      : [removeName(file.text, name), insertItemAfter(file.text, rule.list, rule.index, own)],
    safe: false,
  };
}

const isOnlyName = ({ list }: SyscallName): boolean => !list || list.items.length === 1;

const removeName = (text: string, { node, list, index }: SyscallName) =>
  list ? removeSibling(text, list.items, index) : { span: node.span, text: '""' };
