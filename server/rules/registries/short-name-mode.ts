import { nearest } from '../../core/nearest.ts';
import { entryOf, stringOf, type TomlFile } from '../../parse/toml/tree.ts';
import { shortNameModes } from '../../podman/registriesGrammar.ts';
import { replacement } from '../_toml.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/short-name-mode',
  title: { en: 'Short names that are guessed', ja: '推測で解決される短い名前' },
  severity: 'warning',
  references: [...references, { title: 'Podman book 8.4' }],
  messages: {
    weak: {
      en: 'With {mode}, a short name is looked for in several registries where nobody can be asked.',
      ja: '{mode} では、対話できない環境で短い名前が複数のレジストリから探されます。',
    },
    invalid: { en: 'Podman refuses "{mode}".', ja: '「{mode}」は Podman に拒否されます。' },
    absent: {
      en: 'Without short-name-mode, a short name is looked for in all of these where nobody can be asked.',
      ja: 'short-name-mode がないと、対話できない環境では短い名前がこれらすべてのレジストリから探されます。',
    },
  },
  why: {
    en: 'Whoever takes the name in the first of these registries decides what runs.',
    ja: '先に探されるレジストリで同じ名前を取得した人が、実行されるイメージを決められます。',
  },
  remedy: {
    en: 'Set short-name-mode to enforcing, and write aliases for the short names that you use.',
    ja: 'short-name-mode を enforcing にし、使う短い名前にはエイリアスを書いてください。',
  },
  *check(file) {
    const mode = entryOf(file.root, 'short-name-mode');
    const value = stringOf(mode);
    if (file.isTemplate) return;
    if (!mode || value === '') yield* absent(file);
    if (!mode || !value || value === 'enforcing') return;
    const isKnown = shortNameModes.includes(value);
    const meant = isKnown ? 'enforcing' : (nearest(value, shortNameModes) ?? 'enforcing');
    const message = isKnown ? 'weak' : 'invalid';
    const fixes = [replacement(mode.value.span, `"${meant}"`, isKnown)];
    const severity = isKnown ? undefined : 'error';
    yield { at: mode.value.span, message, params: { mode: value }, fixes, severity };
  },
  examples: {
    bad: [
      { text: 'short-name-mode = «"permissive"»\n', fixed: 'short-name-mode = "enforcing"\n' },
      { text: "Short-Name-Mode = «'disabled'» # scripts\n", fixed: 'Short-Name-Mode = "enforcing" # scripts\n' },
      { text: 'short-name-mode = «"off"»\n', fixed: 'short-name-mode = "enforcing"\n' },
      { text: 'short-name-mode = «"Enforcing"»\n', fixed: 'short-name-mode = "enforcing"\n' },
      { text: '«unqualified-search-registries» = ["registry.example", "quay.io"]\n' },
    ],
    good: [
      { text: 'short-name-mode = "enforcing"\nunqualified-search-registries = ["registry.example", "quay.io"]\n' },
      { text: 'unqualified-search-registries = ["registry.example"]\n' },
      { text: '[aliases]\n"ubi9" = "registry.access.redhat.com/ubi9"\n' },
      { text: '[[registry]]\nlocation = "registry.example"\n' },
      { text: 'short-name-mode = "{{ mode }}"\n' },
    ],
  },
});

function* absent({ root }: TomlFile) {
  const search = entryOf(root, 'unqualified-search-registries');
  if (search?.value.type !== 'array' || search.value.items.length < 2) return;
  yield { at: search.keySpan, message: 'absent' as const };
}
