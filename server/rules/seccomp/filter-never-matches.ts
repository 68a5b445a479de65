import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { FilterItem } from '../../parse/json/seccompProfile.ts';
import { capabilityName, capabilityNames } from '../../podman/capabilities.ts';
import { filterArchitectures } from '../../podman/seccompWords.ts';
import { write } from './_edits.ts';
import { profile } from './_examples.ts';
import { seccompRule } from './_rule.ts';

type Key = 'include-cap' | 'exclude-cap' | 'include-arch' | 'exclude-arch';

const allow = (more: string): string => profile(`{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW", ${more}}`);

export default seccompRule({
  id: 'seccomp/filter-never-matches',
  title: { en: 'Filter that never matches', ja: '一致することのない条件' },
  severity: 'warning',
  references: [
    { title: "Podman's reader of profiles", url: 'https://github.com/containers/common/tree/main/pkg/seccomp' },
    { title: 'capabilities(7)', url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html' },
  ],
  messages: {
    'include-cap': {
      en: 'No container has a capability called "{name}": the rule never holds. Podman compares the whole name, with CAP_.',
      ja: '「{name}」というケーパビリティを持つコンテナはなく、ルールは使われません。CAP_ を含む正確な名前が必要です。',
    },
    'exclude-cap': {
      en: 'No container has a capability called "{name}": the rule is never left out because of it. Podman compares the whole name, with CAP_.',
      ja: '「{name}」というケーパビリティを持つコンテナはなく、この除外条件は効きません。CAP_ を含む正確な名前が必要です。',
    },
    'include-arch': {
      en: 'No host is called "{name}" here: the rule never holds on its account. The names are Go\'s: amd64, arm64, x86, arm.',
      ja: 'ここで「{name}」と呼ばれるホストはなく、一致しません。名前は amd64、arm64、x86、arm などです。',
    },
    'exclude-arch': {
      en: 'No host is called "{name}" here: the rule is never left out because of it. The names are Go\'s: amd64, arm64, x86, arm.',
      ja: 'ここで「{name}」と呼ばれるホストはなく、この除外条件は効きません。名前は amd64、arm64、x86、arm などです。',
    },
  },
  why: {
    en: 'A call that was meant for some containers is open to none, or a rule that was meant for some holds for all.',
    ja: '一部のコンテナ向けの許可がどこでも効かないか、除外したはずのルールがすべてに適用されます。',
  },
  remedy: { en: 'Write the name as Podman compares it.', ja: 'Podman が比較する名前で書いてください。' },
  examples: {
    bad: [
      { text: allow('"includes": {"caps": [«"SYS_ADMIN"»]}'), fixed: allow('"includes": {"caps": ["CAP_SYS_ADMIN"]}') },
      {
        text: allow('"excludes": {"caps": ["CAP_BPF", «"cap_chown"»]}'),
        fixed: allow('"excludes": {"caps": ["CAP_BPF", "CAP_CHOWN"]}'),
      },
      { text: allow('"includes": {"caps": [«"CAP_EVERYTHING"»]}') },
      {
        text: allow('"includes": {"arches": [«"x86_64"», "arm64"]}'),
        fixed: allow('"includes": {"arches": ["amd64", "arm64"]}'),
      },
      {
        text: allow('"excludes": {"arches": [«"SCMP_ARCH_AARCH64"»]}'),
        fixed: allow('"excludes": {"arches": ["arm64"]}'),
      },
    ],
    good: [
      { text: allow('"includes": {"caps": ["CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE"]}') },
      { text: allow('"includes": {"arches": ["amd64", "x32", "x86", "s390x", "mipsel64n32", "loong64"]}') },
      { text: allow('"includes": {"caps": [], "arches": null}') },
      { text: allow('"includes": {"caps": ["{{ cap }}"]}') },
    ],
  },
  *check({ rules }): Iterable<Report<Key>> {
    for (const { includes, excludes } of rules) {
      for (const item of includes.caps) yield* judge(item, 'include-cap', capMeant);
      for (const item of excludes.caps) yield* judge(item, 'exclude-cap', capMeant);
      for (const item of includes.arches) yield* judge(item, 'include-arch', archMeant);
      for (const item of excludes.arches) yield* judge(item, 'exclude-arch', archMeant);
    }
  },
});

function* judge(
  { value, node }: FilterItem,
  message: Key,
  meant: (name: string) => string | undefined,
): Iterable<Report<Key>> {
  const to = meant(value);
  if (node.type !== 'string' || to === value) return;
  yield { at: node.span, message, params: { name: value }, fixes: to ? [write(node.span, to)] : [] };
}

function capMeant(text: string): string | undefined {
  const name = capabilityName(text.trim());
  const known = capabilityNames.includes(name) ? name : nearest(name, capabilityNames);
  return known && `CAP_${known}`;
}

function archMeant(text: string): string | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^scmp_arch_/, '');
  if (lookUp(filterArchitectures, name)) return name;
  const other: Readonly<Record<string, string>> = {
    i386: 'x86',
    i686: 'x86',
    armhf: 'arm',
    mips3l64n32: 'mipsel64n32',
  };
  return lookUp(other, name) ?? Object.entries(filterArchitectures).find(([, table]) => table === name)?.[0];
}
