import { mayCover, stepsOf, trustedEntries } from '../../rules/_trustedRegistries.ts';
import { check } from '../model/check.ts';
import { info } from './_examples.ts';
import { nist, registriesConf } from './_references.ts';

const searching = (...search: string[]) => ({ info: info({}, { registries: { search } }) });
const options = { trustedRegistries: ['registry.example'] };

export default check({
  id: 'CFG007',
  title: { en: 'Only trusted registries are asked', ja: '信頼するレジストリだけを使う設定になっている' },
  severity: { strict: 'medium' },
  references: [nist('4.2.1'), registriesConf],
  messages: {
    search: {
      en: 'Short names are looked for in {registry}, which is not trusted.',
      ja: '短い名前を、信頼していない {registry} で探します。',
    },
    unset: { en: 'No setting says which registries are trusted.', ja: '信頼するレジストリが設定されていません。' },
  },
  why: {
    en: 'A short name, or a typing error, brings an image of strangers.',
    ja: '短い名前や打ち間違いで、第三者のイメージを取得してしまいます。',
  },
  remedy: {
    en: 'Take it out of unqualified-search-registries, and block it.',
    ja: 'unqualified-search-registries から外し、ブロックしてください。',
  },
  commands: ['[[registry]]\nlocation = "{name}"\nblocked = true'],
  needs: ['info'],
  examples: {
    pass: [
      { facts: searching('registry.example'), options },
      {
        facts: {
          info: info(
            {},
            {
              registries: {
                search: ['docker.io'],
                'docker.io': { Prefix: 'docker.io', Location: 'docker.io', Blocked: true },
              },
            },
          ),
        },
        options,
      },
    ],
    fail: [{ facts: searching('registry.example', 'docker.io'), options }],
    notApplicable: [{ facts: searching('docker.io') }],
    error: [{ facts: {} }],
  },
  *judge({ info }, { options }) {
    const entries = trustedEntries(options);
    if (entries.length === 0) {
      yield { state: 'notApplicable', say: 'unset' };
      return;
    }
    const blocked = new Set(info.registries.filter(({ blocked }) => blocked).map(({ prefix }) => prefix));
    const isTrusted = (name: string) =>
      entries.some(entry => mayCover(entry, { steps: stepsOf(name), isWhole: false }));
    const foreign = info.searchRegistries.filter(name => !blocked.has(name) && !isTrusted(name));
    for (const registry of foreign)
      yield { state: 'fail', say: 'search', params: { registry }, on: { type: 'registry', name: registry } };
    if (foreign.length === 0) yield { state: 'pass' };
  },
});
