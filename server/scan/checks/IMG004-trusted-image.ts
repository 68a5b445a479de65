import { withoutTag } from '../facts/images.ts';
import { given } from '../facts/known.ts';
import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { policyOf } from './_policy.ts';
import { book, nist, policyJson } from './_references.ts';

const file = '/etc/containers/policy.json';
const policy = (requirement: object) => ({
  [file]: { default: [{ type: 'reject' }], transports: { docker: { 'registry.example': [requirement] } } },
});

export default imageCheck({
  id: 'IMG004',
  title: { en: 'Signatures of images are asked for', ja: 'イメージの署名が検証される' },
  severity: { baseline: 'medium', stig: 'medium', fips: 'medium', strict: 'high' },
  references: [book('8.4.2', '14.1.1'), nist('4.1.5'), policyJson],
  messages: {
    accepted: { en: '{policy} accepts it without a signature.', ja: '{policy} は署名なしで受け入れます。' },
    rejected: {
      en: '{policy} rejects it: it came here before that, or another way.',
      ja: '{policy} では拒否されます。設定前、または別の経路で取り込まれています。',
    },
    local: {
      en: 'It was built here, and no policy is asked about it.',
      ja: 'この場所でビルドされたため、ポリシーの対象外です。',
    },
    noPolicy: { en: 'The policy could not be read.', ja: 'ポリシーを読み取れませんでした。' },
  },
  why: {
    en: 'Whoever can write to the registry, or stands in between, decides what runs here.',
    ja: 'レジストリに書き込める者や通信経路上の攻撃者が、ここで動くものを決められます。',
  },
  remedy: {
    en: 'Ask for signedBy or sigstoreSigned for its registry in policy.json.',
    ja: 'policy.json で、このレジストリに signedBy か sigstoreSigned を要求してください。',
  },
  examples: {
    pass: [imagesOf([image()], policy({ type: 'sigstoreSigned', keyPath: '/etc/pki/key.pub' }))],
    fail: [
      imagesOf([image()], policy({ type: 'insecureAcceptAnything' })),
      imagesOf([image()], { [file]: { default: [{ type: 'insecureAcceptAnything' }] } }),
    ],
    review: [imagesOf([image()], { [file]: { default: [{ type: 'reject' }] } })],
    unknown: [imagesOf([image()], { [file]: '{' })],
    notApplicable: [imagesOf([image({ tags: ['localhost/app:1'] })], policy({ type: 'reject' }))],
  },
  judge({ tags }, { facts }) {
    const tag = tags.find(tag => !tag.startsWith('localhost/'));
    if (tag === undefined) return { state: 'notApplicable', say: 'local' };
    const found = given(facts.find('policy'));
    if (!found) return { state: 'unknown', say: 'noPolicy' };
    const params = { policy: found.path };
    switch (policyOf(found.policy, withoutTag(tag), tag)) {
      case 'accept':
        return { state: 'fail', say: 'accepted', params, at: { path: found.path } };
      case 'reject':
        return { state: 'review', say: 'rejected', params, at: { path: found.path } };
      case 'signed':
        return pass;
    }
  },
});
