import { withoutTag } from '../facts/images.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, image, info } from './_examples.ts';
import { policyOf } from './_policy.ts';
import { cis, nist, policyJson } from './_references.ts';

const file = '/etc/containers/policy.json';
const policy = (types: object) => ({
  host: hostOf(1000),
  info: info({}, { registries: { search: ['registry.example'] } }),
  images: JSON.stringify(image()),
  [file]: { default: [{ type: 'reject' }], transports: { docker: types } },
});

export default check({
  id: 'CFG002',
  title: { en: 'Every registry in use asks for signatures', ja: '使用中の全レジストリで署名を検証する' },
  severity: { strict: 'high' },
  references: [cis('4.12'), nist('4.1.5'), policyJson],
  messages: {
    accept: {
      en: 'Images of {registry} are accepted without a signature.',
      ja: '{registry} のイメージを署名なしで受け入れます。',
    },
    reject: {
      en: 'Images of {registry} are rejected, though some are here.',
      ja: '{registry} のイメージは拒否される設定ですが、既に存在します。',
    },
    none: { en: 'No registry is in use.', ja: '使用中のレジストリがありません。' },
  },
  why: {
    en: 'Whoever can write to the registry decides what runs here.',
    ja: 'レジストリに書き込める者が、ここで動くものを決められます。',
  },
  remedy: {
    en: 'Add the registry to policy.json, and where its signatures lie to registries.d.',
    ja: 'policy.json にレジストリを加え、署名の場所を registries.d に書いてください。',
  },
  commands: ['podman image trust set --type sigstoreSigned --pubkeysfile KEY {name}'],
  needs: ['policy', 'info'],
  examples: {
    pass: [{ facts: policy({ 'registry.example': [{ type: 'signedBy', keyType: 'GPGKeys', keyPath: '/k' }] }) }],
    fail: [{ facts: policy({ 'registry.example': [{ type: 'insecureAcceptAnything' }] }) }],
    review: [{ facts: policy({}) }],
    notApplicable: [
      { facts: { ...policy({}), info: info(), images: JSON.stringify(image({ tags: ['localhost/a:1'] })) } },
    ],
    error: [{ facts: { ...policy({}), info: { rc: 124 } } }],
  },
  *judge({ policy: { path, policy }, info }, { facts }) {
    const images = given(facts.find('images')) ?? [];
    const tags = images.flatMap(({ tags }) => tags).filter(tag => !tag.startsWith('localhost/'));
    const names = [...tags.map(withoutTag), ...info.searchRegistries];
    const hosts = [...new Set(names.map(name => name.split('/')[0] ?? name))].sort();
    if (hosts.length === 0) yield { state: 'notApplicable', say: 'none' };
    for (const registry of hosts) {
      const on = { type: 'registry', name: registry } as const;
      // The weakest of what is asked of its images.
      const trusts = names.filter(name => name.split('/')[0] === registry).map(name => policyOf(policy, name));
      const trust = (['accept', 'reject', 'signed'] as const).find(each => trusts.includes(each)) ?? 'signed';
      if (trust === 'accept') yield { state: 'fail', say: 'accept', params: { registry }, on, at: { path } };
      else if (trust === 'reject') yield { state: 'review', say: 'reject', params: { registry }, on, at: { path } };
      else yield { state: 'pass', on };
    }
  },
});
