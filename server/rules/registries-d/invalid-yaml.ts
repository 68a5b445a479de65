import { lookUp } from '../../core/lookUp.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import { readAsGo } from '../../parse/yaml/goSyntax.ts';
import { isMerge, keyOf, type YamlEntry, type YamlNode, type YamlResolved } from '../../parse/yaml/node.ts';
import { scalarType } from '../../parse/yaml/scalar.ts';
import { brokenIn, wordAt } from '../_goYaml.ts';
import { refusedVersion, versionMessage } from '../_yamlVersion.ts';
import { references, registriesDRule } from './_rule.ts';

const messages = {
  broken: {
    en: 'This is no YAML from here on: Podman refuses every pull.',
    ja: 'ここから先は YAML として正しくなく、Podman がすべての取得を拒否します。',
  },
  alias: {
    en: 'Nothing is anchored as {name}: Podman refuses every pull.',
    ja: '{name} というアンカーはないため、Podman がすべての取得を拒否します。',
  },
  twice: {
    en: '{key} stands here twice: Podman refuses every pull.',
    ja: '{key} が重複しているため、Podman がすべての取得を拒否します。',
  },
  key: {
    en: 'A key is a text, and this is none: Podman refuses every pull.',
    ja: 'キーは文字列でなければならず、Podman がすべての取得を拒否します。',
  },
  merge: {
    en: 'Only a map can be merged here: Podman refuses every pull.',
    ja: 'ここにマージできるのはマップだけなので、Podman がすべての取得を拒否します。',
  },
  unread: {
    en: 'Podman reads no further than this: what follows belongs to no first document.',
    ja: 'Podman が読むのはここまでです。ここから先は最初のドキュメントに含まれません。',
  },
  tab: {
    en: 'YAML takes no tab here: Podman refuses every pull.',
    ja: 'YAML ではここにタブを使えないため、Podman がすべての取得を拒否します。',
  },
  version: versionMessage,
} as const;

type Said = Report<keyof typeof messages>;

export default registriesDRule({
  id: 'registries-d/invalid-yaml',
  title: { en: 'registries.d file that is not YAML', ja: 'YAML として正しくない registries.d のファイル' },
  severity: 'error',
  isSyntax: true,
  references: [...references, { title: 'YAML 1.2.2', url: 'https://yaml.org/spec/1.2.2/' }],
  messages,
  why: {
    en: 'Podman reads every file of the folder before it pulls anything, and one that it cannot read ends all pulls.',
    ja: 'Podman は取得の前にフォルダー内の全ファイルを読むため、読めないファイルが 1 つあるだけで何も取得できなくなります。',
  },
  remedy: {
    en: 'Make it plain YAML, with each key once.',
    ja: '正しい YAML に直し、各キーは 1 回だけ書いてください。',
  },
  *check({ yaml, text, unread }, { settings }) {
    if (yaml.isTemplate) return;
    const refused = refusedVersion(text);
    if (refused) yield { ...refused, message: 'version' };
    const isOld = inRange(settings.podman, '<4.4');
    const { brokenAt } = readAsGo(text, isOld ? 2 : 3);
    if (brokenAt !== undefined) {
      const { at, isTab, fixes } = brokenIn(text, brokenAt);
      yield { at, message: isTab ? 'tab' : 'broken', fixes };
    } else {
      if (yaml.root && !yaml.isBroken) yield* oddities(yaml.root, 'file', isOld);
      if (unread !== undefined) yield* behind(text, unread);
    }
  },
  examples: {
    bad: [
      { text: 'docker:\n  «[a.example]»: {}\n  b.example: {<<: «5»}\n' },
      { text: 'docker: {«null»: {}}\nother: {«[a]»: 2}\n', settings: { podman: '4.3' } },
      { text: '# none\n«...»\ndocker: {}\n' },
      { text: 'docker:\n«\t »\n  a.example: {}\n', fixed: 'docker:\n\n  a.example: {}\n' },
      { text: 'docker:\n  a.example: {}\n«\t»# c\n', fixed: 'docker:\n  a.example: {}\n# c\n' },
      { text: 'docker:\n  registry.example: {}\n «registry»: {}\n' },
      { text: 'docker: {a.example: {}, b\n  «:» {}}\n' },
      { text: 'x: |\n «\t»a\n' },
      { text: 'y:\n-«\t»a\n' },
      { text: 'docker: {a.example: «!sigs»}\n' },
      { text: 'docker: {}\n---\n«\t»docker: {}\n' },
      { text: '  docker: {}\n«default-docker»: {}\n' },
      { text: 'docker: {a.example: {lookaside: https://a.example/«?x=1»}}\n' },
      { text: 'docker: {«:»a.example: {}}\n' },
      { text: 'docker:\n  a.example: {}\n«---»\ndocker:\n  b.example: {}\n' },
      { text: 'docker: {} # «\0»\n' },
      { text: 'docker: {registry.example: {}\n«»' },
      { text: 'default-docker:\n  lookaside: «*sigs»\n' },
      { text: 'docker:\n  a.example: {}\n  b.example: {}\n  «a.example»: {} # again\n' },
      { text: 'docker: {}\r\n«docker»: {}\r\n' },
      { text: '# ours\n«%YAML 1.2»\n---\ndocker: {}\n', fixed: '# ours\n%YAML 1.1\n---\ndocker: {}\n' },
    ],
    good: [
      { text: 'docker:\n  a.example: {}\n  A.example: {}\n' },
      { text: 'default-docker: &d {lookaside: https://sigs.example}\ndocker:\n  a.example: *d\n' },
      { text: 'docker:\n  a.example: {}\n...\n# c\n' },
      { text: '---\ndocker: {}\n---\n' },
      { text: "docker: {\na.example: {\n\tlookaside: 'https://sigs.example/\n\tteam'\n\t}\n}\n" },
      { text: 'default-docker:\n  lookaside: https://sigs.example\n     \t\n# c\n\t# d\n' },
      { text: 'docker:\n{% for r in registries %}\n  {{ r }}: {}\n{% endfor %}\n' },
      { text: '%YAML 1.1\n---\ndocker: {}\n' },
      { text: 'docker: {null: {}}\nother: {[a]: 1, b: 2, b: 3}\n' },
      { text: 'default-docker: &d {}\ndocker: {a: {<<: [*d]}}\n' },
      { text: 'other: |\n  a\n  \t\n  b\ndocker: {\n\t\n}\t# c\n' },
      { text: 'docker: {"?a": {}, ?d: {}, b: {lookaside: "https://b.example/?x=1"}}\n? c\n: a?b\n' },
      { text: '' },
      { text: 'docker: {}\ndocker: {}\n', settings: { podman: '4.3' } },
    ],
  },
});

