import type { Container } from '../facts/containers.ts';
import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, process, rootful, rootless } from './_examples.ts';
import { book, cis, nist } from './_references.ts';

export default containerCheck({
  id: 'CTR006',
  title: { en: 'The process is not root', ja: 'プロセスが root でない' },
  severity: 'high',
  references: [book('3', '14.1.1'), cis('4.1'), nist('4.1.2')],
  messages: {
    host: { en: 'It runs as root of the host.', ja: 'ホストの root として実行されます。' },
    mapped: { en: 'It runs as root of its user namespace.', ja: 'ユーザー名前空間の root として実行されます。' },
    named: {
      en: 'Its user {user} has a number that only the image knows.',
      ja: 'ユーザー {user} の番号はイメージ内でしか分かりません。',
    },
  },
  why: {
    en: 'Root owns everything in the container, and every hole in the kernel or the runtime is wider for it.',
    ja: 'root はコンテナ内のすべてを変更でき、カーネルやランタイムの脆弱性も悪用しやすくなります。',
  },
  remedy: {
    en: 'Give the image or the container a user with a number of its own.',
    ja: 'イメージまたはコンテナに、番号で表した専用ユーザーを指定してください。',
  },
  commands: ['podman run --user 10001:10001 IMAGE'],
  examples: {
    pass: [
      rootless([container()]),
      rootful([container({ user: 'app' })], { processes: process({ Uid: '999\t999\t999\t999' }) }),
      rootful([container({ user: '' })], {
        processes: process({ Uid: '999\t999', user: 'user:[1]' }, { user: 'user:[1]' }),
      }),
      rootless([container({ user: 'app' })], { processes: process({ Uid: '100998\t100998' }) }),
    ],
    fail: [
      rootless([container({ user: '' })], { processes: process({ Uid: '1000\t1000' }) }),
      rootful([container({ user: '' })]),
      rootful([container({ user: '0:0' })]),
      rootful([container({ user: 'app' })], { processes: process({ Uid: '0\t0\t0\t0' }) }),
      rootless([container({ user: 'root' })]),
      rootful([configured({ UsernsMode: 'private' }, { user: '' })], { processes: process({ Uid: '100000\t100000' }) }),
    ],
    unknown: [rootful([container({ user: 'app', state: 'exited', pid: 0 })])],
  },
  judge(container, { info, facts }) {
    const { uid, namespaces } = container.process ?? {};
    const theirs = given(facts.find('processes'))?.get('self')?.namespaces.get('user');
    const isUnmapped = namespaces?.get('user') !== undefined && namespaces.get('user') === theirs;
    if (uid === 0 && !info.rootless) return { state: 'fail', say: 'host', actual: 'uid 0' };
    // Whatever user the image names: programs start as root and step down.
    if (uid !== undefined && uid !== 0 && !info.rootless && isUnmapped) return pass;
    // Without root, the engine's own user is root in its containers.
    const own = given(facts.find('host'))?.uid;
    if (uid !== undefined && uid !== own && info.rootless && !hasOwnUsers(container)) return pass;
    const name = container.user.split(':')[0] ?? '';
    if (name === '' || name === 'root' || /^0+$/.test(name)) {
      const isMapped = info.rootless || hasOwnUsers(container) || (uid !== undefined && uid !== 0);
      return isMapped ? { state: 'fail', say: 'mapped', severity: 'low' } : { state: 'fail', say: 'host' };
    }
    if (/^\d+$/.test(name) || (uid !== undefined && !info.rootless)) return pass;
    return { state: 'unknown', say: 'named', params: { user: name } };
  },
});

const hasOwnUsers = ({ host }: Container): boolean =>
  host.hasIdMappings || /^(private|auto|nomap|keep-id)/.test(host.userns);
