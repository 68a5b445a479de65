import { exposesEngine } from '../../podman/sockets.ts';
import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, hostOf, rootful, rootless } from './_examples.ts';
import { book, cis } from './_references.ts';

const bind = (Source: string, Destination = Source) => ({ Type: 'bind', Source, Destination, RW: false });

/** Wherever it lies: what is called so is one. */
const named = /\/(?:podman|docker|containerd|crio)\.sock$/;

export default containerCheck({
  id: 'CTR017',
  title: { en: 'No container can reach the engine', ja: 'エンジンのソケットに触れるコンテナがない' },
  severity: 'critical',
  references: [book('8.4.1'), cis('5.32')],
  messages: {
    socket: {
      en: 'The socket {path} of an engine is mounted.',
      ja: 'エンジンのソケット {path} がマウントされています。',
    },
    folder: {
      en: 'The folder {path} is mounted, in which an engine has its socket.',
      ja: 'エンジンのソケットがあるフォルダー {path} がマウントされています。',
    },
  },
  why: {
    en: "It can start containers that own all that the engine's user owns; a read-only mount does not keep it from that.",
    ja: 'エンジンの実行ユーザーの全権限を持つコンテナを起動できます。読み取り専用のマウントでも防げません。',
  },
  remedy: {
    en: 'Take the mount away. A scanner can read what `podman save` writes instead.',
    ja: 'マウントを外してください。スキャナーには podman save の出力を読ませられます。',
  },
  commands: ['podman save --output image.tar IMAGE', 'trivy image --input image.tar'],
  examples: {
    pass: [rootless([container({ mounts: [bind('/run/app/app.sock'), bind('/srv/podman.sock.d')] })])],
    fail: [
      rootful([container({ mounts: [bind('/run/podman/podman.sock', '/var/run/docker.sock')] })]),
      rootless([container({ mounts: [bind('/run/user/1000')] })]),
      rootful([container({ mounts: [bind('/srv/link', '/x')] })], { links: '/srv/link\t/var/run/docker.sock\n' }),
      rootful([container({ mounts: [bind('/run/my/engine', '/var/run/docker.sock')] })]),
      rootless([container({ mounts: [bind('/srv/run/podman/podman.sock', '/s')] })]),
      rootless([container({ mounts: [bind('/srv/run')] })], {
        host: hostOf(1000).replace('/run/user/1000', '/srv/run'),
      }),
    ],
  },
  judge({ mounts }, { facts }) {
    const runtime = given(facts.find('host'))?.runtime;
    const found = mounts.flatMap(({ type, real, destination }) => {
      if (type !== 'bind') return [];
      const isSocket = exposesEngine(destination) === 'socket' || [real, destination].some(path => named.test(path));
      const isFolder = real === runtime || real === `${runtime}/podman`;
      const what = exposesEngine(real) ?? (isSocket ? 'socket' : isFolder ? 'directory' : undefined);
      return what ? [{ what, path: real }] : [];
    });
    if (found.length === 0) return pass;
    return found.map(({ what, path }) => ({
      state: 'fail',
      say: what === 'socket' ? 'socket' : 'folder',
      params: { path },
      detail: path,
    }));
  },
});
