import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { entryOf, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
import { isSize } from '../../podman/confValues.ts';
import { replacement } from '../_toml.ts';
import { references, storageConfRule } from './_rule.ts';

const messages = {
  boolean: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes "true" or "false".',
    ja: '{key} に「{value}」は指定できず、すべてのコマンドが失敗します。"true" か "false" を書きます。',
  },
  mask: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes shared, private or octal digits.',
    ja: '{key} に「{value}」は指定できず、すべてのコマンドが失敗します。shared、private、または 8 進数を書きます。',
  },
  size: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes a number with a unit, such as 10G.',
    ja: '{key} の「{value}」は 10G のような単位付きの数ではないため、すべてのコマンドが失敗します。',
  },
  number: {
    en: 'Podman refuses {value} for {key}, and every command with it: it takes whole numbers from 0.',
    ja: '{key} に {value} は指定できず、すべてのコマンドが失敗します。0 以上の整数を書きます。',
  },
} as const;

type Said = Report<keyof typeof messages>;

export default storageConfRule({
  id: 'storage-conf/invalid-value',
  title: { en: 'Value that Podman refuses in storage.conf', ja: 'Podman に拒否される storage.conf の値' },
  severity: 'error',
  references,
  messages,
  why: {
    en: 'Podman opens the storage before it does anything else.',
    ja: 'Podman はどのコマンドでも、まずストレージを開きます。',
  },
  remedy: {
    en: 'Write a value that containers-storage.conf(5) names.',
    ja: 'containers-storage.conf(5) にある値を書いてください。',
  },
  *check(file, { settings }) {
    if (!file.isTemplate) yield* found(file, settings);
  },
  examples: {
    bad: [
      {
        text: '[storage.options]\nignore_chown_errors = «"no"»\n',
        fixed: '[storage.options]\nignore_chown_errors = "false"\n',
      },
      { text: '[storage.options.overlay]\nignore_chown_errors = «"maybe"»\nforce_mask = «"0999"»\n' },
      { text: '[storage.options.overlay]\nsize = «"x"»\ninodes = «"many"» # all\n' },
      { text: '[storage.options]\nauto-userns-min-size = «-1»\n' },
    ],
    good: [
      { text: '[storage.options]\nignore_chown_errors = "1"\nskip_mount_home = "F"\n' },
      { text: '[storage.options.overlay]\nforce_mask = "shared"\nsize = "10G"\ninodes = "1000"\n' },
      { text: '[storage.options]\nignore_chown_errors = ""\nauto-userns-max-size = 65536\n' },
      { text: '[storage.options.pull_options]\nenable_partial_images = "maybe"\n' },
      { text: '[storage]\n# [storage.options]\n# size = "x"\n' },
    ],
  },
});

/** As Go's strconv.ParseBool takes it; nothing at all is as if it were not there. */
const isBoolean = (value: string): boolean => /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False|)$/.test(value);

/** Texts of every driver, which is told those of `[storage.options]` too. */
const written: readonly (readonly [
  key: string,
  message: keyof typeof messages,
  (value: string, podman: string) => boolean,
])[] = [
  ['ignore_chown_errors', 'boolean', isBoolean],
  ['skip_mount_home', 'boolean', (value, podman) => inRange(podman, '<4.4') || isBoolean(value)],
  ['use_composefs', 'boolean', (value, podman) => inRange(podman, '<4.4') || isBoolean(value)],
  ['force_mask', 'mask', value => /^(?:shared|private|[0-7]*)$/.test(value)],
  ['size', 'size', (value, podman) => value === '' || isSize(value, podman)],
  ['inodes', 'number', value => /^\d*$/.test(value)],
];
const yes = /^(?:yes|on|y)$/i;
const no = /^(?:no|off|n)$/i;

function* found({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  const options = tableAt(root, 'storage', 'options');
  for (const table of [options, options && tableAt(options, 'overlay'), options && tableAt(options, 'vfs')]) {
    for (const [key, message, isTaken] of written) {
      const value = entryOf(table, key)?.value;
      if (value?.type !== 'string' || isTaken(value.value, podman)) continue;
      const meant =
        message !== 'boolean' ? undefined : yes.test(value.value) ? 'true' : no.test(value.value) ? 'false' : undefined;
      const fixes = meant ? [replacement(value.span, `"${meant}"`, false)] : [];
      yield { at: value.span, message, params: { key, value: value.value }, fixes };
    }
  }
  for (const key of ['auto-userns-min-size', 'auto-userns-max-size', 'force_mask']) {
    const value = entryOf(options, key)?.value;
    if (value?.type === 'integer' && value.value.startsWith('-')) {
      yield { at: value.span, message: 'number', params: { key, value: value.value } };
    }
  }
}
