import type { Report } from '../../core/rule.ts';
import { placeIn, placeOf, type RegistryTable, registryTables } from '../../parse/registriesConf.ts';
import {
  entryOf,
  isTrue,
  stringOf,
  stringsIn,
  type TomlFile,
  type TomlScalar,
  type TomlValue,
  tableAt,
} from '../../parse/toml/tree.ts';
import { isHost } from '../../podman/policyReference.ts';
import { pullsFromMirror } from '../../podman/registriesGrammar.ts';
import { removal, replacement } from '../_toml.ts';
import { references, registriesRule } from './_rule.ts';

const messages = {
  scheme: {
    en: 'Registries are written without {scheme}: Podman refuses the file.',
    ja: 'レジストリは {scheme} を付けずに書きます。このままでは Podman がファイルを拒否します。',
  },
  'no-place': {
    en: 'This registry has neither a location nor a prefix: Podman refuses the file.',
    ja: 'このレジストリには location も prefix もないため、Podman がファイルを拒否します。',
  },
  'no-location': {
    en: 'A prefix needs a location unless it begins with "*.": Podman refuses the file.',
    ja: 'prefix が「*.」で始まらない場合は location が必要です。このままでは Podman がファイルを拒否します。',
  },
  wildcard: {
    en: 'A prefix with "*." is a domain alone, without port and path: Podman refuses the file.',
    ja: '「*.」で始まる prefix にはドメインだけを書き、ポートやパスは付けません。このままでは Podman がファイルを拒否します。',
  },
  'no-mirror': {
    en: 'This mirror has no location: Podman refuses the file.',
    ja: 'このミラーには location がないため、Podman がファイルを拒否します。',
  },
  search: {
    en: '"{entry}" is no registry: a host belongs here, without a path. Podman refuses the file.',
    ja: '「{entry}」はレジストリではありません。パスを付けずにホストだけを書きます。このままでは Podman がファイルを拒否します。',
  },
  conflict: {
    en: '"{place}" is there twice, and {key} differs: Podman refuses the file.',
    ja: '「{place}」が 2 回書かれ、{key} が食い違っているため、Podman がファイルを拒否します。',
  },
  'pull-from': {
    en: '"{value}" is none of {choices}: Podman refuses the file.',
    ja: '「{value}」は {choices} のいずれでもないため、Podman がファイルを拒否します。',
  },
  'pull-from-registry': {
    en: 'pull-from-mirror belongs to a mirror: Podman refuses the file.',
    ja: 'pull-from-mirror はミラーに書くキーです。このままでは Podman がファイルを拒否します。',
  },
  'pull-from-both': {
    en: 'The registry says mirror-by-digest-only already: Podman refuses both together.',
    ja: 'レジストリに mirror-by-digest-only があるため、両方を指定すると Podman に拒否されます。',
  },
} as const;

type Said = Report<keyof typeof messages>;

export default registriesRule({
  id: 'registries/invalid-registry',
  title: { en: 'Registry that Podman refuses', ja: 'Podman に拒否されるレジストリの設定' },
  severity: 'error',
  references,
  messages,
  why: {
    en: 'Every command that looks for an image fails as long as it stands there.',
    ja: 'この記述がある限り、イメージを探すすべてのコマンドが失敗します。',
  },
  remedy: {
    en: 'Write hosts such as registry.example:5000/team, and *.example for all below a domain.',
    ja: 'registry.example:5000/team のようなホストを、ドメイン以下すべてなら *.example を書いてください。',
  },
  *check(file) {
    if (file.isTemplate || file.faults.some(({ code }) => code !== 'duplicate-list')) return;
    const old = (name: string) => stringsIn(entryOf(tableAt(file.root, 'registries', name), 'registries'));
    const searched = stringsIn(entryOf(file.root, 'unqualified-search-registries'));
    for (const entry of [...searched, ...old('search')]) {
      if (schemeOf(entry)) yield* schemes(entry);
      else if (!isHost(placeIn(entry))) yield { at: entry.span, message: 'search', params: { entry: entry.value } };
    }
    for (const entry of [...old('insecure'), ...old('block')]) {
      yield* schemes(entry);
      if (!placeIn(entry)) yield { at: entry.span, message: 'no-place' };
      else if (isWrongWildcard(placeIn(entry))) yield { at: entry.span, message: 'wildcard' };
    }
    const tables = registryTables(file);
    for (const registry of tables) yield* registryFaults(file, registry);
    yield* conflicts(tables);
  },
  examples: {
    bad: [
      {
        text: '[[registry]]\nlocation = «"http://registry.example:5000"»\n',
        fixed: '[[registry]]\nlocation = "registry.example:5000"\n',
      },
      {
        text: 'unqualified-search-registries = [«"https://registry.example"»]\n',
        fixed: 'unqualified-search-registries = ["registry.example"]\n',
      },
      { text: 'unqualified-search-registries = [«"quay.io/team"», «""»]\n' },
      { text: 'unqualified-search-registries = [«"*.example"», «"[::1]:5000"», «"my_registry"»]\n' },
      { text: '[[registry]]\nlocation = «"*.example:5000"»\n' },
      {
        text: 'unqualified-search-registries = []\nunqualified-search-registries = [«"quay.io/team"»]\n',
        settings: { podman: '4.3' },
      },
      {
        text: '[registries.insecure]\nregistries = [«"http://registry.example"»]\n',
        fixed: '[registries.insecure]\nregistries = ["registry.example"]\n',
      },
      { text: '[registries.block]\nregistries = [«""», "a.example", «"*.example:5000"»]\n' },
      { text: '[[«registry»]]\ninsecure = false\n' },
      { text: '[[registry]]\nprefix = «"registry.example"»\nblocked = true\n' },
      { text: '[[registry]]\nprefix = «"*.example/team"»\n[[registry]]\nprefix = «"*.example:5000"»\n' },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry.«mirror»]]\ninsecure = false\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry]]\nlocation = «"registry.example/"»\nblocked = true\n',
      },
      { text: '[[registry]]\nprefix = "*.example"\n[[registry]]\nprefix = «"*.example"»\nblocked = true\n' },
      {
        text: '[[registry]]\nlocation = "registry.example"\n«pull-from-mirror» = "all"\n[[registry.mirror]]\nlocation = "mirror.example"\n',
        fixed: '[[registry]]\nlocation = "registry.example"\n[[registry.mirror]]\nlocation = "mirror.example"\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry.mirror]]\nlocation = "mirror.example"\npull-from-mirror = «"some"»\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\nmirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "mirror.example"\n«pull-from-mirror» = "all"\n',
        fixed:
          '[[registry]]\nlocation = "registry.example"\nmirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "mirror.example"\n',
      },
    ],
    good: [
      { text: '[[registry]]\nprefix = "*.example"\nblocked = true\n' },
      { text: '[[registry]]\nlocation = "registry.example/"\n[[registry]]\nlocation = "registry.example"\n' },
      {
        text: '[[registry]]\nprefix = "registry.example/a"\nlocation = "inner.example/a"\n[[registry.mirror]]\nlocation = "mirror.example:5000/a"\npull-from-mirror = "digest-only"\n',
      },
      { text: 'unqualified-search-registries = ["registry.example:5000", "localhost/", "10.0.0.1"]\n' },
      { text: '[[registry]]\nlocation = "registry.example"\npull-from-mirror = ""\n' },
      { text: '# location = "http://registry.example"\n' },
      { text: '[[registry]]\nlocation = {{ location }}\n' },
      { text: '[[registry]]\nprefix = "a.example"\nlocation = "{{ b }}"\n[[registry.mirror]]\nlocation = "{{ c }}"\n' },
    ],
  },
});

