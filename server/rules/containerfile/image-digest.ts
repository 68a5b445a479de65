import { isFromRegistry } from '../../parse/imageReference.ts';
import { images } from './_concerns.ts';
import { imageUses } from './_images.ts';
import { containerfileRule } from './_rule.ts';

const digest = 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

export default containerfileRule({
  id: 'containerfile/image-digest',
  title: { en: 'Image not pinned by digest', ja: 'ダイジェストで固定されていないイメージ' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'hint' },
  aliases: ['S7023', 'dockerfile-source-not-pinned'],
  references: [
    { title: 'podman-pull(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-pull.1.html' },
    { title: 'SLSA: build reproducibility', url: 'https://slsa.dev/spec/v1.0/terminology' },
  ],
  why: {
    en: 'A tag can be moved to other content at any time, by its owner or by whoever has taken over the account.',
    ja: 'タグは、所有者やアカウントを乗っ取った者が、いつでも別の内容に付け替えられます。',
  },
  remedy: {
    en: 'Append "@sha256:..." of the image that you have tested; "skopeo inspect" prints it.',
    ja: 'テスト済みのイメージの「@sha256:...」を末尾に付けてください。「skopeo inspect」で調べられます。',
  },
  messages: {
    'no-digest': {
      en: '"{image}" can become another image without a change in this file.',
      ja: '「{image}」は、このファイルを変えなくても別のイメージになることがあります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM «docker.io/library/alpine:3.20»\nUSER 1001\n', settings: { profile: 'strict' } },
      {
        text: 'ARG V=3.20\nFROM --platform=$BUILDPLATFORM «docker.io/library/alpine:$V» AS a\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: `FROM docker.io/library/alpine:3.20@${digest}\nUSER 1001\n`, settings: { profile: 'strict' } },
      { text: `FROM registry.example:5000/a/b:1@${digest}\nUSER 1001\n`, settings: { profile: 'strict' } },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM scratch\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file) {
    for (const { reference, span, written } of imageUses(file)) {
      if (!reference || !isFromRegistry(reference) || reference.digest !== undefined) continue;
      yield { at: span, message: 'no-digest', params: { image: written } };
    }
  },
});
