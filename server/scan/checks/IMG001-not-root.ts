import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { book, cis, nist } from './_references.ts';

export default imageCheck({
  id: 'IMG001',
  title: { en: 'Images have a user that is not root', ja: 'イメージのユーザーが root でない' },
  severity: 'medium',
  references: [book('3', '14.1.1'), cis('4.1'), nist('4.1.2')],
  messages: {
    root: { en: 'Its containers run as root.', ja: 'このイメージのコンテナは root で実行されます。' },
    named: {
      en: 'The number of its user {user} stands in its own /etc/passwd.',
      ja: 'ユーザー {user} の番号はイメージ内の /etc/passwd でしか分かりません。',
    },
  },
  why: {
    en: 'Root owns everything in the container, and every hole in the kernel or the runtime is wider for it.',
    ja: 'root はコンテナ内のすべてを変更でき、カーネルやランタイムの脆弱性も悪用しやすくなります。',
  },
  remedy: {
    en: 'End its Containerfile with a USER that has a number.',
    ja: 'Containerfile の最後に番号で USER を指定してください。',
  },
  commands: ['USER 10001:10001'],
  examples: {
    pass: [imagesOf([image()]), imagesOf([image({ user: '1000' })])],
    fail: [
      imagesOf([image({ user: '' })]),
      imagesOf([image({ user: '0:0' })]),
      imagesOf([image({ user: 'root', tags: ['localhost/built:1'] })]),
      { ...imagesOf([image(), image({ id: 'b'.repeat(64), user: '', tags: [] })]), on: ['bbbbbbbbbbbb'] },
    ],
    unknown: [imagesOf([image({ user: 'nginx' })])],
  },
  judge({ user }) {
    const name = user.split(':')[0] ?? '';
    if (name === '' || name === 'root' || /^0+$/.test(name)) return { state: 'fail', say: 'root' };
    return /^\d+$/.test(name) ? pass : { state: 'unknown', say: 'named', params: { user: name } };
  },
});
