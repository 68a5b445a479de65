import { check } from '../model/check.ts';
import { stig } from './_references.ts';

const path = '/etc/crypto-policies/state/current';

export default check({
  id: 'HST015',
  title: { en: 'The crypto policy of the system is strong', ja: 'システム全体の暗号ポリシーが十分に強い' },
  severity: { stig: 'medium', fips: 'medium' },
  references: [stig('215105')],
  messages: {
    legacy: { en: 'The policy is {value}.', ja: 'ポリシーが {value} です。' },
    notFips: { en: 'The policy is {value}, not FIPS.', ja: 'ポリシーが FIPS ではなく {value} です。' },
    none: { en: 'This system has no crypto policies.', ja: 'このシステムには暗号ポリシーの仕組みがありません。' },
  },
  why: {
    en: 'The engine and the programs of the host agree to algorithms that are broken.',
    ja: 'エンジンやホストのプログラムが、破られたアルゴリズムを受け入れます。',
  },
  remedy: {
    en: 'Set the policy DEFAULT, or FIPS where that is required.',
    ja: 'ポリシーを DEFAULT に、必要な環境では FIPS にしてください。',
  },
  commands: ['update-crypto-policies --set DEFAULT'],
  needs: ['kernel'],
  examples: {
    pass: [
      { facts: { kernel: `${path}:DEFAULT\n` }, options: { profile: 'stig' } },
      { facts: { kernel: `${path}:FIPS:OSPP\n` }, options: { profile: 'fips' } },
    ],
    fail: [
      { facts: { kernel: `${path}:LEGACY\n` } },
      { facts: { kernel: `${path}:DEFAULT:SHA1\n` } },
      { facts: { kernel: `${path}:DEFAULT\n` }, options: { profile: 'fips' } },
    ],
    notApplicable: [{ facts: { kernel: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values } }, { options }) {
    const value = values.get(path);
    if (value === undefined) yield { state: 'notApplicable', say: 'none' };
    else if (/^LEGACY|:SHA1\b/.test(value)) yield { state: 'fail', say: 'legacy', params: { value }, at: { path } };
    else if (options.profile === 'fips' && !value.startsWith('FIPS'))
      yield { state: 'fail', say: 'notFips', params: { value }, at: { path } };
    else yield { state: 'pass', actual: value };
  },
});
