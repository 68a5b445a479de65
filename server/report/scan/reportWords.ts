import type { Text } from '../../core/text.ts';

/** What the Markdown and the HTML report say beside results. */
export const reportWords = {
  title: { en: 'Podman host scan', ja: 'Podman ホストスキャン' },
  made: { en: 'Podseal {version}, {time}', ja: 'Podseal {version}、{time}' },
  profile: { en: 'Profile', ja: 'プロファイル' },
  nothing: { en: 'nothing fails', ja: '不合格はありません' },
  new: { en: 'new', ja: '新規' },
  notEvaluated: { en: 'Not evaluated, or to be reviewed', ja: '未評価・要確認' },
  waived: { en: 'Waived', ja: '免除' },
  stale: { en: 'Waivers without effect', ja: '無効な免除' },
  fix: { en: 'What to do', ja: '対処' },
  passed: { en: 'Passed', ja: '合格' },
  hosts: { en: '{n} hosts', ja: '{n} 台のホスト' },
  check: { en: 'Check', ja: 'チェック' },
  resource: { en: 'On', ja: '対象' },
  found: { en: 'Found', ja: '内容' },
  state: { en: 'State', ja: '状態' },
  legend: {
    en: 'A number says on how many resources a check fails.',
    ja: '数字は、チェックが不合格となった対象の数です。',
  },
} satisfies Record<string, Text>;
