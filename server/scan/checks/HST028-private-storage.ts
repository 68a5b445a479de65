import { octal } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf, rootlessInfo } from './_examples.ts';
import { manual } from './_references.ts';

const graph = '/home/app/.local/share/containers/storage';
const run = '/run/user/1000/containers';
const folder = (path: string, mode: string, uid = 1000) => `d${mode} 1 ${uid} ${uid} 0 Feb  5  2023 ${path}\n`;
const facts = (modes: string) => ({ host: hostOf(1000), info: rootlessInfo, modes });

export default check({
  id: 'HST028',
  title: { en: 'The storage is private', ja: 'ストレージが保護されている' },
  severity: 'high',
  references: [
    manual(
      'containers-storage.conf(5)',
      'https://github.com/containers/container-libs/blob/main/storage/docs/containers-storage.conf.5.md',
    ),
  ],
  messages: {
    open: { en: 'Others can look into {path} ({mode}).', ja: '他のユーザーが {path} の中を見られます（{mode}）。' },
    foreign: { en: '{path} belongs to somebody else ({uid}).', ja: '{path} の所有者が別のユーザー（{uid}）です。' },
    absent: { en: '{path} was not looked at.', ja: '{path} を確認できませんでした。' },
  },
  why: {
    en: 'A user of the host can run setuid programs out of the layers, and read files of every container.',
    ja: 'ホストのユーザーが、レイヤー内の setuid プログラムを実行したり、コンテナのファイルを読んだりできます。',
  },
  remedy: { en: 'Close it to others.', ja: '他のユーザーに閉じてください。' },
  commands: ['chmod 700 {name}'],
  needs: ['modes', 'info', 'host'],
  examples: {
    pass: [
      { facts: facts(folder(graph, 'rwx------') + folder(run, 'rwx--x--x')) },
      // The folder above keeps others out.
      { facts: facts(folder('/home/app/.local', 'rwx------') + folder(graph, 'rwxr-xr-x') + folder(run, 'rwx------')) },
    ],
    fail: [
      { facts: facts(folder(graph, 'rwxr-xr-x') + folder(run, 'rwx------')) },
      { facts: facts(folder(graph, 'rwx------', 1001) + folder(run, 'rwx------')) },
    ],
    unknown: [{ facts: facts(folder(run, 'rwx------')) }],
    error: [{ facts: {} }],
  },
  *judge({ modes, info, host }) {
    const places = [
      { path: info.graphRoot, limit: 0o077 },
      { path: info.runRoot, limit: 0o066 },
    ];
    let isClean = true;
    for (const { path, limit } of places) {
      if (path === undefined) continue;
      const rights = modes.files.find(each => each.path === path);
      const on = { type: 'file', name: path } as const;
      const isShielded = modes.files.some(
        each => each.type === 'd' && path.startsWith(`${each.path}/`) && (each.mode & 0o011) === 0,
      );
      if (!rights) yield { state: 'unknown', say: 'absent', params: { path }, on };
      else if (rights.uid !== 0 && rights.uid !== host.uid)
        yield { state: 'fail', say: 'foreign', params: { path, uid: rights.uid }, on };
      else if ((rights.mode & limit) !== 0 && !isShielded)
        yield {
          state: 'fail',
          say: 'open',
          params: { path, mode: octal(rights.mode) },
          on,
          actual: octal(rights.mode),
        };
      else continue;
      isClean = false;
    }
    if (isClean) yield { state: 'pass' };
  },
});
