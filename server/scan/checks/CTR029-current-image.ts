import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, image, imageId, rootless } from './_examples.ts';
import { cis } from './_references.ts';

const images = (own = {}) => ({ images: JSON.stringify(image(own)) });

export default containerCheck({
  id: 'CTR029',
  title: { en: 'It runs the image that its name stands for now', ja: '名前の指す現在のイメージで動いている' },
  severity: { strict: 'low' },
  withInfra: true,
  references: [cis('5.28')],
  messages: {
    old: {
      en: '{image} has been replaced since it was created.',
      ja: '作成後に {image} が新しいものに置き換わっています。',
    },
    gone: { en: '{image} is not in the store any more.', ja: '{image} がストアにありません。' },
    unknown: { en: 'The images could not be listed.', ja: 'イメージの一覧を取得できませんでした。' },
    none: { en: 'It was made from a folder, without an image.', ja: 'イメージではなくフォルダーから作られています。' },
  },
  why: {
    en: 'What was repaired in the new image is not repaired in the container.',
    ja: '新しいイメージでの修正が、このコンテナには反映されていません。',
  },
  remedy: {
    en: 'Create it anew, or let podman auto-update do that.',
    ja: '作り直すか、podman auto-update を使ってください。',
  },
  examples: {
    pass: [
      rootless([container()], images()),
      rootless([container({ imageName: imageId })], images()),
      rootless(
        [container({ imageName: 'registry.example/app@sha256:12' })],
        images({ digests: ['registry.example/app@sha256:12'] }),
      ),
    ],
    fail: [rootless([container()], images({ id: 'b'.repeat(64) }))],
    review: [rootless([container()], images({ tags: ['registry.example/app:1.5'] }))],
    unknown: [rootless([container()], { images: { rc: 125, err: 'no' } })],
    notApplicable: [rootless([container({ imageName: '', rootfs: '/srv/root' })], images())],
  },
  judge({ image, imageName }, { facts }) {
    if (!imageName) return { state: 'notApplicable', say: 'none' };
    const images = given(facts.find('images'));
    if (!images) return { state: 'unknown', say: 'unknown' };
    const params = { image: imageName };
    const named = images.find(
      ({ id, tags, digests }) => tags.includes(imageName) || digests.includes(imageName) || id.startsWith(imageName),
    );
    if (!named) return { state: 'review', say: 'gone', params };
    return named.id === image ? pass : { state: 'fail', say: 'old', params };
  },
});
