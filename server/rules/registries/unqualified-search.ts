import { entryOf, stringsIn } from '../../parse/toml/tree.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/unqualified-search',
  title: { en: 'Short names searched in public registries', ja: '公開レジストリでの短い名前の検索' },
  severity: { podman: 'info', strict: 'warning', kubernetes: 'info' },
  references: [...references, { title: 'Podman book 8.4' }],
  messages: {
    public: {
      en: 'A short name is also looked for in {registry}, where anybody can take it.',
      ja: '短い名前が {registry} でも探されますが、そこでは誰でも同じ名前を取得できます。',
    },
    several: {
      en: 'A short name means whichever of these registries answers first.',
      ja: '短い名前が、これらのうち最初に応答したレジストリのイメージを指すことになります。',
    },
  },
  why: {
    en: 'The name that one registry lacks today can be registered there tomorrow by somebody else.',
    ja: '今はどのレジストリにもない名前を、後から第三者が登録できてしまいます。',
  },
  remedy: {
    en: 'Write full names and aliases, and leave this list empty or with your own registry alone.',
    ja: '完全な名前やエイリアスを使い、このリストは空にするか自社のレジストリだけにしてください。',
  },
  *check({ root, isTemplate }) {
    const search = entryOf(root, 'unqualified-search-registries');
    if (!search || isTemplate) return;
    const registries = stringsIn(search);
    const open = registries.filter(({ value }) => publicRegistries.has(value));
    for (const { span, value } of open) yield { at: span, message: 'public', params: { registry: value } };
    if (open.length === 0 && registries.length > 1) yield { at: search.keySpan, message: 'several' };
  },
  examples: {
    bad: [
      { text: 'unqualified-search-registries = [«"docker.io"»]\n' },
      { text: 'unqualified-search-registries = ["registry.example", «"quay.io"»,\n  «"docker.io"» # last\n]\n' },
      { text: '«unqualified-search-registries» = ["a.example", "b.example"]\n' },
    ],
    good: [
      { text: 'unqualified-search-registries = []\n' },
      { text: 'unqualified-search-registries = ["registry.example"]\n' },
      { text: 'unqualified-search-registries = ["registry.access.redhat.com"]\n' },
      { text: '# unqualified-search-registries = ["docker.io"]\n' },
    ],
  },
});

/** Anybody can register a name there. */
const publicRegistries = new Set(['docker.io', 'index.docker.io', 'quay.io', 'ghcr.io', 'registry.gitlab.com']);
