import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { cis, nist } from './_references.ts';

export default imageCheck({
  id: 'IMG003',
  title: { en: 'Images are not called latest', ja: 'latest タグのイメージがない' },
  severity: 'medium',
  references: [cis('5.28'), nist('4.2.2')],
  messages: {
    latest: {
      en: '{tag} names whatever was the latest when it was pulled.',
      ja: '{tag} は取得した時点の最新版を指すだけです。',
    },
    none: { en: 'It has no name; see IMG013.', ja: '名前がありません。IMG013 をご覧ください。' },
  },
  why: {
    en: 'Nobody can tell which version runs, nor get the same one again.',
    ja: 'どのバージョンが動いているか分からず、同じものを再び取得することもできません。',
  },
  remedy: { en: 'Use a version as the tag, or a digest.', ja: 'バージョンのタグかダイジェストを使ってください。' },
  examples: {
    pass: [imagesOf([image()]), imagesOf([image({ tags: ['registry.example:5000/latest:1'] })])],
    fail: [imagesOf([image({ tags: ['registry.example/app:latest', 'registry.example/app:v2'] })])],
    notApplicable: [imagesOf([image({ tags: [] })])],
  },
  judge({ tags }) {
    if (tags.length === 0) return { state: 'notApplicable', say: 'none' };
    const tag = tags.find(tag => tag.endsWith(':latest'));
    return tag === undefined ? pass : { state: 'fail', say: 'latest', params: { tag }, detail: tag };
  },
});
