import { entryOf, stringOf, stringsIn, type TomlEntry, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
import { removal } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

const messages = {
  pids: {
    en: 'Every container may start as many processes as it likes.',
    ja: 'すべてのコンテナで、起動できるプロセスの数が無制限になります。',
  },
  oom: {
    en: 'When memory runs out, the kernel ends processes of the host before those of containers.',
    ja: 'メモリー不足のとき、コンテナよりホストのプロセスが先に終了させられます。',
  },
  umask: {
    en: 'Files that containers make can be written by everybody.',
    ja: 'コンテナが作るファイルに、誰でも書き込めるようになります。',
  },
  ulimit: {
    en: 'Every container may use {name} without limit.',
    ja: 'すべてのコンテナで {name} が無制限になります。',
  },
} as const;

export default containersConfRule({
  id: 'containers-conf/weak-limits',
  title: { en: 'Limits lifted for all containers', ja: '全コンテナで外される制限' },
  severity: 'warning',
  references: [...references, { title: 'CIS Docker 5.29' }, { title: 'NIST SP 800-190 4.4.4' }],
  messages,
  why: {
    en: 'One container that runs wild or is taken over then brings down the host and all others.',
    ja: '暴走したり乗っ取られたりしたコンテナ 1 つのために、ホストやほかのコンテナまで停止するおそれがあります。',
  },
  remedy: {
    en: 'Remove it: the default is a limit. Lift it for the one container that needs it.',
    ja: '設定を削除すると既定の制限に戻ります。必要なコンテナでだけ制限を緩めてください。',
  },
  *check(file) {
    if (file.isTemplate) return;
    for (const [message, entry] of found(file)) {
      yield { at: entry.value.span, message, fixes: removal(file, entry, false) };
    }
    for (const { span, value } of stringsIn(entryOf(tableAt(file.root, 'containers'), 'default_ulimits'))) {
      const name = /^(nofile|nproc|memlock)=-1(?::-1)?$/.exec(value)?.[1];
      if (name) yield { at: span, message: 'ulimit', params: { name } };
    }
  },
  examples: {
    bad: [
      { text: '[containers]\npids_limit = «0»\ninit = true\n', fixed: '[containers]\ninit = true\n' },
      { text: '[containers]\nPids_Limit = «-1» # java\n' },
      { text: '[containers]\noom_score_adj = «-500»\n', fixed: '[containers]\n' },
      { text: '[containers]\numask = «"0000"»\n', fixed: '[containers]\n' },
      { text: '[containers]\ndefault_ulimits = ["nofile=1024:2048", «"nproc=-1"»]\n' },
    ],
    good: [
      { text: '[containers]\npids_limit = 2048\numask = "0022"\n' },
      { text: '[containers]\noom_score_adj = 200\numask = "0002"\n' },
      { text: '[containers]\ndefault_ulimits = ["nofile=1048576:1048576", "core=-1"]\n' },
      { text: '[engine]\nretry = 0\n' },
    ],
  },
});

function* found({ root }: TomlFile): Iterable<readonly [keyof typeof messages, TomlEntry]> {
  const containers = tableAt(root, 'containers');
  const pids = entryOf(containers, 'pids_limit');
  if (pids?.value.type === 'integer' && Number(pids.value.value) <= 0) yield ['pids', pids];
  const oom = entryOf(containers, 'oom_score_adj');
  if (oom?.value.type === 'integer' && oom.value.value.startsWith('-')) yield ['oom', oom];
  const umask = entryOf(containers, 'umask');
  // The last digit takes rights away from everybody else.
  if (umask && /^[0-7]*[0145]$/.test(stringOf(umask) ?? '')) yield ['umask', umask];
}
