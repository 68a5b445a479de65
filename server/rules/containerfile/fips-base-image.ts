import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { fipsBases, fipsRule } from './_fips.ts';

export default fipsRule({
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
    none: {
      en: '{image} has no validated cryptographic module and is not FIPS-capable.',
      ja: '{image} には認証された暗号モジュールがなく、FIPS に対応できません。',
    },
    'not-accepted': {
      en: '{image} is not among the images that the project accepts for FIPS.',
      ja: '{image} は、このプロジェクトが FIPS 用に認めているイメージではありません。',
    },
    'not-known': {
      en: 'Nothing is known of {image} under FIPS. If your evaluation accepts it, name it in fipsImages.',
      ja: '{image} が FIPS に対応しているかは分かりません。評価で認められているなら、fipsImages に加えてください。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM «docker.io/library/alpine:3.20»\nENV OPENSSL_FORCE_FIPS_MODE=1\nUSER 1001\n',
      },
      { text: '# FIPS\r\nARG V\r\nfrom «quay.io/centos/centos:$V» as base\r\nfrom base\r\nUSER 1001\r\n' },
      {
        text: 'FROM quay.io/a/fips:1 AS c\nFROM «docker.io/library/debian:12» AS d\nFROM c\nUSER 1001\n',
        settings: { fips: true, targets: ['d'] },
      },
      {
        text: 'FROM «registry.access.redhat.com/ubi9/ubi:9.6»\nUSER 1001\n',
        settings: { fips: true, fipsImages: ['registry.example/fips/**'] },
      },
      { text: 'FROM «registry.example/team/base:1»\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM «docker.io/library/python:3.13»\nRUN fips-mode-setup --enable\nUSER 1001\n' },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM cgr.dev/example/python-fips:3.12\nUSER 1001\n', settings: { fips: true } },
      { text: '# FIPS\nFROM registry.example/team/base:1\nUSER 1001\n' },
      { text: 'FROM registry.example/team/base-fips:1\nUSER 1001\n', settings: { fips: true } },
      {
        text: 'FROM docker.io/library/ubuntu:22.04\nRUN --mount=type=secret,id=pro,required=true pro attach --attach-config /run/secrets/pro && pro enable fips-updates\nUSER 1001\n',
      },
      { text: 'FROM docker.io/library/ubuntu:22.04\nENV OPENSSL_FORCE_FIPS_MODE=0\nLABEL fips="false"\nUSER 1001\n' },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nENV GOFIPS140=v1.0.0\nUSER 1001\n' },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nFROM registry.access.redhat.com/ubi9/ubi:9.6\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM docker.io/library/debian:12\nUSER 1001\n',
        settings: { fips: true, fipsImages: ['docker.io/library/debian:12*'] },
      },
    ],
  },
  *check(file, { settings }) {
    for (const { use, image, standing, subject } of fipsBases(file, settings)) {
      const report = { at: use.span, params: { image }, subject };
      if (standing === 'not-accepted' || (standing === 'none' && !isUbuntuPro(file, image)))
        yield { ...report, message: standing };
      // Only where the project says that it wants FIPS is silence about an image an answer.
      else if (
        standing === 'not-known' &&
        settings.fips &&
        use.reference &&
        isFromRegistry(use.reference) &&
        !/fips/.test(image)
      )
        yield { ...report, message: standing, severity: 'info' };
    }
  },
});

/** There is no image of it: it is an Ubuntu with a subscription, which has validated packages. */
const isUbuntuPro = (file: Containerfile, image: string): boolean =>
  image === 'docker.io/library/ubuntu' && file.of('RUN').some(({ source }) => /\b(?:pro|ua)\s+attach\b/.test(source));
