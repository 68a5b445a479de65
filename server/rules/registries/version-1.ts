import type { Span } from '../../core/span.ts';
import { entryOf, tableAt } from '../../parse/toml/tree.ts';
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
  *check({ root }) {
    const registries = tableAt(root, 'registries');
    if (!registries) return;
    const isMixed = ['registry', 'unqualified-search-registries', 'short-name-mode', 'credential-helpers'].some(key =>
      entryOf(root, key),
    );
    const tables = ['search', 'insecure', 'block'].flatMap(name => entryOf(registries, name) ?? []);
    const [first] = tables;
    if (!first) return;
    const at: Span = first.keySpan;
    yield isMixed ? { at, message: 'mixed', severity: 'error' } : { at, message: 'old' };
  },
  examples: {
    bad: [
      { text: "[registries.«search»]\nregistries = ['registry.example']\n[registries.insecure]\nregistries = []\n" },
      { text: '[registries.«block»]\nregistries = ["registry.example"]\n[[registry]]\nlocation = "quay.io"\n' },
      { text: 'registries = {«insecure» = {registries = []}}\n' },
    ],
    good: [
      { text: 'unqualified-search-registries = ["registry.example"]\n' },
      { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\n' },
      { text: '# [registries.search]\n' },
      { text: '' },
    ],
  },
});
