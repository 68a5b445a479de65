import { namespaceCheck } from './_namespaces.ts';
import { cis } from './_references.ts';

export default namespaceCheck({
  id: 'CTR008',
  kind: 'ipc',
  field: 'IpcMode',
  option: '--ipc',
  title: { en: 'No container shares memory with the host', ja: 'ホストと共有メモリーを共有するコンテナがない' },
  severity: 'high',
  references: [cis('5.17')],
  host: { en: 'It shares the ipc namespace of the host.', ja: 'ホストの IPC 名前空間を共有しています。' },
  why: {
    en: "It can read and change the shared memory and the message queues of the host's programs.",
    ja: 'ホストのプログラムの共有メモリーやメッセージキューを読み書きできます。',
  },
  remedy: { en: 'Create it anew without --ipc=host.', ja: '--ipc=host を外して作り直してください。' },
});
