import { effective } from '../facts/configs.ts';
import { textAt } from '../facts/json.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { cis, manual } from './_references.ts';

const stored = (store: object) => ({ host: hostOf(1000), info: info({}, { store: { ...store } }) });

export default check({
  id: 'CFG015',
  title: { en: 'Storage is set up well', ja: 'ストレージの設定が適切' },
  severity: { strict: 'low' },
  references: [
    cis('2.6'),
    manual(
      'containers-storage.conf(5)',
      'https://github.com/containers/container-libs/blob/main/storage/docs/containers-storage.conf.5.md',
    ),
  ],
  messages: {
    vfs: {
      en: 'The storage driver is vfs: every layer is a copy.',
      ja: 'ストレージドライバーが vfs で、レイヤーごとに全体が複製されます。',
    },
    chown: {
      en: 'ignore_chown_errors is on: all files of an image belong to one user.',
      ja: 'ignore_chown_errors が有効で、イメージの全ファイルの所有者が同一になります。',
    },
    foreign: {
      en: 'The additional store {path} does not belong to root.',
      ja: '追加ストア {path} の所有者が root ではありません。',
    },
  },
  why: {
    en: 'A full disk stops the host; without owners, users inside a container are not kept apart.',
    ja: 'ディスクが埋まるとホストが停止します。所有者の区別がないと、コンテナ内のユーザーを分離できません。',
  },
  remedy: {
    en: 'Use the driver overlay, without ignore_chown_errors.',
    ja: 'overlay ドライバーを使い、ignore_chown_errors は外してください。',
  },
  commands: ['[storage]\ndriver = "overlay"'],
  needs: ['info'],
  examples: {
    pass: [{ facts: stored({}) }],
    fail: [
      { facts: stored({ graphDriverName: 'vfs' }) },
      { facts: stored({ graphOptions: { 'overlay.ignore_chown_errors': 'true' } }) },
      {
        facts: {
          ...stored({}),
          '/etc/containers/storage.conf': '[storage.options]\nadditionalimagestores = ["/srv/images"]\n',
          modes: 'drwxrwxrwx 2 1000 1000 92 Feb  5  2023 /srv/images\n',
        },
      },
    ],
    error: [{ facts: {} }],
  },
  *judge({ info }, { facts }) {
    const isLoose = textAt(info.graphOptions, `${info.graphDriver ?? ''}.ignore_chown_errors`) === 'true';
    const settings = given(facts.find('configs'))?.storage ?? [];
    const stores = effective(settings, 'storage.options', 'additionalimagestores')?.value;
    const modes = given(facts.find('modes'))?.files ?? [];
    const foreign = modes.filter(
      ({ path, uid, mode }) => Array.isArray(stores) && stores.includes(path) && (uid !== 0 || (mode & 0o022) !== 0),
    );
    if (info.graphDriver === 'vfs') yield { state: 'fail', say: 'vfs', detail: 'driver' };
    if (isLoose) yield { state: 'fail', say: 'chown', detail: 'chown' };
    for (const { path } of foreign) yield { state: 'fail', say: 'foreign', params: { path }, detail: path };
    if (info.graphDriver !== 'vfs' && !isLoose && foreign.length === 0) yield { state: 'pass' };
  },
});