const schemeOf = (value: TomlScalar): string | undefined => /^https?:\/\//.exec(placeIn(value))?.[0];

function* registryFaults(file: TomlFile, registry: RegistryTable): Iterable<Said> {
  const { table, prefix, location, mirrors } = registry;
  const [images, place] = [placeOf(prefix), placeOf(location)];
  const isKnown = [prefix, location].every(entry => !entry || entry.value.type === 'string');
  if (!images && !place && isKnown) yield { at: table.span, message: 'no-place' };
  else if (isKnown && !place && prefix && images && !images.startsWith('*.'))
    yield { at: prefix.value.span, message: 'no-location' };
  // What has no prefix is for the images of its location.
  const named = images ? prefix : location;
  if (named && isWrongWildcard(placeOf(named))) yield { at: named.value.span, message: 'wildcard' };
  yield* schemes(prefix?.value);
  yield* schemes(location?.value);
  const { pullFromMirror: stray } = registry;
  if (stray && stringOf(stray))
    yield { at: stray.keySpan, message: 'pull-from-registry', fixes: removal(file, stray, true) };
  for (const mirror of mirrors) {
    if (!placeOf(mirror.location) && mirror.location?.value.type !== 'filled in')
      yield { at: mirror.table.span, message: 'no-mirror' };
    yield* schemes(mirror.location?.value);
    yield* pullFromFaults(file, mirror, isTrue(registry.byDigestOnly));
  }
}

const isWrongWildcard = (place: string): boolean => /^\*\..*[/:@]/.test(place);

function* schemes(value: TomlValue | undefined): Iterable<Said> {
  const scheme = value?.type === 'string' ? schemeOf(value) : undefined;
  if (value?.type !== 'string' || !scheme) return;
  const text = `"${value.value.slice(scheme.length)}"`;
  yield { at: value.span, message: 'scheme', params: { scheme }, fixes: [replacement(value.span, text, false)] };
}

function* pullFromFaults(
  file: TomlFile,
  { pullFromMirror: entry }: RegistryTable,
  isByDigest: boolean,
): Iterable<Said> {
  const value = stringOf(entry);
  if (!entry || !value) return;
  if (!pullsFromMirror.includes(value)) {
    yield { at: entry.value.span, message: 'pull-from', params: { value, choices: pullsFromMirror.join(', ') } };
  } else if (isByDigest) yield { at: entry.keySpan, message: 'pull-from-both', fixes: removal(file, entry, false) };
}

/** Podman takes the same location twice as long as both say the same. */
function* conflicts(tables: readonly RegistryTable[]): Iterable<Said> {
  const first = new Map<string, RegistryTable>();
  for (const registry of tables) {
    // What has no location is compared by its prefix.
    const entry = placeOf(registry.location) ? registry.location : registry.prefix;
    const place = placeOf(entry);
    const known = first.get(place);
    if (!known) first.set(place, registry);
    else if (place && entry) {
      const { span } = entry.value;
      for (const key of ['insecure', 'blocked'] as const) {
        if (isTrue(known[key]) !== isTrue(registry[key]))
          yield { at: span, message: 'conflict', params: { place, key } };
      }
    }
  }
}
