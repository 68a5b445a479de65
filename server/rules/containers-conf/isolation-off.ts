import { entryOf, isFalse, isTrue, stringOf, type TomlEntry, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
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
      yield { at: entry.value.span, message, fixes: removal(file, entry, false) };
    }
  },
  examples: {
    bad: [
      { text: '[containers]\nprivileged = «true»\ninit = true\n', fixed: '[containers]\ninit = true\n' },
      { text: '[containers]\nSeccomp_Profile = «"unconfined"» # for gdb\n' },
      { text: '[containers]\r\napparmor_profile = «"unconfined"»\r\nlabel = «false»\r\n', fixed: '[containers]\r\n' },
      { text: '[engine]\nno_pivot_root = «true»\n', fixed: '[engine]\n' },
      { text: 'containers = {privileged = «true»}\n' },
    ],
    good: [
      { text: '[containers]\nprivileged = false\nlabel = true\n' },
      { text: '[containers]\nseccomp_profile = "/etc/containers/seccomp.json"\n' },
      { text: '[containers]\napparmor_profile = "container-default"\n' },
      { text: '[engine]\nprivileged_sort_of = true\n' },
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
  const pivot = entryOf(tableAt(root, 'engine'), 'no_pivot_root');
  if (pivot && isTrue(pivot)) yield ['pivot', pivot];
}
