import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Span } from '../../core/span.ts';
import { entryOf, stringsIn, type TomlEntry, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
import { isTooNew } from '../../podman/confVersions.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/version-1',
  title: { en: 'Old format of registries.conf', ja: 'registries.conf の古い形式' },
  severity: 'warning',
  references,
  messages: {
    old: {
      en: 'This is version 1 of the format, which Podman 6 refuses.',
      ja: 'これはバージョン 1 の形式で、Podman 6 には拒否されます。',
    },
    mixed: {
      en: 'The file mixes versions 1 and 2 of the format: Podman refuses it.',
      ja: 'バージョン 1 と 2 の形式が混在しているため、Podman がファイルを拒否します。',
    },
  },
  why: {
    en: 'A machine that is brought up to date then pulls nothing more.',
    ja: '更新したマシンでは、イメージを取得できなくなります。',
  },
  remedy: {
    en: 'Write unqualified-search-registries = [...], and a [[registry]] with location for each that is insecure or blocked.',
    ja: 'unqualified-search-registries = [...] と、insecure や blocked にする各レジストリの [[registry]]（location 付き）に書き換えてください。',
  },
  *check(file, { settings }) {
    const { root, isTemplate } = file;
    const registries = tableAt(root, 'registries');
    if (!registries) return;
    const tables = ['search', 'insecure', 'block'].flatMap(name => entryOf(registries, name) ?? []);
    const [first] = tables;
    if (!first) return;
    const counts = inRange(settings.podman, '<4.4') ? hasEntries : isRead;
    const listed = tables.find(({ value }) => value.type === 'table' && counts(entryOf(value, 'registries')));
    const known = version2Keys.filter(key => !isTooNew(key, settings.podman));
    const isMixed = listed && !isTemplate && known.some(key => counts(entryOf(root, key)));
    const at: Span = (isMixed ? listed : first).keySpan;
    yield isMixed ? { at, message: 'mixed', severity: 'error' } : { at, message: 'old', fixes: conversion(file) };
  },
  examples: {
    bad: [
      {
        text: "[registries.«search»]\nregistries = ['registry.example']\n[registries.insecure]\nregistries = []\n",
        fixed: 'unqualified-search-registries = ["registry.example"]\n',
      },
      {
        text: '[registries.«block»]\nregistries = ["a.example", "b.example"]\n',
        fixed:
          '[[registry]]\nlocation = "a.example"\nblocked = true\n\n[[registry]]\nlocation = "b.example"\nblocked = true\n',
      },
      { text: '# ours\n[registries.«block»]\nregistries = ["a.example"]\n' },
      { text: '[registries.«block»]\nregistries = ["registry.example"]\n[[registry]]\nlocation = "quay.io"\n' },
      { text: 'registries = {«insecure» = {registries = []}}\n', fixed: '' },
      { text: 'aliases = {}\n[registries.«search»]\n[registries.block]\n' },
      { text: 'credential-helpers = []\n[registries.search]\n[registries.«block»]\nregistries = []\n' },
      {
        text: 'credential-helpers = []\n[registries.«block»]\nregistries = ["registry.example"]\n',
        settings: { podman: '4.3' },
      },
    ],
    good: [
      { text: 'unqualified-search-registries = ["registry.example"]\n' },
      { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\n' },
      { text: '# [registries.search]\n' },
      { text: '' },
    ],
  },
});

const version2Keys = [
  'registry',
  'unqualified-search-registries',
  'short-name-mode',
  'credential-helpers',
  'additional-layer-store-auth-helper',
  'aliases',
];

/** Whether Podman takes a key for being there: an empty list is, an empty string is not. */
const isRead = (entry: TomlEntry | undefined): boolean =>
  entry?.value.type === 'string'
    ? entry.value.value !== ''
    : entry?.value.type === 'array' || entry?.value.type === 'table';

/** As Podman 4.3 takes it. */
function hasEntries(entry: TomlEntry | undefined): boolean {
  if (entry?.value.type === 'array') return entry.value.items.length > 0;
  return entry?.value.type === 'table' ? entry.value.entries.length > 0 : isRead(entry);
}

/** The same in version 2; where somebody has written comments, a person has to say where they belong. */
function conversion({ root, text, comments, faults, isTemplate }: TomlFile): Fix[] {
  if (isTemplate || faults.length > 0 || comments.length > 0 || root.entries.length !== 1) return [];
  const listed = (name: string) =>
    stringsIn(entryOf(tableAt(root, 'registries', name), 'registries')).map(({ value }) => value);
  const [search, insecure, blocked] = [listed('search'), listed('insecure'), listed('block')];
  const list = `unqualified-search-registries = [${search.map(quoted).join(', ')}]\n`;
  const tables = [...new Set([...insecure, ...blocked])].map(
    place =>
      `[[registry]]\nlocation = ${quoted(place)}\n${insecure.includes(place) ? 'insecure = true\n' : ''}${blocked.includes(place) ? 'blocked = true\n' : ''}`,
  );
  const written = [...(search.length > 0 ? [list] : []), ...tables].join('\n').replaceAll('\n', lineEnding(text));
  const title = { text: { en: 'Write it as version 2', ja: 'バージョン 2 の形式に書き換える' } };
  return [{ title, edits: [{ span: { start: 0, end: text.length }, text: written }], safe: false }];
}

const quoted = (text: string): string => JSON.stringify(text);
