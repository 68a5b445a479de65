import { entryOf, stringOf, type TomlEntry, type TomlFile, type TomlValue, tableAt } from '../../parse/toml/tree.ts';
import { removal } from '../_toml.ts';
import { storageOptions } from './_options.ts';
import { references, storageConfRule } from './_rule.ts';

const messages = {
  unverified: {
    en: 'Layers are taken whose content need not be what the image promises.',
    ja: 'イメージの内容と一致しないレイヤーも受け入れられます。',
  },
  chown: {
    en: 'All files of an image belong to one user: those of root and of the service are the same.',
    ja: 'イメージ内の全ファイルが同じユーザーのものになり、root とサービスのファイルが区別されません。',
  },
  mask: {
    en: 'Every user of this machine can read the files of images and containers.',
    ja: 'このマシンのすべてのユーザーが、イメージやコンテナのファイルを読めます。',
  },
} as const;

export default storageConfRule({
  id: 'storage-conf/weak-option',
  title: { en: 'Storage that protects less', ja: '保護を弱めるストレージの設定' },
  severity: 'warning',
  references,
  messages,
  why: {
    en: 'It holds for every image and container in this storage.',
    ja: 'このストレージのすべてのイメージとコンテナに影響します。',
  },
  remedy: {
    en: 'Remove the option; the default is the strict one.',
    ja: 'この設定を削除してください。既定では厳格に扱われます。',
  },
  *check(file, { settings }) {
    for (const [message, entry] of found(file, settings.podman)) {
      const severity = message === 'unverified' ? 'error' : undefined;
      yield { at: entry.value.span, message, fixes: removal(file, entry, false), severity };
    }
  },
  examples: {
    bad: [
      {
        text: '[storage.options.pull_options]\ninsecure_allow_unpredictable_image_contents = «"true"»\n',
        fixed: '[storage.options.pull_options]\n',
      },
      {
        text: '[storage.options]\nignore_chown_errors = «"true"»\n[storage.options.overlay]\nforce_mask = «"shared"»\n',
        fixed: '[storage.options]\n[storage.options.overlay]\n',
      },
      { text: '[storage.options]\nforce_mask = «0o755» # nfs\n' },
      { text: '[storage.options.overlay]\nforce_mask = «"0755"» # nfs\n' },
    ],
    good: [
      { text: '[storage.options.overlay]\nforce_mask = "private"\nignore_chown_errors = "false"\n' },
      { text: '[storage.options]\nforce_mask = 0o700\n[storage.options.overlay]\nforce_mask = "0700"\n' },
      { text: '[storage.options.pull_options]\nenable_partial_images = "true"\n' },
      { text: '[storage]\n# ignore_chown_errors = "true"\n' },
      { text: '[storage]\ndriver = "overlay"\n[storage.options.vfs]\nignore_chown_errors = "true"\n' },
    ],
  },
});

function* found({ root, isTemplate }: TomlFile, podman: string): Iterable<readonly [keyof typeof messages, TomlEntry]> {
  if (isTemplate) return;
  const unverified = entryOf(
    tableAt(root, 'storage', 'options', 'pull_options'),
    'insecure_allow_unpredictable_image_contents',
  );
  if (unverified && isTrueText(unverified)) yield ['unverified', unverified];
  const { all, own } = storageOptions(root, podman);
  for (const table of [all, own]) {
    const chown = entryOf(table, 'ignore_chown_errors');
    if (chown && isTrueText(chown)) yield ['chown', chown];
    const mask = entryOf(table, 'force_mask');
    if (mask && letsOthersRead(mask.value)) yield ['mask', mask];
  }
}

/** A number below `[storage.options]`, a text below a driver. */
function letsOthersRead(value: TomlValue): boolean {
  if (value.type === 'integer') return (Number(value.value.replaceAll('_', '')) & 0o4) !== 0;
  return value.type === 'string' && (value.value === 'shared' || /^[0-7]*[4-7]$/.test(value.value));
}

/** As Go's strconv.ParseBool takes it. */
const isTrueText = (entry: TomlEntry): boolean => /^(?:1|t|T|TRUE|true|True)$/.test(stringOf(entry) ?? '');
