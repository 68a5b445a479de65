import {
  entryOf,
  isFalse,
  isTrue,
  stringOf,
  stringsIn,
  type TomlEntry,
  type TomlFile,
  tableAt,
} from '../../parse/toml/tree.ts';
import { isRuntimeAnnotation } from '../../podman/kubeAnnotations.ts';
import { removal } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

const messages = {
  privileged: { en: 'Every container is privileged.', ja: 'すべてのコンテナが特権コンテナになります。' },
  seccomp: {
    en: 'Every container runs without a seccomp filter.',
    ja: 'すべてのコンテナが seccomp フィルターなしで動きます。',
  },
  apparmor: { en: 'Every container runs without AppArmor.', ja: 'すべてのコンテナが AppArmor なしで動きます。' },
  label: {
    en: 'Every container runs without SELinux labels of its own.',
    ja: 'すべてのコンテナが、SELinux ラベルで分離されずに動きます。',
  },
  pivot: {
    en: 'Every container is started without pivot_root, which keeps it inside of its file system.',
    ja: 'すべてのコンテナが、ファイルシステムの外へ出るのを防ぐ pivot_root なしで起動されます。',
  },
  keyring: {
    en: 'Containers share the session keyring of whoever starts them.',
    ja: 'コンテナが、起動した人のセッションキーリングを共有します。',
  },
  firewall: {
    en: 'No firewall rules are set up: containers can be reached past what their ports say.',
    ja: 'ファイアウォールの規則が作られず、公開したポート以外からもコンテナに到達できます。',
  },
  bpf: {
    en: 'Every container gets the seccomp filter in this annotation instead of its profile.',
    ja: 'すべてのコンテナで、プロファイルの代わりにこのアノテーションの seccomp フィルターが使われます。',
  },
  runtime: {
    en: 'Every container gets the annotation {name}, which the OCI runtime obeys.',
    ja: 'すべてのコンテナにアノテーション {name} が付き、OCI ランタイムがその指示に従います。',
  },
} as const;

export default containersConfRule({
  id: 'containers-conf/isolation-off',
  title: { en: 'Isolation switched off for all containers', ja: '全コンテナの隔離を無効にする設定' },
  severity: 'error',
  references: [...references, { title: 'Podman book 8.3' }, { title: 'CIS Docker 5.4, 5.21' }],
  messages,
  why: {
    en: 'It holds for every container on the machine whose command line says nothing else, also for those of other people.',
    ja: 'コマンドラインで上書きしない限り、他の人のものも含め、このマシンのすべてのコンテナに適用されます。',
  },
  remedy: {
    en: 'Remove it, and give the one container that needs it what it needs.',
    ja: 'この設定を削除し、必要なコンテナにだけ個別に指定してください。',
  },
  *check(file) {
    for (const [message, entry] of found(file)) {
      const severity = message === 'keyring' || message === 'firewall' ? 'warning' : undefined;
      yield { at: entry.value.span, message, severity, fixes: removal(file, entry, false) };
    }
    for (const { span, value } of annotations(file)) {
      const [name = ''] = value.split('=', 1);
      if (name.trim() === 'run.oci.seccomp_bpf_data') yield { at: span, message: 'bpf' };
      else if (isRuntimeAnnotation(name)) yield { at: span, message: 'runtime', params: { name }, severity: 'warning' };
    }
  },
  examples: {
    bad: [
      {
        text: '# {{ managed }}\n[containers]\nlog_tag = "{{.ImageName}}"\nprivileged = «true»\n',
        fixed: '# {{ managed }}\n[containers]\nlog_tag = "{{.ImageName}}"\n',
      },
      { text: '[containers]\nprivileged = «true»\ninit = true\n', fixed: '[containers]\ninit = true\n' },
      { text: '[containers]\nSeccomp_Profile = «"unconfined"» # for gdb\n' },
      { text: '[containers]\r\napparmor_profile = «"unconfined"»\r\nlabel = «false»\r\n', fixed: '[containers]\r\n' },
      { text: '[engine]\nno_pivot_root = «true»\n', fixed: '[engine]\n' },
      { text: 'containers = {privileged = «true»}\n' },
      {
        text: '[containers]\nkeyring = «false»\n[network]\nfirewall_driver = «"none"»\n',
        fixed: '[containers]\n[network]\n',
      },
      { text: '[containers]\nannotations = ["a=b", «"run.oci.seccomp_bpf_data=BgAAAA=="»]\n' },
      { text: '[containers]\nannotations = [«"run.oci.keep_original_groups=1"»]\n' },
    ],
    good: [
      { text: '[containers]\nprivileged = false\nlabel = true\n' },
      { text: '[containers]\nseccomp_profile = "/etc/containers/seccomp.json"\n' },
      { text: '[containers]\napparmor_profile = "container-default"\n' },
      { text: '[engine]\nprivileged_sort_of = true\n' },
      { text: '[containers]\nannotations = ["run.oci.handler=krun", "io.example.owner=me"]\n' },
      { text: '# privileged = true\n' },
    ],
  },
});

function* found({ root, isTemplate }: TomlFile): Iterable<readonly [keyof typeof messages, TomlEntry]> {
  if (isTemplate) return;
  const containers = tableAt(root, 'containers');
  const privileged = entryOf(containers, 'privileged');
  if (privileged && isTrue(privileged)) yield ['privileged', privileged];
  for (const [message, key] of [
    ['seccomp', 'seccomp_profile'],
    ['apparmor', 'apparmor_profile'],
  ] as const) {
    const profile = entryOf(containers, key);
    if (profile && stringOf(profile) === 'unconfined') yield [message, profile];
  }
  const label = entryOf(containers, 'label');
  if (label && isFalse(label)) yield ['label', label];
  const keyring = entryOf(containers, 'keyring');
  if (keyring && isFalse(keyring)) yield ['keyring', keyring];
  const firewall = entryOf(tableAt(root, 'network'), 'firewall_driver');
  if (firewall && stringOf(firewall) === 'none') yield ['firewall', firewall];
  const pivot = entryOf(tableAt(root, 'engine'), 'no_pivot_root');
  if (pivot && isTrue(pivot)) yield ['pivot', pivot];
}

const annotations = ({ root, isTemplate }: TomlFile) =>
  isTemplate ? [] : stringsIn(entryOf(tableAt(root, 'containers'), 'annotations'));
