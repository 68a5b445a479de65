import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { type GatedId, gatedSyscall, gatedSyscalls } from '../../podman/gatedSyscalls.ts';
import { fix, insertRuleAfter, removal, removeNames, ruleText } from './_edits.ts';
import { allowing } from './_examples.ts';
import { type Entry, letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

const messages = Object.fromEntries(gatedSyscalls.map(({ id, what }) => [id, what])) as Record<GatedId, Text>;

/** CLONE_NEW*, without CLONE_NEWTIME, which clone does not take. */
const namespaceFlags = 0x7e020000;

export default seccompRule({
  id: 'seccomp/gated-syscall',
  title: {
    en: "System call that Docker's profile ties to a capability",
    ja: 'Docker ではケーパビリティが必要なシステムコール',
  },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: "Docker's own profile", url: 'https://github.com/moby/profiles/blob/main/seccomp/default.json' },
  ],
  messages,
  why: {
    en: "Podman's own profile, made for everybody, allows this call; a profile of one's own is the chance to do without it. Docker's allows it to nobody who lacks the capability (ptrace and process_vm_* before Linux 4.8 only).",
    ja: 'Podman 標準のプロファイルは汎用なのでこれを許可しますが、独自のプロファイルなら外せます。Docker 標準のプロファイルは、対応するケーパビリティがなければ許可しません (ptrace と process_vm_* は Linux 4.8 より前のみ)。',
  },
  remedy: {
    en: 'Remove it, or allow it in a rule of its own with "includes": {"caps": [...]}. What Podman itself allows is no finding in a profile that was made from its own, unless seccompBaseline is docker.',
    ja: '削除するか、"includes": {"caps": [...]} を付けた別のルールで許可してください。Podman 標準のプロファイルを元にしたものは、seccompBaseline が docker でない限り指摘しません。',
  },
  examples: {
    bad: [
      { text: allowing('"read", «"mount"», "write"'), fixed: allowing('"read", "write"') },
      { text: allowing('"read", «"unshare"», «"setns"»'), fixed: allowing('"read"') },
      { text: allowing('"read", «"keyctl"»'), fixed: allowing('"read"') },
      {
        text: allowing('"read", «"clone"»'),
        fixed: allowing('"read"').replace(
          ']}',
          ', {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]}]}',
        ),
      },
      {
        text: '{\n  "defaultAction": "SCMP_ACT_KILL_PROCESS",\n  "syscalls": [\n    {\n      "names": [\n        «"ptrace"»,\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
        fixed:
          '{\n  "defaultAction": "SCMP_ACT_KILL_PROCESS",\n  "syscalls": [\n    {\n      "names": [\n        "read"\n      ],\n      "action": "SCMP_ACT_ALLOW"\n    }\n  ]\n}\n',
      },
    ],
    good: [
      { text: allowing('"mount", "unshare"', ', "includes": {"caps": ["CAP_SYS_ADMIN"]}') },
      {
        text: allowing(
          '"clone"',
          ', "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]',
        ),
      },
      { text: allowing('"read", "write", "name_to_handle_at"') },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mount"], "action": "SCMP_ACT_ALLOW"}]}' },
      { text: allowing('"mount"').replace('ALLOW', 'ERRNO') },
      { text: allowing('{{ range .calls }}"mount"{{ end }}') },
    ],
  },
  *check(profile, { settings }): Iterable<Report<GatedId>> {
    const filter = usualFilter(profile);
    if (letsPass(filter.defaultAction)) return;
    if (settings.seccompBaseline === 'podman' && isFromPodman(profile)) return;
    for (const name of filter.entries.keys()) {
      const gated = gatedSyscall(name);
      const entry = gated && outcomeOf(filter, name).entry;
      if (!gated || entry?.action.name !== 'SCMP_ACT_ALLOW') continue;
      const fixes = [
        gated.id === 'clone' && name === 'clone' ? onlyThreads(profile, entry) : removal(profile, entry),
        ...(gated.capability ? [gate(profile, entry, gated.capability)] : []),
      ];
      const severity = gated.id === 'clone' ? 'info' : 'warning';
      yield { at: entry.name.node.span, message: gated.id, params: { name }, severity, fixes };
    }
  },
});

function onlyThreads(profile: SeccompProfile, entry: Entry): Fix {
  const args = `[{"index": 0, "value": ${namespaceFlags}, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]`;
  const title = { en: 'Allow it without the flags for new namespaces', ja: '名前空間を作るフラグなしでのみ許可する' };
  return fix(title, ownRule(profile, entry, 'args', args));
}

function gate(profile: SeccompProfile, entry: Entry, capability: string): Fix {
  const title = { en: 'Allow "{name}" only with {capability}', ja: '「{name}」を {capability} がある場合だけ許可する' };
  const edits = ownRule(profile, entry, 'includes', `{"caps": ["${capability}"]}`);
  return fix(title, edits, false, { name: entry.name.value, capability });
}

/** The name in a rule of its own, with one more member. */
function ownRule(profile: SeccompProfile, { rule, name }: Entry, key: string, value: string) {
  if (rule.names.length === 1 && !memberOf(rule.struct, key))
    return [insertLastMember(profile.file.text, rule.node, key, value)];
  const own = ruleText([name.value], 'SCMP_ACT_ALLOW', `, "${key}": ${value}`);
  return [...removeNames(profile, rule, [name]), insertRuleAfter(profile, rule, own)];
}
