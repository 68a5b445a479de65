import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { exposesEngine, normalizePath } from '../../podman/sockets.ts';
import type { Mount } from '../facts/containers.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, rootful } from './_examples.ts';
import { cis, nist } from './_references.ts';

const bind = (Source: string, RW = true) => ({ Type: 'bind', Source, Destination: '/data', RW });

export default containerCheck({
  id: 'CTR016',
  title: { en: 'No sensitive path of the host is mounted', ja: 'ホストの重要なパスがマウントされていない' },
  severity: 'critical',
  references: [cis('5.6'), nist('4.4.4')],
  messages: {
    writable: { en: "It can change the host's {path}.", ja: 'ホストの {path} を書き換えられます。' },
    readable: { en: "It can read the host's {path}.", ja: 'ホストの {path} を読み取れます。' },
  },
  why: {
    en: 'What the host is made of, and its keys, lie there: with them the container is as good as the host.',
    ja: 'ホストのシステムや鍵が置かれた場所です。そこに触れられるコンテナは、ホストを握ったのと同じです。',
  },
  remedy: {
    en: 'Mount the one folder or file that it needs, read-only, or a volume.',
    ja: '必要なフォルダーやファイルだけを読み取り専用でマウントするか、ボリュームを使ってください。',
  },
  examples: {
    pass: [
      rootful([
        container({ mounts: [bind('/srv/app/data'), bind('/etc/localtime', false), bind('/etc/ssl/certs', false)] }),
      ]),
      rootful([
        container({ mounts: [{ Type: 'volume', Source: '/var/lib/containers/storage/volumes/x/_data', RW: true }] }),
      ]),
      // The engine's socket and its folder are CTR017's.
      rootful([container({ mounts: [bind('/run/podman/podman.sock')] })]),
    ],
    fail: [
      rootful([container({ mounts: [bind('/')] })]),
      rootful([container({ mounts: [bind('/etc', false)] })]),
      rootful([container({ mounts: [bind('/root/.ssh')] })]),
      rootful([container({ mounts: [bind('/srv/link')] })], { links: '/srv/link\t/etc/shadow\n' }),
      rootful([container({ mounts: [bind('/srv/../etc')] })]),
    ],
  },
  judge({ mounts }) {
    const found = mounts.filter(isSensitive);
    if (found.length === 0) return pass;
    return found.map(({ real, writable }) => ({
      state: 'fail',
      say: writable ? 'writable' : 'readable',
      params: { path: real },
      detail: real,
      severity: writable ? 'critical' : 'high',
    }));
  },
});

function isSensitive({ type, real, writable }: Mount): boolean {
  const path = normalizePath(real);
  if (type !== 'bind' || exposesEngine(path)) return false;
  const found = sensitiveHostPath(path);
  if (!found || found.excuse === 'own') return false;
  return writable || found.excuse === undefined;
}
