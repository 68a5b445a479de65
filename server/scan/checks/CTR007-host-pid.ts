import { namespaceCheck } from './_namespaces.ts';
import { book, cis } from './_references.ts';

export default namespaceCheck({
  id: 'CTR007',
  kind: 'pid',
  field: 'PidMode',
  option: '--pid',
  title: { en: 'No container sees the processes of the host', ja: 'ホストのプロセスが見えるコンテナがない' },
  severity: 'high',
  references: [book('8.5.2'), cis('5.16')],
  host: { en: 'It shares the pid namespace of the host.', ja: 'ホストの PID 名前空間を共有しています。' },
  why: {
    en: "It sees the host's processes with their arguments, and can end or inspect those of its user.",
    ja: 'ホストのプロセスとその引数が見え、同じユーザーのプロセスを終了したり調べたりできます。',
  },
  remedy: { en: 'Create it anew without --pid=host.', ja: '--pid=host を外して作り直してください。' },
});
