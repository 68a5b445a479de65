import { tomlMessages, tomlReports } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/invalid-toml',
  title: { en: 'containers.conf that is not TOML', ja: 'TOML として正しくない containers.conf' },
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
      { text: '[containers]\nread_only = «True»\n', fixed: '[containers]\nread_only = true\n' },
      { text: '[engine]\nruntime = «crun» # fast\n', fixed: '[engine]\nruntime = "crun" # fast\n' },
      { text: '[containers]\npids_limit = 100\n[«containers»]\ninit = true\n' },
      { text: '«[containers»\npids_limit = 100\n' },
      { text: '[containers]\nenv = ["A=1"]\n«env» = ["B=2"]\n' },
    ],
    good: [
      { text: '' },
      { text: '# [containers\n[containers]\n' },
      { text: "[containers]\r\nenv = [\r\n  'A=b', # c\r\n]\r\n" },
      { text: '[containers]\ntz = {{ tz }}\n' },
    ],
  },
});
