import { check } from '../model/check.ts';
import { book, stig } from './_references.ts';

const path = '/proc/sys/crypto/fips_enabled';

export default check({
  id: 'HST014',
  title: { en: 'The kernel is in FIPS mode', ja: 'カーネルが FIPS モードで動いている' },
  severity: { fips: 'high' },
  references: [book('compliance-check.sh'), stig('671010')],
  messages: {
    off: { en: 'FIPS mode is off.', ja: 'FIPS モードが無効です。' },
    unknown: { en: 'This kernel knows no FIPS mode.', ja: 'このカーネルには FIPS モードがありません。' },
  },
  why: {
    en: 'Cryptography that is not validated counts as none where FIPS 140-3 is required.',
    ja: 'FIPS 140-3 が求められる環境では、検証されていない暗号は暗号化なしとみなされます。',
  },
  remedy: {
    en: 'Install the host anew with fips=1: on RHEL 9 and later it cannot be turned on afterwards.',
    ja: 'fips=1 を付けてホストを再インストールしてください。RHEL 9 以降では後から有効にできません。',
  },
  needs: ['kernel'],
  examples: {
    pass: [{ facts: { kernel: `${path}:1\n` } }],
    fail: [{ facts: { kernel: `${path}:0\n` } }],
    unknown: [{ facts: { kernel: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values } }) {
    const value = values.get(path);
    if (value === undefined) yield { state: 'unknown', say: 'unknown' };
    else
      yield value === '1'
        ? { state: 'pass', actual: value }
        : { state: 'fail', say: 'off', actual: value, expected: '1' };
  },
});
