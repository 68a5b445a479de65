import { nearest } from '../../core/nearest.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { entryOf, stringOf, type TomlFile, type TomlTable, type TomlValue, tableAt } from '../../parse/toml/tree.ts';
import { isSize } from '../../podman/confValues.ts';
import { replacement } from '../_toml.ts';
import { storageOptions } from './_options.ts';
import { references, storageConfRule } from './_rule.ts';

const messages = {
  driver: {
    en: 'Podman refuses the driver "{value}", and every command with it: it takes {choices}.',
    ja: 'ドライバー「{value}」は指定できず、すべてのコマンドが失敗します。指定できるのは {choices} です。',
  },
  option: {
    en: 'Podman refuses {key} with the driver vfs, and every command with it.',
    ja: '{key} は vfs ドライバーでは指定できず、すべてのコマンドが失敗します。',
  },
  ids: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes numbers such as 0:100000:65536.',
    ja: '{key} の「{value}」は 0:100000:65536 のような形ではないため、すべてのコマンドが失敗します。',
  },
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
  program: {
    en: 'Podman before 5 refuses {key} without a mount_program, and every command with it.',
    ja: '5 より前の Podman は mount_program のない {key} を拒否するため、すべてのコマンドが失敗します。',
  },
  xfs: {
    en: 'This works only on XFS that is mounted with pquota: on any other file system every command fails.',
    ja: 'pquota を付けてマウントした XFS でだけ使えます。ほかのファイルシステムではすべてのコマンドが失敗します。',
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
      { text: '[storage]\ndriver = «"Overlay"»\n', fixed: '[storage]\ndriver = "overlay"\n' },
      {
        text: '[storage]\ndriver = "vfs"\n[storage.options]\nmountopt = «"nodev"»\nsize = «"10G"»\nadditionallayerstores = «["/srv/layers"]»\n[storage.options.vfs]\nignore_chown_errors = «"maybe"»\n',
      },
      { text: '[storage.options]\nsize = «"10G"»\n[storage.options.overlay]\ninodes = «"1000"» # each\n' },
      {
        text: '[storage]\ndriver = "overlay"\n[storage.options.overlay]\nforce_mask = «"shared"»\n',
        settings: { podman: '4.3' },
      },
      { text: '[storage.options]\nremap-uids = «"0-65536"»\n', settings: { podman: '4.3' } },
    ],
    good: [
      { text: '[storage.options]\nignore_chown_errors = "1"\nskip_mount_home = "F"\n' },
      { text: '[storage.options.overlay]\nforce_mask = "shared"\nsize = "0"\ninodes = ""\n' },
      {
        text: '[storage]\ndriver = "overlay"\n[storage.options.overlay]\nforce_mask = "700"\nmount_program = "/usr/bin/fuse-overlayfs"\n',
        settings: { podman: '4.3' },
      },
      { text: '[storage.options]\nignore_chown_errors = ""\nauto-userns-max-size = 65536\n' },
      { text: '[storage.options.pull_options]\nenable_partial_images = "maybe"\n' },
      { text: '[storage]\n# [storage.options]\n# size = "x"\n' },
      { text: '[storage]\ndriver = "vfs"\n[storage.options.overlay]\nsize = "x"\nmountopt = "nodev"\n' },
      { text: '[storage]\ndriver = "overlay"\n[storage.options.vfs]\nignore_chown_errors = "maybe"\n' },
      { text: '[storage]\ndriver = "overlay2"\n[storage.options]\nmountopt = ""\n' },
    ],
  },
});

/** As Go's strconv.ParseBool takes it; nothing at all is as if it were not there. */
const isBoolean = (value: string): boolean => /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False|)$/.test(value);

type Check = readonly [
  key: string,
  message: keyof typeof messages,
  isTaken: (value: string, podman: string) => boolean,
];

const chown: Check = ['ignore_chown_errors', 'boolean', isBoolean];

/** Of `[storage.options]`: every driver is told these. */
const ofEveryDriver: readonly Check[] = [
  chown,
  ['skip_mount_home', 'boolean', (value, podman) => inRange(podman, '<4.4') || isBoolean(value)],
  ['size', 'size', (value, podman) => value === '' || isSize(value, podman)],
];

