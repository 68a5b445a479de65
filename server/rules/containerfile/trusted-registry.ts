import { isFromRegistry } from '../../parse/imageReference.ts';
import { fullName } from '../../podman/images.ts';
import { type KnownName, mayCover, stepsOf, trustedEntries } from '../_trustedRegistries.ts';
import { images } from './_concerns.ts';
import { type ImageUse, imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

const settings = { trustedRegistries: ['registry.example', 'quay.io/team', '*.internal.example', 'docker.io/library'] };

export default containerfileRule({
  id: 'containerfile/trusted-registry',
  title: { en: 'Image from a registry that is not trusted', ja: '信頼されていないレジストリのイメージ' },
  severity: 'error',
  aliases: ['DL3026'],
  references: [
    { title: 'NIST SP 800-190 4.1.5', url: 'https://csrc.nist.gov/pubs/sp/800/190/final' },
    {
      title: 'containers-registries.conf(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
  ],
  why: {
    en: 'This project takes images only from registries that somebody answers for; from elsewhere, nobody knows what comes in.',
    ja: 'このプロジェクトでは、責任を持って管理されたレジストリのイメージだけを使います。それ以外からは何が入ってくるか分かりません。',
  },
  remedy: {
    en: 'Take the image from a registry that "trustedRegistries" in .podseal.yaml names, or add this one there.',
    ja: '.podseal.yaml の「trustedRegistries」にあるレジストリのイメージを使うか、このレジストリをそこに追加してください。',
  },
  messages: {
    untrusted: {
      en: '"{image}" comes from {registry}, which this project does not trust.',
      ja: '「{image}」は、このプロジェクトで信頼されていない {registry} のイメージです。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM «docker.io»/bitnami/nginx:1\nUSER 1001\n', settings },
      { text: 'FROM «bitnami/nginx»:1\nUSER 1001\n', settings },
      { text: 'FROM «fedora»:42\nUSER 1001\n', settings },
      {
        text: 'from --platform=linux/amd64 \\\r\n  # the base\r\n  «quay.io»/teams/a:1 as a\r\nfrom registry.example/b:1\r\ncopy --chown=1 --from=«ghcr.io»/c/d:1 /x /x\r\nrun --mount=type=bind,from=«registry.example:5000»/e:1,target=/m make\r\nuser 1001\r\n',
        settings,
      },
      { text: 'ARG V=1\nFROM «ghcr.io/a/b:$V»\nUSER 1001\n', settings },
      { text: 'ARG NAME\nFROM «ghcr.io/a/$NAME:1»\nUSER 1001\n', settings },
      { text: 'FROM «docker.io»/library/alpine:3.22\nUSER 1001\n', settings: { trustedRegistries: ['*.docker.io'] } },
    ],
    good: [
      { text: 'FROM ghcr.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM registry.example/a/b:1 AS a\nFROM quay.io/team/a:1\nCOPY --from=a /x /x\nUSER 1001\n', settings },
      {
        text: 'FROM a.b.internal.example:5000/c:1\nUSER 1001\n',
        settings: { trustedRegistries: ['*.internal.example:5000'] },
      },
      { text: 'FROM alpine:3.22\nFROM docker.io/alpine:3.22\nFROM scratch\nUSER 1001\n', settings },
      { text: 'FROM localhost/a:1\nFROM oci-archive:base.tar\nUSER 1001\n', settings },
      {
        text: 'ARG BASE\nARG REGISTRY\nFROM $BASE AS a\nFROM $REGISTRY/a:1\nFROM quay.io/$BASE:1\nUSER 1001\n',
        settings,
      },
      { text: 'FROM ghcr.io/a/b:1\nUSER 1001\n', settings: { trustedRegistries: ['*'] } },
    ],
  },
  concerns: images,
  *check(file, { settings }) {
    const trusted = trustedEntries(settings);
    if (trusted.length === 0) return;
    for (const use of imageUses(file)) {
      const name = nameOf(use);
      if (name === undefined || trusted.some(entry => mayCover(entry, name))) continue;
      const at = placeIn(use, use.reference?.hostSpan ?? use.reference?.nameSpan);
      const image = use.reference?.name ?? use.written;
      yield { at, message: 'untrusted', params: { image, registry: name.steps[0] ?? '' } };
    }
  },
});

/** What Podman makes of the name; of one with an unknown variable, what stands before that. */
function nameOf({ reference, written }: ImageUse): KnownName | undefined {
  if (reference) {
    return isFromRegistry(reference) ? { steps: stepsOf(fullName(reference.name)), isWhole: true } : undefined;
  }
  const before = written.slice(0, Math.max(0, written.indexOf('$')));
  const steps = before.split('/').slice(0, -1);
  const isRegistry = /[.:]/.test(steps[0] ?? '');
  return isRegistry ? { steps: stepsOf(steps.join('/')), isWhole: false } : undefined;
}