/** What Podman's parser makes of a map; undefined for what it does not look into since 4.4. */
type Level = 'file' | 'scopes' | 'store' | undefined;

const sections: Readonly<Record<string, Level>> = { docker: 'scopes', 'default-docker': 'store' };

function below(level: Level, key: string | undefined): Level {
  if (level === 'scopes') return 'store';
  return level === 'file' && key !== undefined ? lookUp(sections, key) : undefined;
}

/** What a parser can read and Podman's does not take. */
function* oddities(node: YamlNode, level: Level, isOld: boolean): Iterable<Said> {
  if (node.type === 'alias') {
    if (!node.target) yield { at: node.span, message: 'alias', params: { name: node.name } };
  } else if (node.type === 'seq') for (const { value } of node.items) yield* oddities(value, level, isOld);
  else if (node.type === 'map') {
    const seen = new Set<string>();
    for (const entry of node.entries) {
      const key = keyOf(entry);
      if (level && !isOld && key !== undefined && seen.has(key))
        yield { at: entry.key.span, message: 'twice', params: { key } };
      if (key !== undefined) seen.add(key);
      if (level || isOld) yield* strange(entry, isOld);
      yield* oddities(entry.key, undefined, isOld);
      yield* oddities(entry.value, isMerge(entry) ? level : below(level, key), isOld);
    }
  }
}

function* strange(entry: YamlEntry, isOld: boolean): Iterable<Said> {
  const key = resolved(entry.key);
  const isNull = isOld && key?.type === 'scalar' && scalarType(key) === 'null';
  if (key && (key.type !== 'scalar' || isNull)) yield { at: entry.key.span, message: 'key' };
  const merged = isMerge(entry) ? resolved(entry.value) : undefined;
  const maps = merged?.type === 'seq' ? merged.items.map(({ value }) => resolved(value)) : [merged];
  if (maps.some(map => map && map.type !== 'map')) yield { at: entry.value.span, message: 'merge' };
}

const resolved = (node: YamlNode): YamlResolved | undefined => (node.type === 'alias' ? node.target : node);

/** What stands behind the first document. */
function* behind(text: string, unread: number): Iterable<Said> {
  const rest = text.slice(unread).replace(/^---(?!\S)/, '');
  if (/^\s*[^\s#]/m.test(rest)) yield { at: wordAt(text, unread), message: 'unread', severity: 'warning' };
}
