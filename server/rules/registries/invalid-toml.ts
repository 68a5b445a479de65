import { tomlMessages, tomlReports } from '../_toml.ts';
import { manual, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/invalid-toml',
  title: { en: 'registries.conf that is not TOML', ja: 'TOML として正しくない registries.conf' },
  severity: 'error',
  references: [manual, { title: 'TOML 1.0', url: 'https://toml.io/en/v1.0.0' }],
  messages: tomlMessages,
  why: {
    en: 'Podman refuses the whole file, and with it every command that looks for an image.',
    ja: 'Podman はファイル全体を拒否し、イメージを探すすべてのコマンドが失敗します。',
  },
  remedy: { en: 'Make it plain TOML.', ja: '正しい TOML に直してください。' },
  check: (file, { settings }) => tomlReports(file, settings),
  examples: {
    bad: [
      {
        text: 'short-name-mode = «enforcing» # strict\n',
        fixed: 'short-name-mode = "enforcing" # strict\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\nblocked = «True»\n[[registry]]\nlocation«:» "quay.io"\n',
        fixed: '[[registry]]\nlocation = "registry.example"\nblocked = true\n[[registry]]\nlocation = "quay.io"\n',
      },
      { text: '«unqualified-search-registries = ["quay.io",»\nshort-name-mode = "enforcing"\n' },
      { text: '[aliases]\nubi = "registry.access.redhat.com/ubi9"\n«ubi» = "registry.access.redhat.com/ubi8"\n' },
      { text: '[[registry]]\r\n«location = "registry.example»\r\n' },
      {
        text: 'registry = [{location = "registry.example", blocked = true\n«}]»\n',
        settings: { podman: '5.4' },
      },
      {
        text: '«\ufeff»short-name-mode = "enforcing"\n',
        settings: { podman: '4.9' },
        fixed: 'short-name-mode = "enforcing"\n',
      },
    ],
    good: [
      { text: '' },
      { text: '# short-name-mode = enforcing\n' },
      { text: '"short-name-mode" = \'enforcing\'\r\n[[registry]]\r\nlocation = """registry.example"""\r\n' },
      { text: 'registry = [{location = "registry.example", blocked = true,\n}]\n' },
      { text: 'short-name-mode = {{ mode }}\n' },
      { text: '\ufeffshort-name-mode = "enforcing"\n' },
    ],
  },
});
