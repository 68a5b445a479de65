import type { Fix } from '../../core/fix.ts';
import { wholeLines } from '../../core/lines.ts';
import type { Config } from '../../parse/config/config.ts';
import { fieldSpan, type IgnoreEntry, ignoreEntries } from './_ignores.ts';
import { configRule, manual } from './_rule.ts';

export default configRule({
  id: 'config/expired-ignore',
  title: { en: 'Expired entry of ignore', ja: '期限切れの ignore 項目' },
  severity: 'warning',
  references: [manual],
  messages: {
    expired: { en: 'This entry ended on {until}.', ja: 'この項目は {until} に期限が切れました。' },
  },
  why: {
    en: 'Somebody accepted a risk until that day only, so its findings are shown again.',
    ja: 'リスクの受容はその日までと決められていたため、指摘は再び表示されます。',
  },
  remedy: {
    en: 'Repair the finding and delete the entry, or renew the date together with the reason.',
    ja: '指摘を修正して項目を削除するか、理由とともに期限を更新してください。',
  },
  *check(config, { settings: { today } }) {
    for (const entry of ignoreEntries(config)) {
      const { until } = entry.fields;
      if (typeof until !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(until) || until >= today) continue;
      yield {
        at: fieldSpan(config, entry, 'until'),
        message: 'expired',
        params: { until },
        fixes: deletion(config, entry),
      };
    }
  },
  examples: {
    bad: [
      {
        settings: { today: '2026-06-01' },
        text: 'ignore:\n  - rule: DL3002\n    reason: port 80 # soon\n    until: «2026-05-31» # really\n  - rule: DL3020\n    reason: x\n',
        fixed: 'ignore:\n  - rule: DL3020\n    reason: x\n',
      },
      {
        settings: { today: '2026-06-01' },
        text: 'ignore:\r\n- rule: DL3002\r\n  reason: x\r\n  until: «"2020-01-01"»\r\nfips: true\r\n',
        fixed: 'ignore:\r\nfips: true\r\n',
      },
      {
        settings: { today: '2026-06-01' },
        text: 'ignore: [{ rule: DL3002, reason: x, until: «2026-05-31» }]\n',
      },
    ],
    good: [
      { settings: { today: '2026-06-01' }, text: 'ignore:\n  - { rule: DL3002, reason: x, until: 2026-06-01 }\n' },
      { settings: { today: '2026-06-01' }, text: 'ignore:\n  - { rule: DL3002, reason: x }\n' },
      { settings: { today: '2026-06-01' }, text: 'ignore:\n  - { rule: DL3002, reason: x, until: 2020 }\n' },
    ],
  },
});

/** Whole lines, where the entry stands in lines of its own. It holds for nothing, but whether it is to be renewed a person knows. */
function deletion({ text }: Config, { span }: IgnoreEntry): Fix[] {
  const { start, end } = wholeLines(text, span);
  if (!/^[ \t]*-[ \t]+$/.test(text.slice(start, span.start))) return [];
  if (!/^\s*(#.*)?$/.test(text.slice(span.end, end))) return [];
  const title = { text: { en: 'Delete the entry', ja: '項目を削除する' } };
  return [{ title, edits: [{ span: { start, end }, text: '' }], safe: false }];
}
