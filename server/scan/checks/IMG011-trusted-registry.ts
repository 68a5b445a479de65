import { mayCover, stepsOf, trustedEntries } from '../../rules/_trustedRegistries.ts';
import { withoutTag } from '../facts/images.ts';
import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { nist } from './_references.ts';

const trusting = (...trustedRegistries: string[]) => ({ options: { trustedRegistries } });

export default imageCheck({
  id: 'IMG011',
  title: { en: 'Images come from trusted registries', ja: '信頼するレジストリのイメージだけがある' },
  severity: { strict: 'medium' },
  references: [nist('4.1.5', '4.2.1')],
  messages: {
    foreign: {
      en: '{tag} comes from a registry that is not trusted.',
      ja: '{tag} は信頼するレジストリのものではありません。',
    },
    unset: { en: 'No setting says which registries are trusted.', ja: '信頼するレジストリが設定されていません。' },
    local: { en: 'It was built here.', ja: 'この場所でビルドされました。' },
  },
  why: {
    en: 'Nobody here knows who made it and who can change it.',
    ja: '誰が作り、誰が変更できるのか把握できません。',
  },
  remedy: {
    en: 'Mirror it in a registry of your own, or add its registry to trustedRegistries.',
    ja: '自社のレジストリに複製するか、trustedRegistries に追加してください。',
  },
  examples: {
    pass: [
      { ...imagesOf([image()]), ...trusting('registry.example') },
      { ...imagesOf([image()]), ...trusting('*.example') },
    ],
    fail: [{ ...imagesOf([image()]), ...trusting('quay.io') }],
    notApplicable: [
      imagesOf([image()]),
      { ...imagesOf([image({ tags: ['localhost/app:1'] })]), ...trusting('quay.io') },
    ],
  },
  judge({ tags }, { options }) {
    const entries = trustedEntries(options);
    if (entries.length === 0) return { state: 'notApplicable', say: 'unset' };
    const foreign = tags.filter(tag => !tag.startsWith('localhost/'));
    if (foreign.length === 0) return { state: 'notApplicable', say: 'local' };
    const isTrusted = (tag: string) =>
      entries.some(entry => mayCover(entry, { steps: stepsOf(withoutTag(tag)), isWhole: true }));
    const tag = foreign.find(tag => !isTrusted(tag));
    return tag === undefined ? pass : { state: 'fail', say: 'foreign', params: { tag }, detail: tag };
  },
});
