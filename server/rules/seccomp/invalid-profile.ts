import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { baseline } from './_baselineExample.ts';
import { dropped, earlierHost, type Host, usualHost } from './_filter.ts';
import { seccompRule } from './_rule.ts';
import { type Refusal, refusals, ruleRefusals } from './_verdict.ts';
import { type VerdictKey, verdictTexts } from './_verdictTexts.ts';

const rule = (more: string): string => `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{${more}}]}`;
const mkdir = (more: string): string => rule(`"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"${more}`);
const condition = (more: string): string => mkdir(`, "args": [{"index": 1, ${more}}]`);
/** Two rules for the same arguments. */
const five = '"args": [{"index": 1, "value": 5, "op": "SCMP_CMP_EQ"}]';
const once = mkdir(`, ${five}`);
const twice = (filter: string): string =>
  `${once.slice(0, -2)}, {"names": [«"mkdir"»], "action": "SCMP_ACT_LOG", ${five}${filter}}]}`;

type Key = VerdictKey | 'unless-capable' | 'if-capable';

export default seccompRule({
  id: 'seccomp/invalid-profile',
  title: { en: 'Seccomp profile that is refused', ja: '拒否される seccomp プロファイル' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.3.2' },
    {
      title: "Podman's reader of profiles",
      url: 'https://github.com/containers/common/tree/main/pkg/seccomp',
    },
    {
      title: 'OCI runtime specification, seccomp',
      url: 'https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp',
    },
  ],
  messages: {
    ...verdictTexts,
    'unless-capable': {
      en: 'The container does not start because of this, unless it has CAP_AUDIT_WRITE, CAP_MKNOD and CAP_NET_RAW: Podman before 4.4 gives them where no containers.conf says otherwise.',
      ja: 'CAP_AUDIT_WRITE、CAP_MKNOD、CAP_NET_RAW を持たないコンテナは、この記述のために起動しません。Podman 4.4 より前は、containers.conf で変更されていない限りこれらを与えます。',
    },
    'if-capable': {
      en: 'With CAP_AUDIT_WRITE, CAP_MKNOD and CAP_NET_RAW the container does not start because of this: Podman before 4.4 gives them where no containers.conf says otherwise.',
      ja: 'CAP_AUDIT_WRITE、CAP_MKNOD、CAP_NET_RAW を持つコンテナは、この記述のために起動しません。Podman 4.4 より前は、containers.conf で変更されていない限りこれらを与えます。',
    },
  },
  why: {
    en: 'No container starts with this profile; and whoever switches seccomp off to get on has no filter at all.',
    ja: 'このプロファイルではコンテナが起動しません。やむを得ず seccomp を無効にすれば、フィルターがまったくない状態になります。',
  },
  remedy: {
    en: 'Repair what is named here.',
    ja: '指摘された箇所を直してください。',
  },
  examples: {
    bad: [
      { text: mkdir('').replace('"SCMP_ACT_ERRNO"', '«"scmp_act_errno"»'), fixed: mkdir('') },
      { text: mkdir('').replace('"SCMP_ACT_ALLOW"', '«"ALLOW"»'), fixed: mkdir('') },
      { text: mkdir('').replace('"SCMP_ACT_ERRNO"', '«"SCMP_ACT_DENY"»'), fixed: mkdir('') },
      { text: rule('«"names"»: ["mkdir"]'), fixed: mkdir('') },
      { text: mkdir('').replace('"SCMP_ACT_ALLOW"', '«null»'), fixed: mkdir('') },
      { text: '«true»' },
      { text: '«[]»' },
      {
        text: '{«"syscalls"»: [{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"}]}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"}, ${baseline}]}`,
      },
      {
        text: '{\r\n  "defaultAction": «"SCMP_ACT_NOTIFY"»,\r\n  "syscalls": []\r\n}\r\n',
        fixed: `{\r\n  "defaultAction": "SCMP_ACT_ERRNO",\r\n  "syscalls": [${baseline}]\r\n}\r\n`,
      },
      { text: mkdir('').replace('["mkdir"]', '«"mkdir"»'), fixed: mkdir('') },
      { text: mkdir('').replace('"mkdir"', '"mkdir", «83»') },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": «{}»}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [«null»]}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      { text: mkdir(', "args": [«null»]') },
      { text: mkdir(', "includes": «[]»'), fixed: mkdir(', "includes": {}') },
      {
        text: rule('«"name"»: "rmdir", "names": ["mkdir"], "action": "SCMP_ACT_ALLOW"'),
        fixed: rule('"names": ["rmdir", "mkdir"], "action": "SCMP_ACT_ALLOW"'),
      },
      {
        text: rule('"names": ["mkdir"], "action": "SCMP_ACT_ALLOW", «"errno"»: "EPERM", "errnoRet": 1'),
        fixed: mkdir(''),
      },
      {
        text: rule('"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": «"eperm"»'),
        fixed: rule('"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"'),
      },
      { text: rule('"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": «"EINTR"»') },
      { text: rule('"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": «5000»') },
      { text: rule('"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": «4294967296»') },
      { text: condition('"value": «"1"», "op": "SCMP_CMP_EQ"'), fixed: condition('"value": 1, "op": "SCMP_CMP_EQ"') },
      {
        text: condition('"value": «1e3», "op": "SCMP_CMP_EQ"'),
        fixed: condition('"value": 1000, "op": "SCMP_CMP_EQ"'),
      },
      { text: condition('"value": «18446744073709551616», "op": "SCMP_CMP_EQ"') },
      { text: condition('"value": «-1», "op": "SCMP_CMP_EQ"') },
      { text: condition('"value": 1, "op": «"=="»'), fixed: condition('"value": 1, "op": "SCMP_CMP_EQ"') },
      {
        text: mkdir(', "args": [«{»"index": 1, "value": 1}]'),
        fixed: mkdir(', "args": [{"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}]'),
      },
      { text: mkdir(', "args": [{"index": «6», "value": 1, "op": "SCMP_CMP_EQ"}]') },
      { text: mkdir(', "args": [{"index": «4294967296», "value": 1, "op": "SCMP_CMP_EQ"}]') },
      // crun alone.
      { text: mkdir(', "args": [{"index": «4294967296», "op": "SCMP_CMP_EQ"}]').replace('mkdir', 'mkdirr') },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": [«"amd64"»], "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": [«"SCMP_ARCH_NATIVE"»], "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": [], "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86", «"SCMP_ARCH_S390"»]}], "syscalls": []}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ERRNO", "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}], "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "archMap": [{"architecture": "SCMP_ARCH_X86_64"}], «"architectures"»: ["SCMP_ARCH_X86_64"], "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "archMap": [{"architecture": "SCMP_ARCH_X86_64"}], "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "flags": [«"LOG"»], "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "flags": ["SECCOMP_FILTER_FLAG_LOG"], "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "listenerPath": «"/run/agent.sock"», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "listenerPath": «"agent.sock"», "listenerMetadata": "x", "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "listenerPath": «"/run/agent.sock"», "syscalls": [{"names": ["prctl"], "action": "SCMP_ACT_NOTIFY"}]}',
      },
      {
        text: twice(', "excludes": {"caps": ["CAP_NET_RAW"]}'),
        settings: { podman: '4.3' },
        fixed: once,
      },
      { text: twice(', "includes": {"caps": ["CAP_MKNOD"]}'), settings: { podman: '4.3' }, fixed: once },
      { text: twice(', "excludes": {"caps": ["CAP_NET_RAW"]}'), fixed: once },
      // Longer first, then a rule for more arguments that decides otherwise.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5, "args": [{"index": 0, "value": 5, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 6, "op": "SCMP_CMP_EQ"}]}, {"names": [«"mkdir"»], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 5, "op": "SCMP_CMP_EQ"}]}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5, "args": [{"index": 0, "value": 5, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 6, "op": "SCMP_CMP_EQ"}]}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"], "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errno": "EINVAL", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_EQ"}]}, {"names": [«"socket"»], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"], "syscalls": [{"names": ["socketcall"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}, {"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errno": "EINVAL", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_EQ"}]}, {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}]}',
      },
    ],
    good: [
      { text: mkdir('') },
      // Nobody looks at what is not for this host, or has no names.
      { text: rule('"names": ["mkdir"], "action": "SCMP_ACT_BLOCK", "includes": {"arches": ["arm64"]}') },
      { text: rule('"names": [], "action": "BLOCK", "args": [null]') },
      { text: rule('"names": ["mkdirr"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 7, "op": "LIKE"}]') },
      { text: '{"DEFAULTACTION": "SCMP_ACT_ERRNO", "Syscalls": [{"NAMES": ["mkdir"], "Action": "SCMP_ACT_ALLOW"}]}' },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultAction": null, "defaultErrno": "0013", "syscalls": null}' },
      // The second list is decoded into the first: its rule has the first one's action.
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"}], "syscalls": [{"names": ["rmdir"]}]}',
      },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["x86_64", "SCMP_ARCH_aarch64"], "syscalls": []}' },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "archMap": [null, {"architecture": "FOO", "subArchitectures": ["BAR"]}], "syscalls": []}',
      },
      { text: '{"syscalls": [], "architectures": ["amd64"], "defaultErrno": "EFOO"}' },
      { text: rule('"names": ["mkdir"], "action": "{{ action }}"') },
      { text: rule('"names": ["mkdir"], "action": ') },
      { text: twice(', "includes": {"caps": ["CAP_MKNOD"]}').replace(/[«»]/g, '') },
      // Two sides of one comparison, and a rule for all that another one follows.
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errnoRet": 22, "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_EQ"}]}, {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}]}',
      },
    ],
  },
  check(profile, { settings }): Iterable<Report<Key>> {
    const found = refusalsOn(profile, usualHost);
    return inRange(settings.podman, '<4.4') ? compared(found, refusalsOn(profile, earlierHost)) : found;
  },
});

function refusalsOn(profile: SeccompProfile, host: Host): Refusal[] {
  const found = [...refusals(profile, host)].sort((a, b) => a.at.start - b.at.start);
  if (!profile.defaultAction && profile.rules.length === 0) return found;
  const rules = profile.rules.filter(rule => !dropped(rule, host));
  return [...found, ...rules.flatMap(rule => [...ruleRefusals(profile, rule)])];
}

/** Where nobody knows which capabilities a container has, only what is refused with both is an error. */
function* compared(found: readonly Refusal[], earlier: readonly Refusal[]): Iterable<Report<Key>> {
  const isIn = (all: readonly Refusal[], { at, message }: Refusal) =>
    all.some(other => other.message === message && other.at.start === at.start);
  const only = ({ at, message: reason, params, fixes }: Refusal, message: Key): Report<Key> => {
    const related = [{ at, text: verdictTexts[reason], params }];
    return { at, message, severity: 'warning', fixes, related };
  };
  for (const refusal of found) yield isIn(earlier, refusal) ? refusal : only(refusal, 'unless-capable');
  for (const refusal of earlier) if (!isIn(found, refusal)) yield only(refusal, 'if-capable');
}
