import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { cis } from './_references.ts';

export default containerCheck({
  id: 'CTR025',
  title: { en: 'Its health is watched', ja: 'ヘルスチェックがある' },
  severity: { strict: 'low' },
  references: [cis('5.27')],
  messages: {
    none: { en: 'It has no health check.', ja: 'ヘルスチェックがありません。' },
    off: { en: 'Its health check is turned off.', ja: 'ヘルスチェックが無効にされています。' },
  },
  why: {
    en: 'A service that hangs looks as if it ran.',
    ja: '応答しなくなったサービスが、動作中に見えてしまいます。',
  },
  remedy: {
    en: 'Create it anew with --health-cmd. Images in the OCI format cannot bring one.',
    ja: '--health-cmd を付けて作り直してください。OCI 形式のイメージには含められません。',
  },
  examples: {
    pass: [rootless([container()]), rootless([container({ health: ['CMD-SHELL', null] })])],
    fail: [rootless([container({ health: [null] })]), rootless([container({ health: ['NONE', null] })])],
  },
  judge({ health }) {
    if (health === undefined) return { state: 'fail', say: 'none' };
    return health === 'NONE' ? { state: 'fail', say: 'off' } : pass;
  },
});
