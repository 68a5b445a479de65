import { readExposedPorts } from '../../podman/ports.ts';
import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { cis } from './_references.ts';

export default imageCheck({
  id: 'IMG008',
  title: { en: 'Images offer no port of the system', ja: 'イメージがシステム用のポートを使わない' },
  severity: { strict: 'low' },
  references: [cis('5.7')],
  messages: {
    ssh: { en: 'It offers ssh.', ja: 'SSH のポートを公開します。' },
    low: { en: 'It listens on port {port}.', ja: 'ポート {port} で待ち受けます。' },
  },
  why: {
    en: 'A process that listens below 1024 often has to be root; and ssh is one more way in.',
    ja: '1024 未満で待ち受けるプロセスは root を必要としがちです。SSH は侵入口を増やします。',
  },
  remedy: {
    en: 'Let it listen on a port from 1024 on, and publish that as the one that users know.',
    ja: '1024 以上のポートで待ち受け、公開時に利用者向けのポートへ対応させてください。',
  },
  examples: {
    pass: [imagesOf([image()]), imagesOf([image({ ports: ['odd', null] })])],
    fail: [imagesOf([image({ ports: ['22/tcp', null] })]), imagesOf([image({ ports: ['80/tcp', '8080/tcp', null] })])],
  },
  judge({ ports }) {
    const numbers = ports.flatMap(port => {
      const read = readExposedPorts(port);
      return typeof read === 'string' ? [] : [read.first];
    });
    if (numbers.includes(22)) return { state: 'fail', say: 'ssh', detail: '22' };
    const port = numbers.find(number => number < 1024);
    return port === undefined ? pass : { state: 'fail', say: 'low', params: { port }, detail: String(port) };
  },
});
