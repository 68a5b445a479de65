import { namespaceCheck } from './_namespaces.ts';
import { cis } from './_references.ts';

export default namespaceCheck({
  id: 'CTR009',
  kind: 'net',
  field: 'NetworkMode',
  option: '--network',
  title: { en: 'No container uses the network of the host', ja: 'ホストのネットワークを使うコンテナがない' },
  severity: 'high',
  references: [cis('5.10')],
  host: { en: 'It shares the network namespace of the host.', ja: 'ホストのネットワーク名前空間を共有しています。' },
  why: {
    en: 'It reaches every service that the host offers to itself alone, abstract sockets too, and can take any port.',
    ja: 'ホスト自身だけに公開されたサービスや抽象ソケットに接続でき、任意のポートも使えます。',
  },
  remedy: {
    en: 'Create it anew without --network=host, and publish the ports that others need.',
    ja: '--network=host を外して作り直し、必要なポートだけを公開してください。',
  },
});
