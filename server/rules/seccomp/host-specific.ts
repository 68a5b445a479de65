import type { Report } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { architectureNamed, archMapHosts } from '../../podman/seccompWords.ts';
import { write } from './_edits.ts';
import { dropped, usualHost } from './_filter.ts';
import { seccompRule } from './_rule.ts';
import { byRunc, type RuncKey } from './_runc.ts';
import { architectureRefusal, ruleRefusals } from './_verdict.ts';

type Key = 'rule-arch' | 'rule-cap' | 'map-entry' | 'unknown-host' | RuncKey;

const rule = (more: string): string =>
  `{"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": [{"names": ["mkdir"], ${more}}]}`;

export default seccompRule({
  id: 'seccomp/host-specific',
  title: { en: 'Refused on some hosts only', ja: '一部の環境でのみ拒否される記述' },
  severity: 'warning',
  references: [
    { title: "Podman's reader of profiles", url: 'https://github.com/containers/common/tree/main/pkg/seccomp' },
    {
      title: 'OCI runtime specification, seccomp',
      url: 'https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp',
    },
  ],
  messages: {
    'rule-arch': {
      en: 'Podman drops this rule on x86_64; on the architectures that it is for, no container starts because of this.',
      ja: 'x86_64 ではこのルールは使われませんが、対象のアーキテクチャーではこの記述のためにコンテナが起動しません。',
    },
    'rule-cap': {
      en: 'Podman drops this rule in ordinary containers; with the capabilities that it is for, no container starts because of this.',
      ja: '通常のコンテナではこのルールは使われませんが、対象のケーパビリティを持つコンテナはこの記述のために起動しません。',
    },
    'map-entry': {
      en: 'On {host} machines the runtimes refuse "{arch}", and no container starts.',
      ja: '{host} のマシンではランタイムが「{arch}」を拒否し、コンテナが起動しません。',
    },
    'runc-arch': {
      en: 'crun takes "{arch}", runc refuses it.',
      ja: 'crun は「{arch}」を受け付けますが、runc は拒否します。',
    },
    'runc-operator': {
      en: 'crun never looks at this operator, as the rule does nothing; runc refuses it.',
      ja: 'このルールは何もしないため crun はこの演算子を見ませんが、runc は拒否します。',
    },
    'runc-index': {
      en: 'crun looks at six conditions; runc at this one too, and refuses index {index}.',
      ja: 'crun が見るのは 6 個の条件までですが、runc はこの条件も見て、index {index} を拒否します。',
    },
    'runc-flag': {
      en: 'crun takes "{flag}", runc (1.3) refuses it.',
      ja: 'crun は「{flag}」を受け付けますが、runc (1.3) は拒否します。',
    },
    'runc-old-flags': {
      en: 'runc before 1.2 refuses every flag.',
      ja: 'runc 1.2 より前は、フラグをすべて拒否します。',
    },
    'runc-empty-name': {
      en: 'crun ignores an empty name, runc refuses it (empty string is not a valid syscall).',
      ja: 'crun は空の名前を無視しますが、runc は拒否します (empty string is not a valid syscall)。',
    },
    'runc-listener': {
      en: 'runc refuses SCMP_ACT_NOTIFY without a listenerPath; with crun the call fails with ENOSYS.',
      ja: 'listenerPath のない SCMP_ACT_NOTIFY を runc は拒否し、crun では呼び出しが ENOSYS で失敗します。',
    },
    'unknown-host': {
      en: 'Podman looks for no host called "{arch}" in an archMap: this entry never counts.',
      ja: 'Podman は archMap で「{arch}」というホストを探しません。この項目は使われません。',
    },
  },
  why: {
    en: 'The file works where it was tried, and stops every container where it was not.',
    ja: '試した環境では動いても、別の環境ではすべてのコンテナが起動しなくなります。',
  },
  remedy: {
    en: 'Write it as all hosts and runtimes understand it.',
    ja: 'どのホストとランタイムでも通る書き方にしてください。',
  },
  examples: {
    bad: [
      {
        text: rule('"action": «"SCMP_ACT_DENY"», "includes": {"arches": ["arm64"]}'),
        fixed: rule('"action": "SCMP_ACT_ERRNO", "includes": {"arches": ["arm64"]}'),
      },
      { text: rule('"action": "SCMP_ACT_ERRNO", "errno": «"EFOO"», "includes": {"caps": ["CAP_SYS_ADMIN"]}') },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": [«"x86_64"»]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "archMap": [{"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": [«"SCMP_ARCH_BOGUS"»]}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "archMap": [{"architecture": «"x86_64"»}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "archMap": [{"architecture": "SCMP_ARCH_X86_64"}]}',
      },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "flags": [«"SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"»]}' },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", «"flags"»: ["SECCOMP_FILTER_FLAG_LOG"]}' },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [«null», "mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": «"SCMP_ACT_NOTIFY"»}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "op": «"LIKE"»}]}]}',
      },
    ],
    good: [
      { text: rule('"action": "SCMP_ACT_ALLOW", "includes": {"arches": ["arm64"]}') },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"]}' },
      // Right on the machines that it is for.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "archMap": [{"architecture": "SCMP_ARCH_S390X", "subArchitectures": ["SCMP_ARCH_S390"]}]}',
      },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "flags": []}' },
      { text: '{"syscalls": [], "architectures": ["x86_64"]}' },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    if (!profile.defaultAction && profile.rules.length === 0) return;
    yield* inMap(profile);
    yield* byRunc(profile, usualHost);
    for (const rule of profile.rules) {
      const why = dropped(rule, usualHost);
      if (!why || rule.names.length === 0) continue;
      for (const { at, fixes } of ruleRefusals(profile, rule))
        yield { at, message: `rule-${why}`, fixes, severity: 'warning' };
    }
  },
});

/** Entries of the archMap for other hosts than the usual one. */
function* inMap(profile: SeccompProfile): Iterable<Report<Key>> {
  if (profile.architectures?.items.length) return;
  const hosts = Object.entries(archMapHosts);
  for (const { architecture, subArchitectures } of profile.archMap) {
    if (!architecture) continue;
    const { value: arch, member } = architecture;
    const [host] = hosts.find(([, name]) => name === arch) ?? [];
    if (!host) {
      const known = architectureNamed(arch)?.name;
      // These have an entry in Docker's profile, and do no harm.
      if (/^SCMP_ARCH_(RISCV64|LOONGARCH64)$/.test(arch)) continue;
      const to = known && `SCMP_ARCH_${known}`;
      const fixes = to && hosts.some(([, name]) => name === to) ? [write(member.value.span, to)] : [];
      yield { at: member.value.span, message: 'unknown-host', params: { arch }, fixes };
    }
    if (!host || host === usualHost.arch || !subArchitectures) continue;
    const isBig = architectureNamed(arch)?.isBigEndian ?? false;
    for (const item of subArchitectures.items) {
      for (const { at, fixes } of architectureRefusal(profile, subArchitectures.array.items, item.at(-1), isBig)) {
        const node = item.at(-1);
        yield {
          at,
          message: 'map-entry',
          params: { host, arch: node?.type === 'string' ? node.value : 'null' },
          fixes,
        };
      }
    }
  }
}
