import { secretName } from '../../podman/secrets.ts';
import { given } from '../facts/known.ts';
import { pass } from './_containers.ts';
import { image, imageId, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { cis, nist } from './_references.ts';

export default imageCheck({
  id: 'IMG007',
  title: { en: 'No secret is built into images', ja: 'イメージにシークレットが含まれていない' },
  severity: 'high',
  references: [cis('4.10'), nist('4.1.4')],
  messages: {
    variable: {
      en: 'Its variable {name} holds a secret, by its name.',
      ja: '変数 {name} に、名前から見てシークレットが入っています。',
    },
    label: {
      en: 'Its label {name} holds a secret, by its name.',
      ja: 'ラベル {name} に、名前から見てシークレットが入っています。',
    },
    history: {
      en: 'Step {step} of its history gives a secret ({name}).',
      ja: '履歴の手順 {step} にシークレット（{name}）があります。',
    },
    noHistory: { en: 'Its history could not be read.', ja: '履歴を読み取れませんでした。' },
  },
  why: {
    en: 'Everybody who can pull the image can read it, and a later layer does not take it away.',
    ja: 'イメージを取得できる人なら誰でも読めます。後のレイヤーで消しても残ります。',
  },
  remedy: {
    en: 'Change the secret; build with --secret, and give it to containers when they start.',
    ja: 'そのシークレットを変更し、ビルドには --secret を使い、実行時にコンテナへ渡してください。',
  },
  commands: ['RUN --mount=type=secret,id=NAME ...', 'podman build --secret id=NAME,src=FILE .'],
  examples: {
    pass: [imagesOf([image({ env: ['PATH', 'TOKEN_FILE', 'GPG_KEY', null] })], { history: `${imageId} 0 PATH\n` })],
    fail: [
      imagesOf([image({ env: ['DB_PASSWORD', null] })], { history: '' }),
      imagesOf([image({ labels: ['com.acme.api-token', null] })], { history: '' }),
      imagesOf([image()], { history: `${imageId} 2 NPM_TOKEN\n` }),
      imagesOf([image()], { history: `${imageId} 4 private-key\n` }),
    ],
    unknown: [imagesOf([image()], { history: { rc: 127 } })],
  },
  judge({ id, env, labels }, { facts }) {
    const history = given(facts.find('history'));
    const found = [
      ...env.filter(secretName).map(name => ({ say: 'variable', name, params: { name } }) as const),
      ...labels.filter(secretName).map(name => ({ say: 'label', name, params: { name } }) as const),
      ...(history ?? []).flatMap(line => {
        const [image, step = '', name = ''] = line.split(' ');
        const isSecret = image === id && !env.includes(name) && (keyFormats.has(name) || secretName(name));
        return isSecret ? [{ say: 'history', name, params: { step: Number(step) + 1, name } } as const] : [];
      }),
    ];
    if (found.length > 0)
      return found.map(({ say, params, name }) => ({ state: 'fail', say, params, detail: `${say}:${name}` }));
    return history ? pass : { state: 'unknown', say: 'noHistory' };
  },
});

/** What the collector recognises by its form. */
const keyFormats: ReadonlySet<string> = new Set(['password-in-url', 'private-key', 'token', 'authorization-header']);
