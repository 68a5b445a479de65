import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { manual } from './_references.ts';

export default imageCheck({
  id: 'IMG002',
  title: { en: 'The user of an image is a number', ja: 'イメージのユーザーが番号で書かれている' },
  severity: { strict: 'info' },
  references: [
    manual('containerfile(5)', 'https://github.com/containers/container-libs/blob/main/common/docs/Containerfile.5.md'),
  ],
  messages: {
    named: { en: 'Its user is the name {user}.', ja: 'ユーザーが名前 {user} で書かれています。' },
    none: { en: 'It names no user; see IMG001.', ja: 'ユーザーの指定がありません。IMG001 をご覧ください。' },
  },
  why: {
    en: 'Nobody can tell from a name that it is not root: Kubernetes refuses it under runAsNonRoot.',
    ja: '名前では root でないことを確認できず、Kubernetes の runAsNonRoot では拒否されます。',
  },
  remedy: { en: 'Write the number of the user behind USER.', ja: 'USER にユーザーの番号を書いてください。' },
  examples: {
    pass: [imagesOf([image()])],
    fail: [imagesOf([image({ user: 'nginx' })])],
    notApplicable: [imagesOf([image({ user: '' })])],
  },
  judge({ user }) {
    const name = user.split(':')[0] ?? '';
    if (name === '') return { state: 'notApplicable', say: 'none' };
    return /^\d+$/.test(name) ? pass : { state: 'fail', say: 'named', params: { user: name } };
  },
});
