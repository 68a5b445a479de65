import type { Report } from '../../core/rule.ts';
import { placeOf, type RegistryTable, registryTables } from '../../parse/registriesConf.ts';
import { entryOf, isTrue, stringOf, stringsIn, type TomlEntry, type TomlFile } from '../../parse/toml/tree.ts';
import { pullsFromMirror } from '../../podman/registriesGrammar.ts';
import { removal } from '../_toml.ts';
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
    if (file.isTemplate || file.faults.length > 0) return;
    for (const { span, value } of stringsIn(entryOf(file.root, 'unqualified-search-registries'))) {
      const scheme = /^https?:\/\//.exec(value)?.[0];
      if (scheme) yield { at: span, message: 'scheme', params: { scheme }, fixes: withoutScheme(span, value) };
      else if (!isHost(value)) yield { at: span, message: 'search', params: { entry: value } };
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
      { text: '[[«registry»]]\ninsecure = false\n' },
      { text: '[[registry]]\nprefix = «"registry.example"»\nblocked = true\n' },
      { text: '[[registry]]\nprefix = «"*.example/team"»\n[[registry]]\nprefix = «"*.example:5000"»\n' },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry.«mirror»]]\ninsecure = false\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry]]\nlocation = «"registry.example/"»\nblocked = true\n',
      },
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
      { text: 'unqualified-search-registries = ["registry.example:5000", "localhost", "[::1]:5000"]\n' },
      { text: '# location = "http://registry.example"\n' },
      { text: '[[registry]]\nlocation = {{ location }}\n' },
    ],
  },
});

/** Not looked at closely: what is no host for sure. */
const isHost = (entry: string): boolean => /^[^\s/@]+$/.test(entry);

function withoutScheme(span: TomlEntry['keySpan'], value: string) {
  const text = `"${value.replace(/^https?:\/\//, '')}"`;
  const title = { text: { en: 'Write {text}', ja: '{text} に書き換える' }, params: { text } };
  return [{ title, edits: [{ span, text }], safe: false }];
}

function* registryFaults(file: TomlFile, registry: RegistryTable): Iterable<Said> {
  const { table, prefix, location, mirrors } = registry;
  const [images, place] = [placeOf(prefix), placeOf(location)];
  if (!images && !place) yield { at: table.span, message: 'no-place' };
  else if (!place && prefix && !images.startsWith('*.')) yield { at: prefix.value.span, message: 'no-location' };
  if (prefix && images.startsWith('*.') && /[/:@]/.test(images)) yield { at: prefix.value.span, message: 'wildcard' };
  yield* schemes(prefix);
  yield* schemes(location);
  const { pullFromMirror: stray } = registry;
  if (stray) yield { at: stray.keySpan, message: 'pull-from-registry', fixes: removal(file, stray, true) };
  for (const mirror of mirrors) {
    if (!placeOf(mirror.location)) yield { at: mirror.table.span, message: 'no-mirror' };
    yield* schemes(mirror.location);
    yield* pullFromFaults(file, mirror, isTrue(registry.byDigestOnly));
  }
}

function* schemes(entry: TomlEntry | undefined): Iterable<Said> {
  const value = stringOf(entry);
  const scheme = /^https?:\/\//.exec(value ?? '')?.[0];
  if (!entry || !value || !scheme) return;
  const { span } = entry.value;
  yield { at: span, message: 'scheme', params: { scheme }, fixes: withoutScheme(span, value) };
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
    const place = placeOf(registry.location);
    const known = first.get(place);
    if (!known) first.set(place, registry);
    else if (place && registry.location) {
      const { span } = registry.location.value;
      for (const key of ['insecure', 'blocked'] as const) {
        if (isTrue(known[key]) !== isTrue(registry[key]))
          yield { at: span, message: 'conflict', params: { place, key } };
      }
    }
  }
}
