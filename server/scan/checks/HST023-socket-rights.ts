import { type FileRights, octal } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { cis } from './_references.ts';

const system = '/run/podman/podman.sock';
const own = '/run/user/1000/podman/podman.sock';
const socket = (path: string, mode: string, uid: number, gid: number) =>
  `s${mode} 1 ${uid} ${gid} 0 Feb  5  2023 ${path}\n`;
const folder = (path: string, mode: string, uid: number) => `d${mode} 1 ${uid} ${uid} 0 Feb  5  2023 ${path}\n`;

export default check({
  id: 'HST023',
  title: { en: "The engine's socket is private", ja: 'エンジンのソケットが保護されている' },
  severity: 'high',
  references: [cis('3.15', '3.16')],
  messages: {
    open: {
      en: '{path} is open to others ({mode}, group {gid}).',
      ja: '{path} が他のユーザーに開かれています（{mode}、グループ {gid}）。',
    },
    denied: { en: 'Nobody but root can look at {path}.', ja: '{path} は root でなければ確認できません。' },
  },
  why: {
    en: 'Whoever can write to it can start containers that own all that its user owns.',
    ja: '書き込める者は、そのユーザーの全権限を持つコンテナを起動できます。',
  },
  remedy: {
    en: 'Give podman.socket a drop-in with SocketMode=0600, or turn it off.',
    ja: 'podman.socket のドロップインで SocketMode=0600 を指定するか、停止してください。',
  },
  commands: ['systemctl edit podman.socket', 'systemctl disable --now podman.socket'],
  needs: ['modes', 'host'],
  examples: {
    pass: [
      { facts: { host: hostOf(0), modes: '' } },
      { facts: { host: hostOf(0), modes: socket(system, 'rw-rw----', 0, 0) } },
      { facts: { host: hostOf(1000), modes: socket(own, 'rw-rw----', 1000, 1000) } },
      // The folder above keeps others out.
      {
        facts: {
          host: hostOf(1000),
          modes: folder('/run/user/1000', 'rwx------', 1000) + socket(own, 'rw-rw-rw-', 1000, 1000),
        },
      },
    ],
    fail: [
      { facts: { host: hostOf(0), modes: socket(system, 'rw-rw-rw-', 0, 0) } },
      { facts: { host: hostOf(0), modes: socket(system, 'rw-rw----', 0, 998) } },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), modes: `denied ${system}\n` } }],
    error: [{ facts: {} }],
  },
  *judge({ modes, host }) {
    let isClean = true;
    for (const socket of modes.files.filter(({ type, path }) => type === 's' && path.endsWith('/podman.sock'))) {
      const { path, mode, gid } = socket;
      const isOthers = (mode & 0o002) !== 0;
      const isGroups = (mode & 0o020) !== 0 && gid !== 0 && gid !== host.gid;
      if ((!isOthers && !isGroups) || isShielded(socket, modes.files)) continue;
      isClean = false;
      yield { state: 'fail', say: 'open', params: { path, mode: octal(mode), gid }, on: { type: 'file', name: path } };
    }
    const denied = modes.denied.filter(path => path.endsWith('/podman.sock'));
    for (const path of denied)
      yield { state: 'needsRoot', say: 'denied', params: { path }, on: { type: 'file', name: path } };
    if (isClean && denied.length === 0) yield { state: 'pass' };
  },
});

/** Others cannot enter a folder above it. */
const isShielded = ({ path }: FileRights, files: readonly FileRights[]): boolean =>
  files.some(({ type, path: above, mode }) => type === 'd' && path.startsWith(`${above}/`) && (mode & 0o011) === 0);
