import { fieldSpan, ignoreEntries } from './_ignores.ts';
import { configRule, manual } from './_rule.ts';

export default configRule({
  id: 'config/ignore-without-reason',
  title: { en: 'Entry of ignore without a reason', ja: '理由のない ignore 項目' },
  severity: 'hint',
  references: [manual],
  messages: {
    missing: { en: 'This entry of ignore gives no reason.', ja: 'この ignore 項目には理由が書かれていません。' },
  },
  why: {
    en: 'Whoever reads it next cannot tell an accepted risk from a forgotten one.',
    ja: '次に読む人が、受容したリスクなのか忘れられたものなのかを区別できません。',
  },
  remedy: {
    en: 'Add the reason under the key reason, and a last day under until if it is to end.',
    ja: 'reason キーに理由を書き、期限がある場合は until キーに最終日を書いてください。',
  },
  *check(config) {
    for (const entry of ignoreEntries(config)) {
      const { rule, reason } = entry.fields;
      const isGiven = typeof reason === 'string' && reason.trim() !== '';
      if (rule !== undefined && !isGiven) yield { at: fieldSpan(config, entry, 'rule'), message: 'missing' };
    }
  },
  examples: {
    bad: [
      { text: 'ignore:\n  - rule: «DL3002»\n    path: app/\n' },
      { text: 'ignore: [{ rule: «podseal/too-large», reason: " " }]\n' },
      { text: 'ignore:\n  - reason:\n    rule: «DL3002»\n' },
    ],
    good: [
      { text: 'ignore:\n  - rule: DL3002\n    reason: port 80\n' },
      { text: 'ignore:\n  - path: app/\n' },
      { text: 'ignore: []\n' },
    ],
  },
});
