import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { cis, nist } from './_references.ts';

const day = 86_400_000;

export default imageCheck({
  id: 'IMG005',
  title: { en: 'Images are rebuilt often', ja: 'イメージが定期的に作り直されている' },
  severity: { strict: 'low' },
  references: [cis('4.4'), nist('4.1.1')],
  messages: {
    old: { en: 'It was built {days} days ago.', ja: '{days} 日前にビルドされたものです。' },
    unknown: {
      en: 'Its date says nothing: it was built reproducibly.',
      ja: '再現可能ビルドのため、日付からは分かりません。',
    },
  },
  why: {
    en: 'What was found and repaired since in its packages is still in it.',
    ja: 'その後にパッケージで修正された脆弱性が残っています。',
  },
  remedy: { en: 'Build or pull it anew.', ja: 'ビルドし直すか、新しいものを取得してください。' },
  examples: {
    pass: [imagesOf([image()])],
    fail: [imagesOf([image({ created: '2026-01-01T00:00:00Z' })])],
    unknown: [imagesOf([image({ created: '1970-01-01T00:00:00Z' })]), imagesOf([image({ created: '?' })])],
  },
  judge({ created }, { facts, options }) {
    const now = facts.raw.time;
    if (created === undefined || now === undefined || created < 2 * 366 * day)
      return { state: 'unknown', say: 'unknown' };
    const days = Math.floor((now - created) / day);
    return days > options.imageAgeDays ? { state: 'fail', say: 'old', params: { days } } : pass;
  },
});
