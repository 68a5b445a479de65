import { namespaceCheck } from './_namespaces.ts';
import { cis } from './_references.ts';

export default namespaceCheck({
  id: 'CTR010',
  kind: 'uts',
  field: 'UTSMode',
  option: '--uts',
  title: { en: 'No container shares the name of the host', ja: 'ホスト名を共有するコンテナがない' },
  severity: { strict: 'medium' },
  references: [cis('5.21')],
  host: { en: 'It shares the uts namespace of the host.', ja: 'ホストの UTS 名前空間を共有しています。' },
  why: {
    en: 'With the right capability it can rename the host.',
    ja: '必要なケーパビリティがあれば、ホスト名を変更できます。',
  },
  remedy: { en: 'Create it anew without --uts=host.', ja: '--uts=host を外して作り直してください。' },
});
