import type { Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { fipsStanding } from '../../podman/fips.ts';
import { fipsRule, imageBelow } from './_fips.ts';
import { builtStages, subjectOf } from './_stages.ts';
import { baseOf } from './_users.ts';

export default fipsRule({
  id: 'containerfile/fips-no-crypto-library',
  title: { en: 'Nothing in the image that FIPS could validate', ja: '暗号ライブラリーのないイメージ' },
  severity: 'warning',
  references: [
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
    en: "Without OpenSSL and the crypto policies a program uses whatever cryptography it was built with, and the host's FIPS mode changes nothing in it.",
    ja: 'OpenSSL も暗号ポリシーもないと、プログラムは自身に組み込まれた暗号を使い、ホストの FIPS モードは何の影響も与えません。',
  },
  remedy: {
    en: 'Build on ubi9/ubi-minimal, or install openssl-libs and crypto-policies into the image from a builder with dnf --installroot.',
    ja: 'ubi9/ubi-minimal を使うか、ビルダーから dnf --installroot で openssl-libs と crypto-policies をイメージにインストールしてください。',
  },
  messages: {
    'without-crypto': {
      en: '{image} comes without OpenSSL and crypto policies, so nothing in it is validated.',
      ja: '{image} には OpenSSL も暗号ポリシーもなく、認証されたものがありません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM «registry.access.redhat.com/ubi9/ubi-micro:9.6» AS base\nFROM base\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: '# FIPS\r\nfrom quay.io/a/b:1 as build\r\nfrom «scratch»\r\ncopy --from=build /app /app\r\nUSER 1001\r\n',
      },
      { text: 'FROM «gcr.io/distroless/static:nonroot»\nCOPY app /app\n', settings: { fips: true } },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n', settings: { fips: true } },
      {
        text: 'FROM registry.access.redhat.com/ubi9/ubi:9.6 AS build\nRUN dnf install -y --installroot /mnt/rootfs openssl-libs\nFROM registry.access.redhat.com/ubi9/ubi-micro:9.6\nCOPY --from=build /mnt/rootfs/ /\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM quay.io/a/b:1 AS build\nFROM scratch\nCOPY --from=build /usr/lib64/libcrypto.so.3 /usr/lib64/\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM registry.access.redhat.com/ubi9/ubi:9.6 AS build\nRUN dnf install -y --installroot=/mnt/new glibc openssl\nFROM registry.access.redhat.com/ubi9/ubi-micro:9.6\nCOPY --from=build /mnt/new /\nUSER 1001\n',
        settings: { fips: true },
      },
      { text: 'FROM scratch\nADD rootfs.tar.xz /\nUSER 1001\n', settings: { fips: true } },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nENV GOFIPS140=v1.0.0\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 1001\n',
        settings: { fips: true },
      },
      { text: 'FROM scratch\nCOPY app /app\nUSER 1001\n' },
      {
        text: 'FROM scratch AS files\nCOPY a /a\nFROM registry.access.redhat.com/ubi9/ubi:9.6\nCOPY --from=files /a /a\nUSER 1001\n',
        settings: { fips: true },
      },
    ],
  },
  *check(file, { settings }) {
    if (goBringsItsOwn.test(file.text)) return;
    for (const { stage, base, image } of emptyBases(file, settings)) {
      if (!bringsLibraries(file, stage))
        yield { at: base.span, message: 'without-crypto', params: { image }, subject: subjectOf(stage) };
    }
  },
});

/** Go's own module is a part of the program. */
const goBringsItsOwn = /\bGOFIPS140\b|\bfips140\b/;

function* emptyBases(file: Containerfile, settings: Settings) {
  const seen = new Set<Stage>();
  for (const stage of builtStages(file, settings)) {
    const root = baseOf(file, stage).stage;
    const image = imageBelow(file, stage);
    const isEmpty = image === 'scratch' || fipsStanding(image, undefined) === 'without-crypto';
    if (!isEmpty || !root.base || seen.has(root)) continue;
    seen.add(root);
    yield { stage, base: root.base, image };
  }
}

const mayHoldLibraries = /ssl|crypto|fips|gnutls|libgcrypt|nss|root-?fs|sysroot|installroot|\.t(?:ar|gz|xz)/i;

/** A folder into which packages are installed. */
const isRoot = (file: Containerfile, folder: string): boolean =>
  file
    .of('RUN')
    .some(({ source }) =>
      Array.from(source.matchAll(/--(?:install)?root[\s=]+["']?([^\s"']+)/g)).some(([, root]) => root === folder),
    );

/** Something that may be the libraries is copied into it, or all of a file system. */
const bringsLibraries = (file: Containerfile, stage: Stage): boolean =>
  [...lineage(stage)].some(({ instructions }) =>
    instructions.some(instruction => {
      const { keyword, words, flags } = instruction.inner ?? instruction;
      if (keyword === 'RUN')
        return flags.some(({ name }) => name === 'mount') || words.some(({ text }) => mayHoldLibraries.test(text));
      if (keyword !== 'COPY' && keyword !== 'ADD') return false;
      const sources = words.slice(0, -1).map(word => file.resolve(word, instruction) ?? 'rootfs');
      const target = words.at(-1)?.value;
      return sources.some(
        source => mayHoldLibraries.test(source) || (target === '/' && (source.endsWith('/') || isRoot(file, source))),
      );
    }),
  );
