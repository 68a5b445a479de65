import { fipsBases, fipsRule, toUbi9 } from './_fips.ts';

const strict = { profile: 'strict' } as const;

export default fipsRule({
  id: 'containerfile/fips-historical',
  title: { en: 'FIPS 140-2 only', ja: 'FIPS 140-2 のみのベースイメージ' },
  severity: 'warning',
  impliedBy: ['containerfile/fips-unknown-tag'],
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
    en: 'The certificates of FIPS 140-2 were moved to the historical list in September 2026: new systems must not rely on them.',
    ja: 'FIPS 140-2 の認証は 2026 年 9 月に履歴(Historical)リストへ移されました。新しいシステムの根拠にはできません。',
  },
  remedy: {
    en: 'Build on an image with a FIPS 140-3 module, such as UBI 9.',
    ja: 'UBI 9 など FIPS 140-3 のモジュールを持つイメージを使ってください。',
  },
  messages: {
    historical: {
      en: '{image} has a FIPS 140-2 module only, and those certificates are historical since September 2026.',
      ja: '{image} のモジュールは FIPS 140-2 だけで、その認証は 2026 年 9 月に履歴(Historical)リストへ移されました。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM «registry.access.redhat.com/ubi8/python-311:1»\nUSER 1001\n',
        settings: { fips: true },
      },
      { text: 'FROM «docker.io/redhat/ubi8-minimal:8.10»\nUSER 1001\n', settings: { fips: true } },
      {
        text: 'FROM «registry.access.redhat.com/ubi8/ubi:8.10»\nLABEL security.fips="true"\nUSER 1001\n',
        fixed: 'FROM registry.access.redhat.com/ubi9/ubi:9.6\nLABEL security.fips="true"\nUSER 1001\n',
      },
      {
        text: '# FIPS\r\nfrom «registry.redhat.io/ubi8-minimal:8.10» as base\r\nfrom base\r\nUSER 1001\r\n',
        fixed: '# FIPS\r\nfrom registry.redhat.io/ubi9-minimal:9.6 as base\r\nfrom base\r\nUSER 1001\r\n',
      },
      { text: 'ARG V\nFROM «registry.access.redhat.com/ubi8/ubi:$V»\nUSER 1001\n', settings: { fips: true } },
      {
        text: 'FROM «registry.access.redhat.com/ubi8/ubi-minimal:8.9-fips»\nUSER 1001\n',
        fixed: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi:9.6\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM registry.access.redhat.com/ubi10/ubi:10.0\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM registry.access.redhat.com/ubi8/ubi:8.10\nUSER 1001\n' },
      {
        text: 'FROM registry.access.redhat.com/ubi8/ubi:8.10 AS build\nFROM registry.access.redhat.com/ubi9/ubi:9.6\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM registry.access.redhat.com/ubi8/ubi:8.10\nUSER 1001\n',
        settings: { fips: true, fipsImages: ['registry.access.redhat.com/ubi8/*'] },
      },
      { text: '# FIPS\nFROM registry.access.redhat.com/ubi8/ubi-minimal:8.9-fips\nUSER 1001\n' },
    ],
  },
  *check(file, { settings }) {
    for (const { use, image, standing, isHistorical, subject } of fipsBases(file, settings)) {
      if (standing === 'historical' || isHistorical)
        yield { at: use.span, message: 'historical', params: { image }, fixes: toUbi9(use), subject };
    }
  },
});
