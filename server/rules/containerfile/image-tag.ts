import { images } from './_concerns.ts';
import { imageUses, knownTag, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/image-tag',
  title: { en: 'Image without a fixed tag', ja: 'タグが固定されていないイメージ' },
  severity: 'warning',
  aliases: [
    'DL3006',
    'DL3007',
    'DS-0001',
    'CKV_DOCKER_7',
    'S6596',
    'DKL-DI-0006',
    'DF001',
    'DF024',
    'avoid-latest-version',
    'missing-image-version',
  ],
  references: [
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CIS Docker Benchmark 4.2' },
  ],
  why: {
    en: 'The same file then builds another image tomorrow, with software that nobody has tested or scanned.',
    ja: '同じファイルから明日は別のイメージができ、誰もテストもスキャンもしていないソフトウェアが入ります。',
  },
  remedy: {
    en: 'Name the version that you have tested, or better its digest.',
    ja: 'テスト済みのバージョンのタグを書いてください。ダイジェストならさらに確実です。',
  },
  messages: {
    untagged: {
      en: '"{image}" names no tag, which means latest.',
      ja: '「{image}」にはタグがないため、latest が使われます。',
    },
    latest: {
      en: '"{image}" takes whatever is the latest image on the day of the build.',
      ja: '「{image}」は、ビルドした日の最新のイメージになります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM «docker.io/library/alpine»\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:«latest»\nUSER 1001\n' },
      { text: 'FROM --platform=linux/amd64 «registry.example:5000/app» AS app\nUSER 1001\n' },
      { text: 'ARG TAG=latest\nFROM «quay.io/app/app:${TAG}»\nUSER 1001\n' },
      { text: 'ARG TAG\nFROM «quay.io/app/app:${TAG:-latest}»\nUSER 1001\n' },
      { text: 'ARG REGISTRY\nFROM «${REGISTRY}/ubuntu»\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY --link --from=quay.io/c/d:«latest» /x /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,from=«quay.io/c/d»,target=/x make\nUSER 1001\n' },
    ],
    good: [
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM scratch\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS build\nFROM build\nUSER 1001\nCOPY --from=build /x /x\nCOPY --from=0 /y /y\n' },
      { text: 'ARG TAG\nFROM quay.io/a/b:${TAG}\nUSER 1001\n' },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n' },
      { text: 'FROM localhost/app\nUSER 1001\n' },
      { text: 'FROM oci-archive:base.tar\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nFROM alpine\nEOF\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file) {
    for (const use of imageUses(file)) {
      const known = knownTag(use);
      if (!known || known.digest !== undefined) continue;
      const params = { image: use.reference?.name ?? use.written };
      if (known.tag === undefined) yield { at: placeIn(use, use.reference?.nameSpan), message: 'untagged', params };
      else if (known.tag === 'latest') yield { at: placeIn(use, use.reference?.tagSpan), message: 'latest', params };
    }
  },
});
