import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const published = (HostPort: string) => ({ PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort }] } });

export default containerCheck({
  id: 'CTR020',
  title: { en: 'No port of the system is taken', ja: 'システム用のポートを使わない' },
  severity: { strict: 'low' },
  withInfra: true,
  references: [cis('5.8')],
  messages: {
    low: { en: 'It takes the port {port} of the host.', ja: 'ホストのポート {port} を使っています。' },
    none: { en: 'It publishes no port.', ja: '公開しているポートはありません。' },
  },
  why: {
    en: 'Who talks to a port below 1024 takes it for granted that the administrator of the host put the service there.',
    ja: '1024 未満のポートは、ホストの管理者が用意したサービスだと信頼されます。',
  },
  remedy: {
    en: 'Publish a port from 1024 on, and let a proxy or the firewall forward to it.',
    ja: '1024 以上のポートで公開し、プロキシやファイアウォールで転送してください。',
  },
  examples: {
    pass: [rootful([configured(published('1024'))])],
    fail: [rootful([configured(published('443'))])],
    notApplicable: [rootful([container()])],
  },
  judge({ host: { ports } }) {
    if (ports.length === 0) return { state: 'notApplicable', say: 'none' };
    const found = ports.filter(({ host }) => host > 0 && host < 1024);
    if (found.length === 0) return pass;
    return found.map(({ host }) => ({ state: 'fail', say: 'low', params: { port: host }, detail: String(host) }));
  },
});
