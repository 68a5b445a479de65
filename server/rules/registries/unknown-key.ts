import { registriesGrammar } from '../../podman/registriesGrammar.ts';
import { unknownKeyMessages, unknownKeyReports } from '../_tomlKeys.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/unknown-key',
  title: { en: 'Unknown key in registries.conf', ja: 'registries.conf の未知のキー' },
  severity: 'warning',
  references,
  messages: unknownKeyMessages,
  why: {
    en: 'Podman says nothing about it, so that a registry which seems to be blocked or restricted is not.',
    ja: 'Podman は何も警告しないため、ブロックや制限をしたつもりのレジストリが制限されません。',
  },
  remedy: {
    en: 'Write the key as containers-registries.conf(5) has it, under the table that it belongs to.',
    ja: 'containers-registries.conf(5) にあるとおりのキーを、正しいテーブルの下に書いてください。',
  },
  check: (file, { settings }) => unknownKeyReports(file, registriesGrammar, settings),
  examples: {
    bad: [
      {
        text: '«unqualified-search-registry» = ["registry.example"]\n',
        fixed: 'unqualified-search-registries = ["registry.example"]\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\n«block» = true # never\n',
        fixed: '[[registry]]\nlocation = "registry.example"\nblocked = true # never\n',
      },
      { text: '[[registry]]\nlocation = "registry.example"\n«username» = "me"\n' },
      { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\n«Blocked» = false\n' },
      { text: 'aliases = «"registry.example/a"»\n' },
      { text: '[«alias»]\nubi9 = "registry.access.redhat.com/ubi9"\n[aliases]\n' },
      {
        text: '[[«registy»]]\nlocation = "registry.example"\n',
        fixed: '[[registry]]\nlocation = "registry.example"\n',
      },
    ],
    good: [
      { text: '[[Registry]]\nLocation = "registry.example"\nINSECURE = false\n' },
      { text: '[aliases]\nubi = "registry.example/a"\nUBI = "registry.example/a"\n' },
      { text: '[aliases]\n"anything/at-all" = "registry.example/x"\n' },
      { text: 'credential-helpers = ["secretservice"]\nadditional-layer-store-auth-helper = "x"\n' },
      { text: '[registries.search]\nregistries = ["registry.example"]\n' },
      { text: '# unqualified-search-registry = []\n' },
    ],
  },
});
