import { entryOf, stringOf, tableAt } from '../../parse/toml/tree.ts';
import { removal } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/host-namespace',
  title: { en: 'Namespaces of the host for all containers', ja: '全コンテナでのホスト名前空間の共有' },
  severity: 'warning',
  references: [...references, { title: 'CIS Docker 5.9, 5.15, 5.16' }],
  messages: {
    shared: {
      en: 'Every container shares the {namespace} namespace of the host.',
      ja: 'すべてのコンテナがホストの {namespace} 名前空間を共有します。',
    },
    cgroups: {
      en: 'Containers run without cgroups of their own: no limit holds.',
      ja: 'コンテナが独自の cgroup なしで動くため、どの制限も効きません。',
    },
  },
  why: {
    en: "A container then sees the host's processes, network or shared memory, and no command line says so.",
    ja: 'コマンドラインには現れないまま、ホストのプロセスやネットワーク、共有メモリーがコンテナから見えます。',
  },
  remedy: {
    en: 'Remove it; the default is a namespace of its own.',
    ja: '設定を削除してください。既定では専用の名前空間が使われます。',
  },
  *check(file) {
    if (file.isTemplate) return;
    const containers = tableAt(file.root, 'containers');
    for (const [key, namespace] of namespaces) {
      const entry = entryOf(containers, key);
      if (!entry || stringOf(entry) !== 'host') continue;
      yield { at: entry.value.span, message: 'shared', params: { namespace }, fixes: removal(file, entry, false) };
    }
    const cgroups = entryOf(containers, 'cgroups');
    if (cgroups && stringOf(cgroups) === 'disabled') {
      yield { at: cgroups.value.span, message: 'cgroups', fixes: removal(file, cgroups, false) };
    }
  },
  examples: {
    bad: [
      { text: '[containers]\npidns = «"host"»\nnetns=«"host"»\ninit = true\n', fixed: '[containers]\ninit = true\n' },
      { text: '[containers]\nipcns = «"host"» # shm\n' },
      { text: '[containers]\nUTSNS = «\'host\'»\ncgroupns = «"host"»\n', fixed: '[containers]\n' },
      { text: '[containers]\ncgroups = «"disabled"»\n', fixed: '[containers]\n' },
    ],
    good: [
      { text: '[containers]\npidns = "private"\nipcns = "shareable"\n' },
      { text: '[containers]\nuserns = "host"\n' },
      { text: '[containers]\nnetns = "bridge"\ncgroups = "no-conmon"\n' },
      { text: '[engine]\nremote = false # pidns = "host"\n' },
    ],
  },
});

/** Of the user namespace the host's is the default. */
const namespaces = [
  ['pidns', 'PID'],
  ['ipcns', 'IPC'],
  ['netns', 'network'],
  ['utsns', 'UTS'],
  ['cgroupns', 'cgroup'],
] as const;
