import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { RuleNames } from '../../core/ruleNames.ts';
import type { Span } from '../../core/span.ts';
import type { Config } from '../../parse/config/config.ts';
import { pointerTo } from '../../parse/jsonPointer.ts';
import { ruleNames } from '../../settings/ruleNames.generated.ts';
import { configRule, manual, replacement } from './_rule.ts';

const known = new RuleNames(ruleNames.map(([id, ...aliases]) => ({ id, aliases })));
const ids: ReadonlySet<string> = new Set(ruleNames.map(([id]) => id));

type Key = 'unknown' | 'meant' | 'alias';

export default configRule({
  id: 'config/unknown-rule',
  title: { en: 'Unknown rule in the config', ja: '設定ファイルの未知のルール' },
  severity: 'warning',
  references: [manual],
  messages: {
    unknown: { en: 'There is no rule "{name}".', ja: 'ルール「{name}」は存在しません。' },
    meant: {
      en: 'There is no rule "{name}"; is "{meant}" meant?',
      ja: 'ルール「{name}」は存在しません。「{meant}」ではありませんか？',
    },
    alias: {
      en: '"{name}" is what another tool calls {meant}.',
      ja: '「{name}」は他のツールでの名前で、ここでは {meant} です。',
    },
  },
  why: {
    en: 'The entry changes nothing, although somebody relies on it.',
    ja: '設定したつもりでも、この項目は何も変えません。',
  },
  remedy: {
    en: 'Write the name as a finding shows it, such as podseal/too-large; "podseal rules" lists all of them.',
    ja: '指摘に表示される名前（例: podseal/too-large）を書いてください。一覧は "podseal rules" で表示できます。',
  },
  *check(config) {
    const { rules, ignore } = (config.value ?? {}) as { rules?: unknown; ignore?: unknown };
    for (const name of isObject(rules) ? Object.keys(rules) : []) {
      const at = config.places.get(pointerTo('/rules', name))?.key;
      if (at && !ids.has(name)) yield unknownLevel(name, at, config);
    }
    for (const [i, entry] of Array.isArray(ignore) ? ignore.entries() : []) {
      const name = isObject(entry) ? entry['rule'] : undefined;
      const at = config.places.get(`/ignore/${i}/rule`)?.value;
      if (at && typeof name === 'string' && known.find(name).length === 0) yield unknownName(name, at);
    }
  },
  examples: {
    bad: [
      { text: 'rules:\n  «podseal/to-large»: off\n', fixed: 'rules:\n  podseal/too-large: off\n' },
      { text: 'rules:\n  «Podseal/Too-Large»: off\n', fixed: 'rules:\n  podseal/too-large: off\n' },
      { text: 'rules: { «"kube/no-such-thing"»: off }\n' },
      { text: 'rules:\n  podseal/too-large: off\n  «too-large»: off\n' },
      { text: 'rules:\n  «DL3002»: off\n', fixed: 'rules:\n  containerfile/root-user: off\n' },
      { text: 'ignore:\n  - rule: «DL999999»\n    reason: none\n' },
      {
        text: 'ignore:\n  - { rule: «podseal/too-lagre», reason: generated }\n',
        fixed: 'ignore:\n  - { rule: podseal/too-large, reason: generated }\n',
      },
    ],
    good: [
      { text: 'rules:\n  podseal/too-large: off\n' },
      { text: 'ignore:\n  - rule: DL3002\n    reason: port 80\n' },
      { text: 'rules: [a]\nignore: {rule: b}\n' },
      { text: 'ignore: [rule, {rule: 7}, {}]\n' },
    ],
  },
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A level counts for one rule of ours: which of several another tool's rule became is not ours to guess. */
function unknownLevel(name: string, at: Span, config: Config): Report<Key> {
  const same = known.find(name).map(({ id }) => id);
  if (same.length === 0 || name.includes('/')) return unknownName(name, at, config);
  return {
    at,
    message: 'alias',
    params: { name, meant: same.join(', ') },
    fixes: same.flatMap(id => rename(at, id, config)),
  };
}

function unknownName(name: string, at: Span, config?: Config): Report<Key> {
  const meant = known.find(name)[0]?.id ?? nearest(name, ids);
  if (!meant) return { at, message: 'unknown', params: { name } };
  return { at, message: 'meant', params: { name, meant }, fixes: rename(at, meant, config) };
}

/** Not where the rule has a level already: a key stands once. */
const rename = (at: Span, id: string, config: Config | undefined): Fix[] =>
  config?.places.has(pointerTo('/rules', id)) ? [] : [replacement(at, id)];
