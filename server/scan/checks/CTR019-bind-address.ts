import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const published = (HostIp: string) => ({ PortBindings: { '80/tcp': [{ HostIp, HostPort: '8080' }] } });

export default containerCheck({
  id: 'CTR019',
  title: { en: 'Ports are published on chosen addresses', ja: '公開ポートのアドレスが指定されている' },
  severity: 'medium',
  withInfra: true,
  references: [cis('5.14')],
  messages: {
    everywhere: {
      en: 'Its port {port} is open on all addresses of the host, at {host}.',
      ja: 'ポート {port} がホストの全アドレスの {host} 番で公開されています。',
    },
    none: { en: 'It publishes no port.', ja: '公開しているポートはありません。' },
  },
  why: {
    en: 'Everybody who reaches the host reaches it, on every network that the host is in; what Podman forwards can go past the firewall.',
    ja: 'ホストに届くすべてのネットワークから接続できます。Podman の設定する転送はホストのファイアウォールを迂回することがあります。',
  },
  remedy: {
    en: 'Publish it on the address that its users come from: 127.0.0.1, if that is a proxy on this host.',
    ja: '利用者が接続するアドレスだけで公開してください。同じホストのプロキシなら 127.0.0.1 です。',
  },
  commands: ['podman run -p 127.0.0.1:8080:80 IMAGE'],
  examples: {
    pass: [rootful([configured(published('127.0.0.1'))]), rootful([configured(published('10.0.0.5'))])],
    fail: [
      rootful([configured(published(''))]),
      rootful([configured(published('0.0.0.0'))]),
      rootful([configured(published('::'))]),
      // Of a pod, the container that holds it open publishes.
      rootful([configured(published(''), { infra: true, pod: 'p', name: 'p-infra' })]),
    ],
    notApplicable: [rootful([container()])],
  },
  judge({ host: { ports } }) {
    if (ports.length === 0) return { state: 'notApplicable', say: 'none' };
    const found = ports.filter(({ address }) => /^(|0\.0\.0\.0|\[?::\]?)$/.test(address));
    if (found.length === 0) return pass;
    return found.map(({ container, host }) => ({
      state: 'fail',
      say: 'everywhere',
      params: { port: container, host },
      detail: container,
    }));
  },
});
