import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { keyOf, type YamlNode } from '../../parse/yaml/node.ts';
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
  *check({ yaml, text }, { settings }) {
    if (yaml.isTemplate) return;
    const refused = refusedVersion(text);
    if (refused) yield { ...refused, message: 'version' };
    if (yaml.isBroken) yield { at: wordAt(text, yaml.brokenAt ?? 0), message: 'broken' };
    else if (yaml.root) yield* oddities(yaml.root, inRange(settings.podman, '>=4.4'));
  },
  examples: {
    bad: [
      { text: 'docker:\n  registry.example: {}\n «registry»: {}\n' },
      { text: 'docker: {registry.example: {}\n«»' },
      { text: 'default-docker:\n  lookaside: «*sigs»\n' },
      { text: 'docker:\n  a.example: {}\n  b.example: {}\n  «a.example»: {} # again\n' },
      { text: 'docker: {}\r\n«docker»: {}\r\n' },
      { text: '# ours\n«%YAML 1.2»\n---\ndocker: {}\n', fixed: '# ours\n%YAML 1.1\n---\ndocker: {}\n' },
    ],
    good: [
      { text: 'docker:\n  a.example: {}\n  A.example: {}\n' },
      { text: 'default-docker: &d {lookaside: https://sigs.example}\ndocker:\n  a.example: *d\n' },
      { text: 'docker:\n  a.example: {}\n...\n}{\n' },
      { text: 'docker:\n{% for r in registries %}\n  {{ r }}: {}\n{% endfor %}\n' },
      { text: '%YAML 1.1\n---\ndocker: {}\n' },
      { text: '' },
      { text: 'docker: {}\ndocker: {}\n', settings: { podman: '4.3' } },
    ],
  },
});

/** What a parser can read and Podman's does not take. */
function* oddities(node: YamlNode, countsKeys: boolean): Iterable<Said> {
  if (node.type === 'alias') {
    if (!node.target) yield { at: node.span, message: 'alias', params: { name: node.name } };
  } else if (node.type === 'seq') for (const { value } of node.items) yield* oddities(value, countsKeys);
  else if (node.type === 'map') {
    const seen = new Set<string>();
    for (const entry of node.entries) {
      const key = keyOf(entry);
      if (countsKeys && key !== undefined && seen.has(key))
        yield { at: entry.key.span, message: 'twice', params: { key } };
      if (key !== undefined) seen.add(key);
      yield* oddities(entry.value, countsKeys);
    }
  }
}

/** A word, or the place where one is missing. */
function wordAt(text: string, at: number): Span {
  const [, blanks = '', word = ''] = /^([ \t]*)([^\s:,{}[\]]*)/.exec(text.slice(at, at + 200)) ?? [];
  return word ? { start: at + blanks.length, end: at + blanks.length + word.length } : { start: at, end: at };
}
