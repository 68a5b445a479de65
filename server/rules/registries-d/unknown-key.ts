import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { isTemplated } from '../../parse/yaml/scalar.ts';
import { type Field, fieldsOf, get, type Value } from '../../parse/yaml/view.ts';
import { canMatch, noMatch, scopeMeant } from '../../podman/policyScopeMatch.ts';
import { keyIn, oldKeys, references, registriesDRule, storeKeys, storesIn } from './_rule.ts';

const messages = {
  unknown: {
    en: 'Podman knows no key {key} here and ignores it.',
    ja: 'この場所に {key} というキーはなく、無視されます。',
  },
  meant: {
    en: 'Podman knows no key {key} here and ignores it; is {meant} meant?',
    ja: 'この場所に {key} というキーはなく、無視されます。{meant} ではありませんか？',
  },
  scope: {
    en: 'No image falls under {key}: full names of registries and repositories stand here, without scheme and "/" at the end.',
    ja: '{key} に該当するイメージはありません。ここには、スキームや末尾の「/」を付けずにレジストリやリポジトリの完全な名前を書きます。',
  },
  old: { en: '{key} is now called {meant}.', ja: '{key} は {meant} に名前が変わりました。' },
} as const;

export default registriesDRule({
  id: 'registries-d/unknown-key',
  title: { en: 'Unknown key in registries.d', ja: 'registries.d の未知のキー' },
  severity: 'warning',
  references,
  messages,
  why: {
    en: 'Without a word Podman then looks for signatures in another place or in none, and refuses images that are signed.',
    ja: '警告なしに署名が別の場所で探されたり、まったく探されなかったりして、署名済みのイメージも拒否されます。',
  },
  remedy: {
    en: 'Write default-docker or docker at the top, and lookaside, lookaside-staging or use-sigstore-attachments below.',
    ja: '最上位には default-docker か docker を、その下には lookaside、lookaside-staging、use-sigstore-attachments を書いてください。',
  },
  *check(file, { settings }) {
    const { root, yaml } = file;
    if (!root || yaml.isTemplate) return;
    yield* strangers(root, ['default-docker', 'docker'], settings);
    const { docker, all } = storesIn(file, settings);
    for (const { field } of all) yield* strangers(field.value, storeKeys, settings);
    for (const { field } of docker.values()) yield* emptyScope(field);
  },
  examples: {
    bad: [
      {
        text: 'docker:\n  registry.example:\n    «use-sigstore-attachment»: true\n',
        fixed: 'docker:\n  registry.example:\n    use-sigstore-attachments: true\n',
      },
      { text: '«dokcer»:\n  registry.example: {}\n', fixed: 'docker:\n  registry.example: {}\n' },
      {
        text: 'default-docker:\n  «sigstore»: https://sigs.example # old\n',
        fixed: 'default-docker:\n  lookaside: https://sigs.example # old\n',
      },
      { text: 'default-docker: {«attachments»: true}\n' },
      { text: '«Docker»: {}\n', fixed: 'docker: {}\n' },
      {
        text: 'docker:\n  «https://registry.example/»:\n    lookaside: https://sigs.example\n',
        fixed: 'docker:\n  registry.example:\n    lookaside: https://sigs.example\n',
      },
      { text: 'docker: {«"*"»: {}}\n' },
      { text: 'docker:\n  «busybox»: {}\n', fixed: 'docker:\n  docker.io/library/busybox: {}\n' },
    ],
    good: [
      { text: 'docker:\n  "*.example":\n    lookaside: https://sigs.example\n' },
      { text: 'default-docker:\n  use-sigstore-attachments: true\n  lookaside-staging: file:///var/lib/sigs\n' },
      { text: '# sigstore: x\n' },
      { text: 'Docker: {a.example: {LookAside: https://sigs.example}}\n', settings: { podman: '4.3' } },
      {
        text: 'docker:\n  docker.io/library/busybox:1.36: {}\n  registry.example:5000/team: {}\n  "{{ registry }}/": {}\n',
      },
      { text: 'default-docker:\ndocker:\n' },
    ],
  },
});

/** Looked up as the scopes of a policy are, apart from "". */
function* emptyScope({ key, keyAt, entry, merged }: Field): Iterable<Report<'scope'>> {
  if (merged || entry.key.type !== 'scalar' || isTemplated(key)) return;
  const reason = noMatch('docker', key);
  if (key !== '' && (!reason || canMatch.has(reason))) return;
  const meant = scopeMeant('docker', key);
  const title = { text: { en: 'Write {meant}', ja: '{meant} に書き換える' }, params: { meant: meant ?? '' } };
  const text = meant && (/^[*"]/.test(meant) ? JSON.stringify(meant) : meant);
  const fixes = text ? [{ title, edits: [{ span: keyAt, text }], safe: false }] : [];
  yield { at: keyAt, message: 'scope', params: { key: key || '""' }, fixes };
}

function* strangers(map: Value, known: readonly string[], settings: Settings): Iterable<Report<keyof typeof messages>> {
  for (const { key, keyAt, merged } of fieldsOf(map)) {
    const read = keyIn(key, settings);
    if (known.includes(read) || merged) continue;
    const now = known === storeKeys ? oldKeys.get(read) : undefined;
    const meant = now ?? nearest(key, known);
    if (!meant) yield { at: keyAt, message: 'unknown', params: { key } };
    else {
      const title = { text: { en: 'Write {meant}', ja: '{meant} に書き換える' }, params: { meant } };
      const fixes = get(map, meant) ? [] : [{ title, edits: [{ span: keyAt, text: meant }], safe: now !== undefined }];
      yield now
        ? { at: keyAt, message: 'old', params: { key, meant }, fixes, severity: 'info', tag: 'deprecated' }
        : { at: keyAt, message: 'meant', params: { key, meant }, fixes };
    }
  }
}
