import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const limited = (Name: string, Hard: number) => configured({ Ulimits: [{ Name, Soft: Hard, Hard }] });

export default containerCheck({
  id: 'CTR028',
  title: { en: 'Limits of its processes are sane', ja: 'プロセスの制限値が適切' },
  severity: { strict: 'low' },
  references: [cis('5.19')],
  messages: {
    core: { en: 'It writes core dumps of any size.', ja: 'コアダンプの大きさに制限がありません。' },
    files: { en: 'It may open {limit} files at a time.', ja: '同時に {limit} 個のファイルを開けます。' },
  },
  why: {
    en: 'Core dumps fill disks and hold the memory of the process, secrets too; descriptors without limit starve the host.',
    ja: 'コアダンプはディスクを埋め、シークレットを含むメモリーを残します。無制限のファイル記述子はホストの資源を枯渇させます。',
  },
  remedy: {
    en: 'Create it anew with --ulimit core=0 and a number of files that fits.',
    ja: '--ulimit core=0 と適切なファイル数を指定して作り直してください。',
  },
  examples: {
    pass: [
      rootful([container()]),
      rootful([limited('RLIMIT_CORE', 0)]),
      rootful([limited('RLIMIT_NOFILE', 1_048_576)]),
    ],
    fail: [
      rootful([limited('RLIMIT_CORE', -1)]),
      rootful([limited('RLIMIT_NOFILE', 2_000_000)]),
      rootful([limited('RLIMIT_NOFILE', -1)]),
    ],
  },
  judge({ host }) {
    const core = host.ulimits.find(({ name }) => name === 'core')?.hard;
    const files = host.ulimits.find(({ name }) => name === 'nofile')?.hard;
    if (core === -1) return { state: 'fail', say: 'core', detail: 'core' };
    if (files === undefined || (files >= 0 && files <= 1_048_576)) return pass;
    return { state: 'fail', say: 'files', params: { limit: files < 0 ? '∞' : files }, detail: 'nofile' };
  },
});
