import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { cis, podman } from './_references.ts';

const facts = (services: string, more: object = {}, uid = 0) => ({
  host: hostOf(uid),
  services,
  listening: '',
  ...more,
});

export default check({
  id: 'HST024',
  title: { en: 'The engine does not listen on the network', ja: 'エンジンの API がネットワークに公開されていない' },
  severity: 'critical',
  references: [cis('2.7'), podman('system-service')],
  messages: {
    service: { en: 'The API listens on {address}.', ja: 'API が {address} で待ち受けています。' },
    unit: {
      en: 'The unit {unit} lets the API listen on {address}.',
      ja: 'ユニット {unit} により API が {address} で待ち受けます。',
    },
    unseen: {
      en: 'Programs of other users cannot be seen from here.',
      ja: 'ほかのユーザーのプログラムはここから確認できません。',
    },
  },
  why: {
    en: 'It asks nobody who they are: whoever reaches it, every local user too, owns what its user owns. Only client certificates change that.',
    ja: '認証がありません。接続できる者は、ローカルユーザーも含め、実行ユーザーの全権限を得ます。防げるのはクライアント証明書だけです。',
  },
  remedy: {
    en: 'Turn it off; clients can reach the socket over ssh.',
    ja: '停止し、クライアントからは SSH 経由でソケットに接続してください。',
  },
  commands: ['podman system connection add NAME ssh://USER@HOST/run/user/UID/podman/podman.sock'],
  needs: ['services', 'host'],
  examples: {
    pass: [
      { facts: facts('') },
      { facts: facts('system service --time=0 unix:///run/podman/podman.sock \n') },
      { facts: facts('system service --tls-cert c --tls-key k --tls-client-ca ca tcp:0.0.0.0:8443 \n') },
      { facts: facts('', { listening: 'LISTEN 0 4096 0.0.0.0:8080 0.0.0.0:* users:(("conmon",pid=1,fd=5))\n' }) },
    ],
    fail: [
      { facts: facts('system service --time 0 tcp:0.0.0.0:2375 \n') },
      { facts: facts('system service tcp://127.0.0.1:8888 \n') },
      {
        facts: facts('', {
          'socket-unit': 'Id=podman.socket\nListen=0.0.0.0:2375 (Stream)\n\nId=podman.service\nExecStart=\n',
        }),
      },
      {
        facts: facts('', {
          'socket-unit':
            'Id=podman.service\nExecStart={ path=/usr/bin/podman ; argv[]=/usr/bin/podman system service tcp:0.0.0.0:80 ; }\n',
        }),
      },
      { facts: facts('', { listening: 'LISTEN 0 4096 127.0.0.1:2375 0.0.0.0:* users:(("podman",pid=7,fd=3))\n' }) },
    ],
    needsRoot: [{ facts: facts('', {}, 1000) }],
    error: [{ facts: {} }],
  },
  *judge({ services, host }, { facts }) {
    const found = new Map<string, { say: 'service' | 'unit'; unit: string }>();
    for (const command of services) {
      const address = openAddress(command);
      if (address !== undefined) found.set(address, { say: 'service', unit: '' });
    }
    for (const units of [given(facts.find('sockets')), given(facts.find('userSockets'))]) {
      for (const [unit, properties] of units ?? []) {
        const listens = (properties.get('Listen') ?? '')
          .split('\n')
          .find(line => /^(?:\S*:)?\d+ \(Stream\)/.test(line));
        const address = listens?.replace(/ .*/, '') ?? openAddress(properties.get('ExecStart') ?? '');
        if (address !== undefined && !found.has(address)) found.set(address, { say: 'unit', unit });
      }
    }
    const isProtected = services.some(command => command.includes('--tls-client-ca'));
    for (const line of given(facts.find('listening')) ?? []) {
      const address = line.split(/\s+/)[3] ?? '';
      if (!isProtected && /users:\(\("podman"/.test(line) && ![...found.keys()].some(known => known.endsWith(address)))
        found.set(address, { say: 'service', unit: '' });
    }
    for (const [address, { say, unit }] of found)
      yield { state: 'fail', say, params: { address, unit }, detail: address };
    if (found.size === 0) yield host.uid === 0 ? { state: 'pass' } : { state: 'needsRoot', say: 'unseen' };
  },
});

const openAddress = (command: string): string | undefined =>
  command.includes('--tls-client-ca') ? undefined : /\btcp:\S+/.exec(command)?.[0];
