import { pass } from './_containers.ts';
import { image, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { cis } from './_references.ts';

export default imageCheck({
  id: 'IMG006',
  title: { en: 'Images bring a health check', ja: 'イメージにヘルスチェックがある' },
  severity: { strict: 'low' },
  references: [cis('4.6')],
  messages: {
    none: { en: 'It has no health check.', ja: 'ヘルスチェックがありません。' },
    oci: { en: 'Images in the OCI format cannot have one.', ja: 'OCI 形式のイメージには含められません。' },
  },
  why: {
    en: 'A service that hangs looks as if it ran.',
    ja: '応答しなくなったサービスが、動作中に見えてしまいます。',
  },
  remedy: {
    en: 'Write HEALTHCHECK and build with --format docker, or give each container a --health-cmd.',
    ja: 'HEALTHCHECK を書いて --format docker でビルドするか、コンテナに --health-cmd を指定してください。',
  },
  examples: {
    pass: [imagesOf([image({ type: 'application/vnd.docker.distribution.manifest.v2+json', health: ['CMD', null] })])],
    fail: [
      imagesOf([image({ type: 'application/vnd.docker.distribution.manifest.v2+json' })]),
      imagesOf([image({ type: 'application/vnd.docker.distribution.manifest.v2+json', health: ['NONE', null] })]),
    ],
    notApplicable: [imagesOf([image()])],
  },
  judge({ isOci, health }) {
    if (isOci) return { state: 'notApplicable', say: 'oci' };
    return health === undefined || health === 'NONE' ? { state: 'fail', say: 'none' } : pass;
  },
});
