import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import { entryOf, stringsIn, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
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
  *check(file) {
    const { root } = file;
    const registries = tableAt(root, 'registries');
    if (!registries) return;
    const isMixed = version2Keys.some(key => entryOf(root, key));
    const tables = ['search', 'insecure', 'block'].flatMap(name => entryOf(registries, name) ?? []);
    const [first] = tables;
    if (!first) return;
    const at: Span = first.keySpan;
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
    ],
    good: [
      { text: 'unqualified-search-registries = ["registry.example"]\n' },
      { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\n' },
      { text: '# [registries.search]\n' },
      { text: '' },
    ],
  },
});

const version2Keys = ['registry', 'unqualified-search-registries', 'short-name-mode', 'credential-helpers', 'aliases'];

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
