import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { lineage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { fipsStanding } from '../../podman/fips.ts';
import { fullName } from '../../podman/images.ts';
import { imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/fips-base-image',
  title: { en: 'Base image is not FIPS-capable', ja: 'FIPS に対応できないベースイメージ' },
  severity: 'warning',
  references: [
    { title: 'Podman book, FIPS' },
    {
      title: 'NIST CMVP: validated modules',
      url: 'https://csrc.nist.gov/projects/cryptographic-module-validation-program/validated-modules',
    },
    {
      title: 'Red Hat: switching RHEL to FIPS mode',
      url: 'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/security_hardening/switching-rhel-to-fips-mode_security-hardening',
    },
  ],
  why: {
    en: 'FIPS 140 asks for a validated cryptographic module: it comes with the image, and Podman switches it on where the host runs in FIPS mode.',
    ja: 'FIPS 140 には、認証された暗号モジュールが必要です。モジュールはイメージに含まれ、ホストが FIPS モードなら Podman が有効にします。',
  },
  remedy: {
    en: 'Build on an image with a FIPS 140-3 module, such as UBI 9, and run it on a host in FIPS mode.',
    ja: 'UBI 9 など FIPS 140-3 のモジュールを持つイメージを使い、FIPS モードのホストで動かしてください。',
  },
  messages: {
    'no-such-tag': {
      en: 'No "-fips" tag of {image} is known: UBI images are the same for FIPS, and the host\'s FIPS mode switches it on.',
      ja: '{image} に「-fips」の付いたタグは確認されていません。UBI は FIPS でも同じイメージを使い、ホストの FIPS モードで有効になります。',
    },
    'no-such-tag-historical': {
      en: 'No "-fips" tag of {image} is known, and what UBI has of that version is a FIPS 140-2 module, historical since September 2026.',
      ja: '{image} に「-fips」の付いたタグは確認されていません。また、このバージョンの UBI のモジュールは FIPS 140-2 で、その認証は 2026 年 9 月に履歴(Historical)リストへ移されました。',
    },
    historical: {
      en: '{image} has a FIPS 140-2 module only, and those certificates are historical since September 2026.',
      ja: '{image} のモジュールは FIPS 140-2 だけで、その認証は 2026 年 9 月に履歴(Historical)リストへ移されました。',
    },
    none: {
      en: '{image} has no validated cryptographic module and is not FIPS-capable.',
      ja: '{image} には認証された暗号モジュールがなく、FIPS に対応できません。',
    },
    'without-crypto': {
      en: '{image} comes without OpenSSL and crypto policies, so nothing in it is validated.',
      ja: '{image} には OpenSSL も暗号ポリシーもなく、認証されたものがありません。',
    },
  },
  examples: {
    bad: [
      {
        text: '# FIPS\nFROM registry.access.redhat.com/ubi8/ubi-minimal:«8.9-fips»\nUSER 1001\n',
        fixed: '# FIPS\nFROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n',
      },
      {
        text: 'FROM registry.access.redhat.com/ubi9/python-311:«9.4-fips»\nUSER 1001\n',
      },
      {
        text: 'FROM «registry.access.redhat.com/ubi8/python-311:1»\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM «registry.access.redhat.com/ubi8/ubi:8.10»\nLABEL security.fips="true"\nUSER 1001\n',
        fixed: 'FROM registry.access.redhat.com/ubi9/ubi:9.6\nLABEL security.fips="true"\nUSER 1001\n',
      },
      {
        text: 'FROM «docker.io/library/alpine:3.20»\nENV OPENSSL_FORCE_FIPS_MODE=1\nUSER 1001\n',
      },
      {
        text: 'FROM «registry.access.redhat.com/ubi9/ubi-micro:9.6» AS base\nFROM base\nUSER 1001\n',
        settings: { fips: true },
      },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM cgr.dev/example/python-fips:3.12\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM registry.example/team/base:1\nUSER 1001\n', settings: { fips: true } },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nENV GOFIPS140=v1.0.0\nUSER 1001\n' },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nFROM registry.access.redhat.com/ubi9/ubi:9.6\nUSER 1001\n',
        settings: { fips: true },
      },
    ],
  },
  *check(file, { settings }) {
    if (!settings.fips && !asksForFips(file)) return;
    const final = file.finalStage;
    const root = final && [...lineage(final)].at(-1);
    for (const use of imageUses(file)) {
      const { reference } = use;
      if (!reference) continue;
      const image = fullName(reference.name);
      const standing = fipsStanding(image, reference.tag);
      const fixes = use.literal ? toUbi9(use.written, use.span) : [];
      if (standing === 'no-such-tag') {
        const message = fipsStanding(image, undefined) === 'historical' ? 'no-such-tag-historical' : standing;
        yield { at: placeIn(use, reference.tagSpan), message, params: { image }, fixes };
      } else if (use.instruction === root?.from && standing && standing !== 'capable') {
        yield { at: use.span, message: standing, params: { image }, fixes: standing === 'historical' ? fixes : [] };
      }
    }
  },
});

const mentionsFips = /fips/i;

/** The file says itself that it wants FIPS: in a comment, a label, a variable's or an image's name. */
function asksForFips(file: Containerfile): boolean {
  if (!mentionsFips.test(file.text)) return false;
  return (
    file.comments.some(({ start, end }) => /\bfips/i.test(file.text.slice(start, end))) ||
    imageUses(file).some(({ written }) => /-fips\b/i.test(written)) ||
    file.instructions.some(
      ({ keyword, pairs }) =>
        // A Go program brings its own module along, whatever the image.
        (keyword === 'LABEL' || keyword === 'ENV') &&
        pairs.some(({ name }) => mentionsFips.test(name) && !name.startsWith('GOFIPS')),
    )
  );
}

const ubi8 = /^(registry\.(?:access\.redhat\.com|redhat\.io)\/)ubi8(\/ubi(?:-minimal|-init)?|-minimal|-init|)$/;

/** The same image of UBI 9, where there is one of that name for certain. */
function toUbi9(written: string, span: { start: number; end: number }): Fix[] {
  const [, registry, variant] = ubi8.exec(parseImageReference(written)?.name ?? '') ?? [];
  if (registry === undefined || variant === undefined) return [];
  const name = `${registry}ubi9${variant}:9.6`;
  return [
    {
      title: { text: { en: 'Build on {name}', ja: '{name} を使う' }, params: { name } },
      edits: [{ span, text: name }],
      safe: false,
    },
  ];
}
