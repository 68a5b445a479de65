import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, process, rootful, rootless } from './_examples.ts';
import { book, cis } from './_references.ts';

export default containerCheck({
  id: 'CTR011',
  title: { en: 'Containers have user namespaces of their own', ja: 'コンテナが専用のユーザー名前空間を持つ' },
  severity: { strict: 'medium' },
  withInfra: true,
  references: [book('8.5.2'), cis('5.31')],
  messages: {
    shared: { en: 'Its users are those of the host.', ja: 'コンテナのユーザーがホストのユーザーと同一です。' },
  },
  why: {
    en: 'A user of the container has the same number on the host, and the rights that belong to it.',
    ja: 'コンテナ内のユーザーがホスト上で同じ番号となり、その権限を持ちます。',
  },
  remedy: {
    en: 'Run it rootless, or create it anew with --userns=auto.',
    ja: 'rootless で実行するか、--userns=auto を付けて作り直してください。',
  },
  commands: ['podman run --userns=auto IMAGE'],
  examples: {
    pass: [
      rootless([container()]),
      rootful([configured({ UsernsMode: 'private', IDMappings: { UidMap: ['0:100000:65536'] } })]),
      rootful([container()], { processes: process({ user: 'user:[2]' }, { user: 'user:[1]' }) }),
    ],
    fail: [
      rootful([container()]),
      rootful([configured({ UsernsMode: 'private' })], {
        processes: process({ user: 'user:[1]' }, { user: 'user:[1]' }),
      }),
    ],
  },
  judge({ process, host, pod, isInfra }, { info, facts }) {
    if (info.rootless) return pass;
    if (pod !== undefined && !isInfra) return undefined;
    const own = process?.namespaces.get('user');
    const theirs = given(facts.find('processes'))?.get('self')?.namespaces.get('user');
    const isShared =
      own !== undefined && theirs !== undefined
        ? own === theirs
        : (host.userns === '' || host.userns === 'host') && !host.hasIdMappings;
    return isShared ? { state: 'fail', say: 'shared' } : pass;
  },
});
