import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { legacyBoolean, scalarType } from '../../parse/yaml/scalar.ts';
import { booleanOf, type Field, fieldsOf, isNull, isUnknown, type Value } from '../../parse/yaml/view.ts';
import { keyIn, oldKeys, references, registriesDRule, storeKeys, storesIn } from './_rule.ts';

const messages = {
  map: {
    en: '{key} must be a map: Podman refuses every pull.',
    ja: '{key} はマップでなければならず、Podman がすべての取得を拒否します。',
  },
  text: {
    en: '{key} must be a text: Podman refuses every pull.',
    ja: '{key} は文字列でなければならず、Podman がすべての取得を拒否します。',
  },
  boolean: {
    en: '{key} must be true or false, without quotes: Podman refuses every pull.',
    ja: '{key} は引用符なしの true か false でなければならず、Podman がすべての取得を拒否します。',
  },
} as const;

type Said = Report<keyof typeof messages>;

export default registriesDRule({
  id: 'registries-d/wrong-type',
  title: { en: 'Value of the wrong type in registries.d', ja: 'registries.d の値の型の誤り' },
  severity: 'error',
  references,
  messages,
  why: {
    en: 'One such file keeps Podman from pulling any image.',
    ja: 'このようなファイルが 1 つあるだけで、どのイメージも取得できなくなります。',
  },
  remedy: { en: 'Write a value of the type that the key has.', ja: 'キーに合った型の値を書いてください。' },
  *check(file, { settings }) {
    const { root, yaml } = file;
    if (!root || yaml.isTemplate || yaml.isBroken) return;
    if (root.node.type !== 'map' && !isUnknown(root) && !isNull(root))
      yield { at: root.at, message: 'map', params: { key: 'registries.d' } };
    const { sections, all } = storesIn(file, settings);
    for (const section of sections) yield* noMap(section);
    for (const { field: store } of all) {
      yield* noMap(store);
      for (const field of fieldsOf(store.value)) yield* misfit(field, settings);
    }
  },
  examples: {
    bad: [
      { text: 'docker: «[registry.example]»\n' },
      { text: '«[docker]»\n' },
      { text: 'docker:\n  registry.example: «[x]»\n' },
      {
        text: 'docker:\n  registry.example:\n    use-sigstore-attachments: «"true"»\n',
        fixed: 'docker:\n  registry.example:\n    use-sigstore-attachments: true\n',
      },
      { text: 'Docker: {registry.example: «[x]»}\n', settings: { podman: '4.3' } },
      { text: 'default-docker:\n  lookaside: «[https://sigs.example]»\n  use-sigstore-attachments: «1»\n' },
    ],
    good: [
      { text: 'docker:\n  registry.example: {use-sigstore-attachments: yes}\n' },
      { text: 'docker:\n  registry.example:\n    lookaside:\n' },
      { text: 'docker: {a.example: {use-sigstore-attachments: "yes"}}\n' },
      { text: 'default-docker:\n  use-sigstore-attachments: {{ attachments }}\n' },
      { text: 'docker:\n  registry.example: null\n' },
      { text: 'Docker: [x]\n' },
    ],
  },
});

function* noMap({ key, value }: Field): Iterable<Said> {
  if (value.node.type !== 'map' && !isUnknown(value)) yield { at: value.at, message: 'map', params: { key } };
}

function* misfit({ key: written, value }: Field, settings: Settings): Iterable<Said> {
  const params = { key: written };
  const key = keyIn(written, settings);
  if (isUnknown(value) || (!storeKeys.includes(key) && !oldKeys.has(key))) return;
  if (key !== 'use-sigstore-attachments') {
    if (value.node.type !== 'scalar') yield { at: value.at, message: 'text', params };
  } else if (booleanOf(value) === undefined && !(inRange(settings.podman, '>=4.4') && isQuotedYes(value)))
    yield { at: value.at, message: 'boolean', params, fixes: unquoted(value) };
}

/** `"yes"`, `"off"`, but not `"true"`: yaml.v3 keeps the old words out of its own way. */
const isQuotedYes = ({ node }: Value): boolean =>
  node.type === 'scalar' && legacyBoolean({ ...node, style: 'plain' }) !== undefined;

function unquoted({ node, at, outside }: Value) {
  if (outside || node.type !== 'scalar' || scalarType(node) !== 'string' || !/^(?:true|false)$/.test(node.text))
    return [];
  const title = { text: { en: 'Write {text}', ja: '{text} に書き換える' }, params: { text: node.text } };
  return [{ title, edits: [{ span: at, text: node.text }], safe: true }];
}
