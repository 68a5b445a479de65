import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { containersConf } from './_references.ts';

export default check({
  id: 'CFG017',
  title: { en: "No variable replaces the engine's files", ja: '環境変数で設定が差し替えられていない' },
  severity: { strict: 'medium' },
  references: [containersConf],
  messages: {
    set: { en: '{name} is set.', ja: '{name} が設定されています。' },
    declared: { en: '{path} sets {name}.', ja: '{path} で {name} が設定されています。' },
  },
  why: {
    en: 'What stands in the files of the system does not hold then, and who reads these is deceived.',
    ja: 'システムの設定ファイルが使われず、ファイルを確認しても実態が分かりません。',
  },
  remedy: { en: 'Unset it, unless you know what it is for.', ja: '目的が明確でなければ解除してください。' },
  needs: ['variables'],
  examples: {
    pass: [{ facts: { variables: '', declared: '' } }, { facts: { variables: 'container\n', declared: '' } }],
    review: [
      { facts: { variables: 'CONTAINERS_CONF\n', declared: '' } },
      { facts: { variables: '', declared: '/etc/environment:2:CONTAINER_HOST=\n' } },
    ],
    error: [{ facts: {} }],
  },
  *judge({ variables }, { facts }) {
    const names = variables.filter(name => /^(?:CONTAINER|REGISTRY_AUTH_FILE)/.test(name));
    const declared = given(facts.find('declared')) ?? [];
    for (const name of names) yield { state: 'review', say: 'set', params: { name }, detail: name };
    for (const written of declared) {
      const [, path = written, line, name = ''] = /^(.*?):(\d+):(\w+)=?$/.exec(written) ?? [];
      const at = { path, line: Number(line) };
      yield {
        state: 'review',
        say: 'declared',
        params: { path, name },
        detail: name,
        on: { type: 'file', name: path },
        at,
      };
    }
    if (names.length + declared.length === 0) yield { state: 'pass' };
  },
});
