import { octal } from '../facts/files.ts';
import { textAt } from '../facts/json.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { podman } from './_references.ts';

const key = '/home/app/.ssh/id_ed25519';
const connection = (URI: string, Identity = '') => [{ Name: 'prod', URI, Identity, Default: true }];

export default check({
  id: 'HST030',
  title: { en: 'Remote engines are reached over ssh', ja: 'リモートのエンジンに SSH で接続している' },
  severity: { strict: 'medium' },
  references: [podman('system-connection-add')],
  messages: {
    tcp: { en: 'The connection goes over plain TCP.', ja: '接続が平文の TCP です。' },
    key: { en: 'Others can read its key {path} ({mode}).', ja: '鍵 {path} を他のユーザーが読み取れます（{mode}）。' },
    none: { en: 'There is no connection.', ja: '接続の定義がありません。' },
  },
  why: {
    en: 'Whoever listens in, or has the key, controls the engine at the other end.',
    ja: '盗聴者や鍵を入手した者が、接続先のエンジンを操作できます。',
  },
  remedy: {
    en: 'Add it anew with ssh://, and close the key to others.',
    ja: 'ssh:// で作り直し、鍵を他のユーザーに閉じてください。',
  },
  commands: ['podman system connection add {name} ssh://USER@HOST/run/user/UID/podman/podman.sock'],
  needs: ['connections'],
  examples: {
    pass: [
      { facts: { connections: connection('ssh://core@host:22/run/user/1000/podman/podman.sock') } },
      { facts: { connections: connection('unix:///run/podman/podman.sock') } },
      { facts: { connections: connection('ssh://h', key), modes: `-rw------- 1 1000 1000 0 Feb  5  2023 ${key}\n` } },
    ],
    fail: [
      { facts: { connections: connection('tcp://10.0.0.5:2375') } },
      { facts: { connections: connection('ssh://h', key), modes: `-rw-r--r-- 1 1000 1000 0 Feb  5  2023 ${key}\n` } },
    ],
    notApplicable: [{ facts: { connections: '[]' } }, { facts: { connections: '' } }],
    error: [{ facts: {} }, { facts: { connections: '{' } }],
  },
  *judge({ connections }, { facts }) {
    if (connections.length === 0) yield { state: 'notApplicable', say: 'none' };
    const modes = given(facts.find('modes'))?.files ?? [];
    for (const connection of connections) {
      const on = { type: 'connection', name: textAt(connection, 'Name') ?? '' } as const;
      const identity = textAt(connection, 'Identity') ?? '';
      const rights = modes.find(({ path }) => identity !== '' && path === identity);
      if (/^(?:tcp|http):/.test(textAt(connection, 'URI') ?? ''))
        yield { state: 'fail', say: 'tcp', detail: 'tcp', on };
      else if (rights && (rights.mode & 0o077) !== 0)
        yield { state: 'fail', say: 'key', params: { path: identity, mode: octal(rights.mode) }, detail: 'key', on };
      else yield { state: 'pass', on };
    }
  },
});
