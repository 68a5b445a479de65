import { fipsRule, standingOf, toUbi9 } from './_fips.ts';
import { imageUses, placeIn } from './_images.ts';
import { subjectOf } from './_stages.ts';

export default fipsRule({
  id: 'containerfile/fips-unknown-tag',
  title: { en: 'No "-fips" tag of UBI is known', ja: '確認されていない UBI の「-fips」タグ' },
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
    en: 'Red Hat documents no images of their own for FIPS: it is the same UBI, and Podman switches its module on where the host runs in FIPS mode. A tag that is not there cannot be pulled.',
    ja: 'Red Hat は FIPS 専用のイメージを用意していません。通常の UBI を使い、ホストが FIPS モードなら Podman がモジュールを有効にします。存在しないタグは取得できません。',
  },
  remedy: {
    en: 'Use a tag that exists, of UBI 9 or later, and run the container on a host in FIPS mode.',
    ja: 'UBI 9 以降の実在するタグを使い、FIPS モードのホストでコンテナを動かしてください。',
  },
  messages: {
    tag: {
      en: 'No "-fips" tag of {image} is known: UBI images are the same for FIPS, and the host\'s FIPS mode switches it on.',
      ja: '{image} に「-fips」の付いたタグは確認されていません。UBI は FIPS でも同じイメージを使い、ホストの FIPS モードで有効になります。',
    },
    historical: {
      en: 'No "-fips" tag of {image} is known, and what UBI has of that version is a FIPS 140-2 module, historical since September 2026.',
      ja: '{image} に「-fips」の付いたタグは確認されていません。また、このバージョンの UBI のモジュールは FIPS 140-2 で、その認証は 2026 年 9 月に履歴(Historical)リストへ移されました。',
    },
  },
  examples: {
    bad: [
      {
        text: '# FIPS\nFROM registry.access.redhat.com/ubi8/ubi-minimal:«8.9-fips»\nUSER 1001\n',
        fixed: '# FIPS\nFROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n',
      },
      { text: 'FROM registry.access.redhat.com/ubi9/python-311:«9.4-fips»\nUSER 1001\n' },
      {
        text: 'ARG TAG=9.4-fips\r\nfrom «registry.redhat.io/ubi9/ubi:$TAG» as build\r\nfrom quay.io/a/b:1\r\nUSER 1001\r\n',
        settings: { fips: true },
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY --from=registry.access.redhat.com/ubi9/ubi:«9.4-fips» /a /a\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM cgr.dev/example/python-fips:3.12\nUSER 1001\n' },
      { text: 'FROM dhi.io/python:3.13-fips\nUSER 1001\n' },
      { text: 'FROM registry.suse.com/bci/bci-base-fips:15.6\nUSER 1001\n' },
      { text: 'FROM registry.example/ubi9/ubi:9.4-fips\nUSER 1001\n' },
      {
        text: 'FROM registry.access.redhat.com/ubi9/ubi:9.4-fips\nUSER 1001\n',
        settings: { fipsImages: ['registry.access.redhat.com/**'] },
      },
    ],
  },
  *check(file, { settings }) {
    for (const use of imageUses(file)) {
      const { image, standing, isHistorical } = standingOf(use, settings) ?? {};
      if (!image || standing !== 'no-such-tag') continue;
      const stage = file.stageOf(use.instruction);
      yield {
        at: placeIn(use, use.reference?.tagSpan),
        message: isHistorical ? 'historical' : 'tag',
        params: { image },
        fixes: toUbi9(use),
        subject: stage && subjectOf(stage),
      };
    }
  },
});
