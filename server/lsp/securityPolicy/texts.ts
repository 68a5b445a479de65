import type { Text } from '../../core/text.ts';
import type { DemandList } from '../../parse/securityPolicy/policy.ts';

export const listTexts: Readonly<Record<'requiredLabels' | DemandList, Text>> = {
  requiredLabels: {
    en: 'Labels that every pod must have; without a `value`, any.',
    ja: 'すべてのポッドに必要なラベルです。`value` がなければ値は任意です。',
  },
  forbidden: {
    en: 'What no container or pod may say. Each entry holds for itself.',
    ja: 'コンテナやポッドに指定してはならないものです。項目ごとに判定されます。',
  },
  required: {
    en: 'What every container or pod must say. Each entry holds for itself.',
    ja: 'すべてのコンテナやポッドに必要な指定です。項目ごとに判定されます。',
  },
  allowed: {
    en: 'The capabilities that containers may add; all others may not be added.',
    ja: 'コンテナが追加してよいケーパビリティです。ほかは追加できません。',
  },
};
