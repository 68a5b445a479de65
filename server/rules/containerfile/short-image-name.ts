import type { Fix } from '../../core/fix.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { aliasOf, onDockerHub } from '../../podman/shortNames.ts';
import { images } from './_concerns.ts';
import { type ImageUse, imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/short-image-name',
  title: { en: 'Image name without a registry', ja: 'レジストリのないイメージ名' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'warning' },
  references: [
    {
      title: 'containers-registries.conf(5): risk of using unqualified image names',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
  ],
  why: {
    en: "Podman looks a short name up in its aliases and then in the registries of the machine at hand, so that it can mean another image elsewhere, also an attacker's.",
    ja: '短い名前は、Podman の別名表と、そのマシンに設定されたレジストリで解決されます。別のマシンでは、攻撃者のものも含め、別のイメージを指すことがあります。',
  },
  remedy: {
    en: 'Write the registry in front of the name.',
    ja: '名前の前にレジストリを書いてください。',
  },
  messages: {
    short: {
      en: '"{image}" does not say which registry it comes from.',
      ja: '「{image}」がどのレジストリのものか書かれていません。',
    },
    alias: {
      en: '"{image}" does not say which registry it comes from: for Podman it is {podman}.',
      ja: '「{image}」がどのレジストリのものか書かれていません。Podman では {podman} になります。',
    },
    ambiguous: {
      en: '"{image}" is {podman} for Podman, but {docker} for Docker.',
      ja: '「{image}」は、Podman では {podman}、Docker では {docker} になります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM «alpine»:3.20\nUSER 1001\n', fixed: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      {
        text: 'FROM --platform=linux/amd64 «fedora»:42 AS base\nUSER 1001\n',
        fixed: 'FROM --platform=linux/amd64 registry.fedoraproject.org/fedora:42 AS base\nUSER 1001\n',
      },
      { text: 'FROM «bitnami/nginx»:1.27\n', fixed: 'FROM docker.io/bitnami/nginx:1.27\n' },
      {
        text: 'FROM quay.io/a/b:1\nCOPY --chown=1:1 --from=«busybox»:1.36 /bin/sh /sh\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY --chown=1:1 --from=docker.io/library/busybox:1.36 /bin/sh /sh\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=from=«golang»:1.25,target=/go true\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN --mount=from=docker.io/library/golang:1.25,target=/go true\nUSER 1001\n',
      },
      { text: 'ARG V=3.20\nFROM «alpine:$V»\nUSER 1001\n' },
    ],
    good: [
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM localhost/app:1\nUSER 1001\n' },
      { text: 'FROM registry:5000/app:1\nUSER 1001\n' },
      { text: 'FROM scratch AS empty\nUSER 1001\nFROM empty\nCOPY --from=empty / /\n' },
      { text: 'ARG REGISTRY\nFROM ${REGISTRY}/app:1\nUSER 1001\n' },
      { text: 'FROM dir:/var/base\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file) {
    for (const use of imageUses(file)) {
      const { reference } = use;
      if (!reference || !isFromRegistry(reference) || reference.host !== undefined) continue;
      const image = reference.name;
      const podman = aliasOf(image);
      const docker = onDockerHub(image);
      const at = placeIn(use, reference.nameSpan);
      if (podman === undefined) yield { at, message: 'short', params: { image }, fixes: fixes(use, [docker]) };
      else if (podman === docker)
        yield { at, message: 'alias', params: { image, podman }, fixes: fixes(use, [podman], true) };
      else yield { at, message: 'ambiguous', params: { image, podman, docker }, fixes: fixes(use, [podman, docker]) };
    }
  },
});

function fixes(use: ImageUse, names: readonly string[], safe = false): Fix[] {
  if (!use.literal) return [];
  return names.map(name => ({
    title: { text: { en: 'Write {name}', ja: '{name} と書く' }, params: { name } },
    edits: [{ span: placeIn(use, use.reference?.nameSpan), text: name }],
    safe,
  }));
}
