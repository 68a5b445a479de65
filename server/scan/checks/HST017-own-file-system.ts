import { check } from '../model/check.ts';
import { rootfulInfo, rootlessInfo } from './_examples.ts';
import { cis, stig } from './_references.ts';

const mounted = (target: string) => ({ filesystems: [{ target, source: '/dev/sda1', fstype: 'xfs' }] });

export default check({
  id: 'HST017',
  title: { en: 'Storage has a file system of its own', ja: 'ストレージが専用のファイルシステムにある' },
  severity: { strict: 'low' },
  references: [cis('1.1.1'), stig('231020')],
  messages: {
    shared: {
      en: 'Images and volumes lie on the file system of the host itself.',
      ja: 'イメージやボリュームがホスト自身のファイルシステムにあります。',
    },
    home: {
      en: 'The storage of a user lies in the home directory.',
      ja: 'ユーザーのストレージはホームディレクトリにあります。',
    },
  },
  why: {
    en: 'A container that writes a lot fills the disk of the host, and it stops.',
    ja: '大量に書き込むコンテナがホストのディスクを埋め、ホストが停止します。',
  },
  remedy: {
    en: 'Mount a volume where the storage lies.',
    ja: 'ストレージの場所に専用のボリュームをマウントしてください。',
  },
  needs: ['mount', 'info'],
  examples: {
    pass: [{ facts: { info: rootfulInfo, mount: mounted('/var/lib/containers') } }],
    fail: [{ facts: { info: rootfulInfo, mount: mounted('/') } }],
    notApplicable: [{ facts: { info: rootlessInfo, mount: mounted('/') } }],
    unknown: [{ facts: { info: rootfulInfo, mount: { rc: 127 } } }, { facts: { info: rootfulInfo, mount: { rc: 1 } } }],
    error: [{ facts: {} }],
  },
  *judge({ mount, info }) {
    if (info.rootless) yield { state: 'notApplicable', say: 'home' };
    else yield mount.target === '/' ? { state: 'fail', say: 'shared' } : { state: 'pass', actual: mount.target };
  },
});
