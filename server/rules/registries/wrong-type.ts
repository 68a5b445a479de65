import { registriesGrammar } from '../../podman/registriesGrammar.ts';
import { typeMessages, typeReports } from '../_tomlKeys.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/wrong-type',
  title: { en: 'Value of the wrong type in registries.conf', ja: 'registries.conf の値の型の誤り' },
  severity: 'error',
  references,
  messages: typeMessages,
  why: {
    en: 'Podman refuses the whole file, and with it every command that looks for an image.',
    ja: 'Podman はファイル全体を拒否し、イメージを探すすべてのコマンドが失敗します。',
  },
  remedy: { en: 'Write a value of the type that the key has.', ja: 'キーに合った型の値を書いてください。' },
  check: (file, { settings }) => typeReports(file, registriesGrammar, settings),
  examples: {
    bad: [
      {
        text: 'unqualified-search-registries = «"registry.example"» # one\n',
        fixed: 'unqualified-search-registries = ["registry.example"] # one\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\nBlocked = «"true"»\n',
        fixed: '[[registry]]\nlocation = "registry.example"\nBlocked = true\n',
      },
      { text: '[«registry»]\nlocation = "registry.example"\n' },
      { text: '[aliases]\nubi9 = «["registry.access.redhat.com/ubi9"]»\n' },
      {
        text: 'unqualified-search-registries = [«5000»]\n',
        fixed: 'unqualified-search-registries = ["5000"]\n',
      },
    ],
    good: [
      { text: 'unqualified-search-registries = [\n  "registry.example", # ours\n]\n' },
      { text: '[[registry]]\nprefix = "*.example"\ninsecure = false\n' },
      { text: 'registry = [{location = "registry.example", mirror = [{location = "mirror.example"}]}]\n' },
      { text: 'unqualified-search-registries = {{ registries }}\n' },
      { text: 'future = 1\n' },
    ],
  },
});