const ofOverlay: readonly Check[] = [
  ...ofEveryDriver,
  ['use_composefs', 'boolean', (value, podman) => inRange(podman, '<4.4') || isBoolean(value)],
  ['force_mask', 'mask', value => /^(?:shared|private|[0-7]*)$/.test(value)],
  ['inodes', 'number', value => /^\d*$/.test(value)],
];

const isIdMap = (value: string, podman: string): boolean =>
  inRange(podman, '>=5') || /^(?:\d{1,10}:\d{1,10}:\d{1,10})?$/.test(value);
const idMaps: readonly Check[] = [
  ['remap-uids', 'ids', isIdMap],
  ['remap-gids', 'ids', isIdMap],
];

const drivers = ['overlay', 'overlay2', 'vfs', 'btrfs', 'zfs'];
const yes = /^(?:yes|on|y)$/i;
const no = /^(?:no|off|n)$/i;

function* found({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  yield* unknownDriver(entryOf(tableAt(root, 'storage'), 'driver')?.value);
  const { driver, all, own } = storageOptions(root, podman);
  yield* refused(all, [...(driver === 'vfs' ? [chown] : ofEveryDriver), ...idMaps], podman);
  yield* refused(own, driver === 'vfs' ? [chown] : ofOverlay, podman);
  if (driver === 'vfs') yield* unknownToVfs(all);
  if (driver === 'overlay') yield* bySomeHosts(all, own);
  if (driver === 'overlay' && inRange(podman, '<5')) yield* withoutProgram(all, own);
  for (const key of ['auto-userns-min-size', 'auto-userns-max-size', 'force_mask']) {
    const value = entryOf(all, key)?.value;
    if (value?.type === 'integer' && value.value.startsWith('-')) {
      yield { at: value.span, message: 'number', params: { key, value: value.value } };
    }
  }
}

function* unknownDriver(value: TomlValue | undefined): Iterable<Said> {
  if (value?.type !== 'string' || value.value === '' || drivers.includes(value.value)) return;
  const meant = nearest(value.value.trim(), drivers);
  const fixes = meant ? [replacement(value.span, `"${meant}"`, false)] : [];
  yield { at: value.span, message: 'driver', params: { value: value.value, choices: drivers.join(', ') }, fixes };
}

function* refused(table: TomlTable | undefined, checks: readonly Check[], podman: string): Iterable<Said> {
  for (const [key, message, isTaken] of checks) {
    const value = entryOf(table, key)?.value;
    if (value?.type !== 'string' || isTaken(value.value, podman)) continue;
    const meant =
      message !== 'boolean' ? undefined : yes.test(value.value) ? 'true' : no.test(value.value) ? 'false' : undefined;
    const fixes = meant ? [replacement(value.span, `"${meant}"`, false)] : [];
    yield { at: value.span, message, params: { key, value: value.value }, fixes };
  }
}

/** Limits are kept by the file system. */
function* bySomeHosts(...options: readonly (TomlTable | undefined)[]): Iterable<Said> {
  for (const key of ['size', 'inodes']) {
    for (const value of options.map(table => entryOf(table, key)?.value)) {
      if (value?.type === 'string' && /^[^a-z]*[1-9]/i.test(value.value))
        yield { at: value.span, message: 'xfs', severity: 'info' };
    }
  }
}

function* withoutProgram(...options: readonly (TomlTable | undefined)[]): Iterable<Said> {
  if (options.some(table => stringOf(entryOf(table, 'mount_program')))) return;
  for (const value of options.map(table => entryOf(table, 'force_mask')?.value)) {
    const isGiven = value?.type === 'integer' ? !/^0+$/.test(value.value) : value?.type === 'string' && value.value;
    if (value && isGiven) yield { at: value.span, message: 'program', params: { key: 'force_mask' } };
  }
}

/** It is told all of `[storage.options]` that is not empty. */
function* unknownToVfs(options: TomlTable | undefined): Iterable<Said> {
  for (const key of ['mountopt', 'mount_program', 'size', 'skip_mount_home', 'force_mask', 'additionallayerstores']) {
    const value = entryOf(options, key)?.value;
    if (value && isTold(value)) yield { at: value.span, message: 'option', params: { key } };
  }
}

function isTold(value: TomlValue): boolean {
  if (value.type === 'array') return value.items.length > 0;
  return value.type === 'integer' ? !/^[+-]?0+$/.test(value.value) : value.type === 'string' && value.value !== '';
}
