import { effective } from '../facts/configs.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { registriesConf } from './_references.ts';

const file = '/etc/containers/registries.conf';
const facts = (search: readonly string[], conf = '') => ({
  host: hostOf(1000),
  info: info({}, { registries: { search } }),
  [file]: conf,
});

export default check({
  id: 'CFG006',
  title: { en: 'Short names mean one image', ja: '短い名前の指す先が 1 つに決まる' },
  severity: 'medium',
  references: [registriesConf],
  messages: {
    several: {
      en: 'A short name is looked for in {registries}, and the first that has it wins.',
      ja: '短い名前は {registries} の順に探され、最初に見つかったものが使われます。',
    },
  },
  why: {
    en: 'Whoever registers the name in the first of them gives you another image.',
    ja: '先に探されるレジストリに同名のイメージを登録されると、別のイメージを取得してしまいます。',
  },
  remedy: {
    en: 'Leave one registry or none in unqualified-search-registries, or set short-name-mode to enforcing; write full names.',
    ja: 'unqualified-search-registries を 1 つ以下にするか、short-name-mode を enforcing にし、完全な名前を使ってください。',
  },
  commands: ['unqualified-search-registries = []', 'short-name-mode = "enforcing"'],
  needs: ['info'],
  examples: {
    pass: [
      { facts: facts([]) },
      { facts: facts(['quay.io']) },
      { facts: facts(['quay.io', 'docker.io'], 'short-name-mode = "enforcing" # asks\n') },
    ],
    fail: [
      { facts: facts(['quay.io', 'docker.io']) },
      { facts: facts(['quay.io', 'docker.io'], '# short-name-mode = "enforcing"\nshort-name-mode = "permissive"\n') },
    ],
    error: [{ facts: {} }],
  },
  *judge({ info }, { facts }) {
    const settings = given(facts.find('configs'))?.registries ?? [];
    const mode = effective(settings, '', 'short-name-mode')?.value;
    const registries = info.searchRegistries.join(', ');
    if (info.searchRegistries.length > 1 && mode !== 'enforcing')
      yield { state: 'fail', say: 'several', params: { registries } };
    else yield { state: 'pass' };
  },
});
