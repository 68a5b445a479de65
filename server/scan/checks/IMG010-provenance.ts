import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { manual } from './_references.ts';

const prefix = 'org.opencontainers.image.';

export default imageCheck({
  id: 'IMG010',
  title: { en: 'Images say where they come from', ja: 'イメージの出所が分かる' },
  severity: { strict: 'info' },
  references: [
    manual('OCI image annotations', 'https://github.com/opencontainers/image-spec/blob/main/annotations.md'),
  ],
  messages: { none: { en: 'It does not say what it was made from.', ja: '何から作られたかの情報がありません。' } },
  why: {
    en: 'When a hole becomes known, nobody can tell which image has it and where to repair it.',
    ja: '脆弱性が見つかったとき、どのイメージが該当し、どこを直せばよいか分かりません。',
  },
  remedy: {
    en: 'Label it with the address of its sources and the revision.',
    ja: 'ソースの場所とリビジョンをラベルに記録してください。',
  },
  commands: ['LABEL org.opencontainers.image.source=https://... org.opencontainers.image.revision=...'],
  examples: {
    pass: [imagesOf([image()]), imagesOf([image({ labels: [null], annotations: [`${prefix}revision`, null] })])],
    fail: [imagesOf([image({ labels: ['maintainer', null] })])],
  },
  judge({ labels, annotations }) {
    const names = [...labels, ...annotations];
    return ['source', 'revision'].some(name => names.includes(prefix + name)) ? pass : { state: 'fail', say: 'none' };
  },
});
