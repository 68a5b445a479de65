import { storageConfGrammar } from '../../podman/storageConfGrammar.ts';
import { unknownKeyMessages, unknownKeyReports } from '../_tomlKeys.ts';
import { references, storageConfRule } from './_rule.ts';

export default storageConfRule({
  id: 'storage-conf/unknown-key',
  title: { en: 'Unknown key in storage.conf', ja: 'storage.conf の未知のキー' },
  severity: 'warning',
  references,
  messages: unknownKeyMessages,
  why: {
    en: 'Podman goes on without it, so that a restriction which seems to be there is not.',
    ja: 'Podman はこのキーがないものとして動くため、設定したつもりの制限が働きません。',
  },
  remedy: {
    en: 'Write the key as storage.conf has it, under the table that it belongs to.',
    ja: 'storage.conf にあるとおりのキーを、正しいテーブルの下に書いてください。',
  },
  check: (file, { settings }) => unknownKeyReports(file, storageConfGrammar, settings),
  examples: {
    bad: [
      { text: '[storage]\n«graph_root» = "/srv/containers"\n', fixed: '[storage]\ngraphroot = "/srv/containers"\n' },
      { text: '«driver» = "overlay"\n' },
      { text: '[storage.options.overlay]\n«discard» = "true"\n' },
    ],
    good: [
      { text: '[Storage]\nDriver = "overlay"\n' },
      { text: '[storage.options.pull_options]\nanything = "x"\n' },
      { text: '[storage.options.vfs]\nignore_chown_errors = "false"\n' },
      { text: '[storage]\nrunroot = "/run/containers/storage"\n[storage.options]\n' },
    ],
  },
});
