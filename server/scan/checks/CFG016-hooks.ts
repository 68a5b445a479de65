import { writableByOthers } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { manual } from './_references.ts';

const folder = '/usr/share/containers/oci/hooks.d';
const empty = `drwxr-xr-x 2 0 0 92 Feb  5  2023 ${folder}\n`;

export default check({
  id: 'CFG016',
  title: { en: 'OCI hooks are known', ja: 'OCI フックが把握されている' },
  severity: { strict: 'high' },
  references: [
    manual(
      'oci-hooks(5)',
      'https://github.com/containers/container-libs/blob/main/common/pkg/hooks/docs/oci-hooks.5.md',
    ),
  ],
  messages: {
    open: { en: 'Others than root can change {path}.', ja: 'root 以外が {path} を変更できます。' },
    hook: {
      en: '{path} runs a program with every container that it fits.',
      ja: '{path} が、該当するコンテナごとにプログラムを実行します。',
    },
  },
  why: {
    en: "A hook runs on the host with the engine's rights, whenever a container starts.",
    ja: 'フックはコンテナの起動時に、エンジンの権限でホスト上で実行されます。',
  },
  remedy: {
    en: 'Find out which package or person put it there.',
    ja: 'どのパッケージや担当者が置いたものか確認してください。',
  },
  commands: ['rpm -qf {name}', 'dpkg -S {name}'],
  needs: ['hooks', 'host'],
  examples: {
    pass: [{ facts: { host: hostOf(0), hooks: '' } }, { facts: { host: hostOf(0), hooks: empty } }],
    fail: [
      { facts: { host: hostOf(0), hooks: `${empty}-rw-rw-rw- 1 0 0 92 Feb  5  2023 ${folder}/x.json\n` } },
      { facts: { host: hostOf(0), hooks: `drwxrwxr-x 2 0 1000 92 Feb  5  2023 ${folder}\n` } },
    ],
    review: [
      { facts: { host: hostOf(0), hooks: `${empty}-rw-r--r-- 1 0 0 92 Feb  5  2023 ${folder}/oci-umount.json\n` } },
    ],
    error: [{ facts: {} }],
  },
  *judge({ hooks: { files }, host }) {
    let isClean = true;
    for (const file of files) {
      const { path, uid, type } = file;
      const on = { type: 'file', name: path } as const;
      const isForeign = writableByOthers(file) || (uid !== 0 && uid !== host.uid);
      if (isForeign) yield { state: 'fail', say: 'open', params: { path }, on };
      else if (type === '-' && path.endsWith('.json')) yield { state: 'review', say: 'hook', params: { path }, on };
      else continue;
      isClean = false;
    }
    if (isClean) yield { state: 'pass' };
  },
});
