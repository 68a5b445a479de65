import { imageResource } from '../facts/images.ts';
import { check } from '../model/check.ts';
import { container, image, imagesOf } from './_examples.ts';
import { cis } from './_references.ts';

const day = 86_400_000;

export default check({
  id: 'IMG013',
  title: { en: 'Images that nobody uses are cleared away', ja: '使われないイメージが片付けられている' },
  severity: { strict: 'low' },
  references: [cis('6.1')],
  messages: {
    dangling: { en: 'It has no name, and no container.', ja: '名前がなく、使うコンテナもありません。' },
    unused: {
      en: 'It is {days} days old, and no container uses it.',
      ja: '作成から {days} 日たち、使うコンテナがありません。',
    },
    noImages: { en: 'There is no image.', ja: 'イメージがありません。' },
  },
  why: {
    en: 'Old images are started by mistake, with all their old holes.',
    ja: '古い脆弱性を抱えたイメージが、誤って起動されるおそれがあります。',
  },
  remedy: { en: 'Remove what nobody needs.', ja: '不要なものを削除してください。' },
  commands: ['podman image prune', 'podman image prune --all --filter until=720h'],
  needs: ['images', 'containers'],
  examples: {
    pass: [
      imagesOf([image()]),
      imagesOf([image({ created: '2026-01-01T00:00:00Z' })], { containers: JSON.stringify(container()) }),
    ],
    fail: [imagesOf([image({ tags: [] })]), imagesOf([image({ created: '2026-01-01T00:00:00Z' })])],
    notApplicable: [imagesOf([])],
    error: [{ facts: {} }, imagesOf([image()], { containers: { rc: 124 } })],
  },
  *judge({ images, containers }, { facts, options }) {
    if (images.length === 0) yield { state: 'notApplicable', say: 'noImages' };
    const used = new Set(containers.map(({ image }) => image));
    for (const image of images) {
      const on = imageResource(image);
      const age = facts.raw.time === undefined ? 0 : facts.raw.time - (image.created ?? facts.raw.time);
      const days = Math.floor(age / day);
      if (used.has(image.id)) yield { state: 'pass', on };
      else if (image.tags.length + image.digests.length === 0) yield { state: 'fail', say: 'dangling', on };
      else if (days > options.unusedDays) yield { state: 'fail', say: 'unused', params: { days }, on };
      else yield { state: 'pass', on };
    }
  },
});
