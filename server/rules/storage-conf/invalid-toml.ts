import { tomlMessages, tomlReports } from '../_toml.ts';
import { references, storageConfRule } from './_rule.ts';

export default storageConfRule({
  id: 'storage-conf/invalid-toml',
  title: { en: 'storage.conf that is not TOML', ja: 'TOML として正しくない storage.conf' },
  severity: 'error',
  references: [...references, { title: 'TOML 1.0', url: 'https://toml.io/en/v1.0.0' }],
  messages: tomlMessages,
  why: {
    en: 'Podman refuses the whole file, and every command fails.',
    ja: 'Podman はファイル全体を拒否し、すべてのコマンドが失敗します。',
  },
  remedy: { en: 'Make it plain TOML.', ja: '正しい TOML に直してください。' },
  check: (file, { settings }) => tomlReports(file, settings),
  examples: {
    bad: [
      { text: '[storage]\ndriver = «overlay»\n', fixed: '[storage]\ndriver = "overlay"\n' },
      { text: '[storage]\ndriver = "overlay"\n«driver» = "overlay"\n' },
      { text: '«[storage»\ndriver = "overlay"\n' },
    ],
    good: [
      { text: '' },
      { text: '[storage]\n# driver = overlay\n' },
      { text: '[storage]\r\ndriver = "overlay"\r\n' },
      { text: '[storage]\ngraphroot = {{ root }}\n' },
    ],
  },
});
