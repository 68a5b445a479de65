import type { Edit, Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import type { JsonObject, JsonValue } from '../../parse/json/tree.ts';
import { podmanProfileWithout } from '../../podman/podmanProfile.ts';
import { baseline } from './_baselineExample.ts';
import { fix } from './_edits.ts';
import { saysNothing } from './_filter.ts';
import { seccompRule } from './_rule.ts';
import { denyTitle, startingStill } from './_starting.ts';

type Key = 'empty' | 'dropped' | 'wrapped' | 'misspelt';

const started = `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${baseline}]}`;
const bpf = '{"names": ["bpf"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_BPF"]}}';
const inner = '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}';
const unwrapped = inner.replace('}]', `}, ${baseline.replace('"read", ', '')}]`);

export default seccompRule({
  id: 'seccomp/unconfined-by-accident',
  title: { en: 'Profile that switches seccomp off', ja: 'seccomp を無効にしてしまうプロファイル' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.3.2' },
    {
      title: "Podman's reader of profiles",
      url: 'https://github.com/containers/common/tree/main/pkg/seccomp',
    },
  ],
  messages: {
    empty: {
      en: 'There is neither a defaultAction nor a rule here: Podman starts the container without any seccomp filter and does not say so.',
      ja: 'defaultAction もルールもありません。Podman は何も表示せず、seccomp フィルターなしでコンテナを起動します。',
    },
    dropped: {
      en: 'There is no defaultAction, and every rule is for other hosts or other capabilities, or names no system call: crun refuses an ordinary container, and runc starts it without any seccomp filter and does not say so.',
      ja: 'defaultAction がなく、すべてのルールが別のホストやケーパビリティ向けか、システムコールの名前を持ちません。通常のコンテナを crun は拒否し、runc は何も表示せずに seccomp フィルターなしで起動します。',
    },
    wrapped: {
      en: 'The profile stands inside "{key}", where Podman does not look: the container starts without any seccomp filter.',
      ja: 'プロファイルが "{key}" の中にあり、Podman はそこを読みません。コンテナは seccomp フィルターなしで起動します。',
    },
    misspelt: {
      en: 'Podman does not know the key "{key}" and finds neither a default action nor a rule: the container starts without any seccomp filter.',
      ja: 'Podman は "{key}" というキーを知りません。既定のアクションもルールも見つからず、コンテナは seccomp フィルターなしで起動します。',
    },
  },
  why: {
    en: 'The container is as open as with --security-opt seccomp=unconfined, while everybody believes that a profile protects it.',
    ja: 'プロファイルで守られているように見えて、実際には --security-opt seccomp=unconfined と同じ状態になります。',
  },
  remedy: {
    en: 'Put "defaultAction" and "syscalls" at the top of the file.',
    ja: '"defaultAction" と "syscalls" をファイルの最上位に置いてください。',
  },
  examples: {
    bad: [
      { text: '«null»\n' },
      { text: '«{»}', fixed: started },
      { text: '«{»"syscalls": []}', fixed: started },
      {
        text: '{«"default_action"»: "SCMP_ACT_ERRNO", "syscalls": []}',
        fixed: started,
      },
      { text: `{«"defualtAction"»: "SCMP_ACT_ERRNO", "sycalls": [${baseline}]}`, fixed: started },
      { text: `{\n  «"seccomp"»: ${inner}\n}\n`, fixed: `${unwrapped}\n` },
      { text: `{"ociVersion": "1.0.2", "linux": {«"seccomp"»: ${inner}}}`, fixed: unwrapped },
      {
        text: `{"apiVersion": "security-profiles-operator.x-k8s.io/v1beta1", "kind": "SeccompProfile", "metadata": {"name": "x"}, «"spec"»: ${inner}}`,
        fixed: unwrapped,
      },
      {
        text: '«{»"defaultAction": "", "syscalls": null}',
        fixed: started,
      },
      {
        text: `«{»"syscalls": [${bpf}]}`,
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [${bpf}, ${baseline}]}`,
      },
    ],
    good: [
      { text: inner },
      {
        text: `{"syscalls": [${bpf}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}`,
      },
      { text: '{"DefaultAction": "SCMP_ACT_ERRNO"}' },
      { text: '{"syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}' },
      { text: '{{ toJson .Values.profile }}' },
      { text: '{"defaultAction": ' },
      { text: '' },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    const { file, root, typeFaults } = profile;
    // A value of another type is refused, and that is said elsewhere.
    if (!saysNothing(profile) || typeFaults.some(({ has }) => has !== file.root)) return;
    const { root: value } = file;
    if (value?.type === 'literal' && value.value === null) yield { at: value.span, message: 'empty' };
    const object = root.at(-1);
    if (!object) return;
    // A value of another type is refused, and that is said elsewhere.
    if (object.members.some(({ key, value }) => /^(defaultaction|syscalls)$/i.test(key.value) && isOther(value)))
      return;
    yield wrapped(profile, object) ?? misspelt(profile, object) ?? empty(profile, object);
  },
});

const isOther = ({ type }: JsonValue): boolean => type === 'unknown' || type === 'number' || type === 'object';

const paths = [['linux', 'seccomp'], ['seccomp'], ['spec'], ['profile'], ['seccompProfile']];

function wrapped(profile: SeccompProfile, root: JsonObject): Report<Key> | undefined {
  for (const path of paths) {
    let object: JsonObject = root;
    let at: Span | undefined;
    for (const key of path) {
      const member = memberNamed(object, key);
      at = member?.key.span;
      if (member?.value.type !== 'object') break;
      object = member.value;
    }
    const isProfile = object !== root && object.members.some(({ key }) => /^(defaultAction|syscalls)$/.test(key.value));
    if (!at || !isProfile) continue;
    const edits: Edit[] = [
      { span: { start: root.span.start, end: object.span.start }, text: '' },
      { span: { start: object.span.end, end: root.span.end }, text: '' },
    ];
    const unwrap = fix({ en: 'Keep the profile alone', ja: 'プロファイルだけを残す' }, startingStill(profile, edits));
    return { at, message: 'wrapped', params: { key: path.join('.') }, fixes: [unwrap] };
  }
  return undefined;
}

/** All keys that are misspelt, in one repair. */
function misspelt(profile: SeccompProfile, root: JsonObject): Report<Key> | undefined {
  const renamed = root.members.flatMap(({ key, value }) => {
    const to = /^default[-_ ]action$/i.test(key.value)
      ? 'defaultAction'
      : nearest(key.value, ['defaultAction', 'syscalls']);
    const isOther = to !== undefined && to.toLowerCase() !== key.value.toLowerCase() && value.type !== 'literal';
    return isOther ? [{ key, to }] : [];
  });
  const [first] = renamed;
  if (!first) return undefined;
  const edits = renamed.map(({ key, to }) => ({ span: key.span, text: JSON.stringify(to) }));
  const title = { en: 'Rename it to "{to}"', ja: '"{to}" に直す' };
  const fixes = [fix(title, startingStill(profile, edits), false, { to: first.to })];
  return { at: first.key.span, message: 'misspelt', params: { key: first.key.value }, fixes };
}

/** The edit of a key that is there; else the default comes with what is added. */
function empty(profile: SeccompProfile, root: JsonObject): Report<Key> {
  const set = root.members.findLast(({ key }) => key.value.toLowerCase() === 'defaultaction');
  const edits = set ? [{ span: set.value.span, text: '"SCMP_ACT_ERRNO"' }] : [];
  const own = { en: "Start from Podman's own profile", ja: 'Podman 標準のプロファイルから作り直す' };
  const text = podmanProfileWithout(
    new Set(),
    /[\r\n]/.test(profile.file.text.trim()) ? lineEnding(profile.file.text) : '',
  );
  const fixes: Fix[] = [fix(denyTitle, startingStill(profile, edits)), fix(own, [{ span: root.span, text }])];
  const message = profile.rules.length > 0 ? 'dropped' : 'empty';
  return { at: { start: root.span.start, end: root.span.start + 1 }, message, fixes };
}
