import { nearest } from '../../core/nearest.ts';
import { inRange } from '../../core/podmanVersion.ts';
import { entryOf, stringOf, tableAt } from '../../parse/toml/tree.ts';
import { replacement } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/invalid-value',
  title: { en: 'Value that Podman refuses in containers.conf', ja: 'Podman に拒否される containers.conf の値' },
  severity: 'error',
  references,
  messages: {
    choice: {
      en: 'Podman refuses "{value}" for {key}, and every command with it: it takes {choices}.',
      ja: '{key} に「{value}」は指定できず、すべてのコマンドが失敗します。指定できるのは {choices} です。',
    },
    umask: {
      en: 'Podman refuses the umask "{value}", and every command with it: it takes octal digits.',
      ja: 'umask「{value}」は 8 進数ではないため、すべてのコマンドが失敗します。',
    },
  },
  why: {
    en: 'Podman checks these when it starts, whatever it is asked to do.',
    ja: 'これらの値は、どのコマンドでも Podman の起動時に検査されます。',
  },
  remedy: {
    en: 'Write one of the values that containers.conf(5) names.',
    ja: 'containers.conf(5) にある値を書いてください。',
  },
  *check({ root, isTemplate }, { settings }) {
    if (isTemplate) return;
    for (const [table, key, choices] of closed) {
      const entry = entryOf(tableAt(root, table), key);
      const value = stringOf(entry);
      if (!entry || !value || choices.includes(value.toLowerCase())) continue;
      const meant = nearest(value, choices);
      const fixes = meant ? [replacement(entry.value.span, `"${meant}"`, false)] : [];
      yield { at: entry.value.span, message: 'choice', params: { key, value, choices: choices.join(', ') }, fixes };
    }
    const mode = entryOf(tableAt(root, 'engine'), 'image_volume_mode');
    if (mode && stringOf(mode) === 'bind' && inRange(settings.podman, '>=5.8')) {
      const params = { key: 'image_volume_mode', value: 'bind', choices: 'anonymous, tmpfs, ignore' };
      yield {
        at: mode.value.span,
        message: 'choice',
        params,
        fixes: [replacement(mode.value.span, '"anonymous"', true)],
      };
    }
    const umask = entryOf(tableAt(root, 'containers'), 'umask');
    const value = stringOf(umask);
    if (umask && value !== undefined && !/^[0-7]{1,5}$/.test(value))
      yield { at: umask.value.span, message: 'umask', params: { value } };
  },
  examples: {
    bad: [
      { text: '[engine]\npull_policy = «"mising"»\n', fixed: '[engine]\npull_policy = "missing"\n' },
      { text: '[engine]\nimage_volume_mode = «"volume"»\nlock_type = «"posix"»\n' },
      { text: '[containers]\numask = «"0099"»\n' },
      {
        text: '[engine]\nimage_volume_mode = «"bind"»\n',
        fixed: '[engine]\nimage_volume_mode = "anonymous"\n',
      },
    ],
    good: [
      { text: '[engine]\npull_policy = "newer"\nimage_volume_mode = "anonymous"\nlock_type = "shm"\n' },
      { text: '[containers]\numask = "0027"\n' },
      { text: '[engine]\npull_policy = ""\nimage_volume_mode = "bind"\n', settings: { podman: '4.3' } },
      { text: '[engine]\npull_policy = "Always"\n' },
      { text: '[containers]\npull_policy = "x"\n' },
    ],
  },
});

/** What Podman 4.3.1 and 5.8.6 take, one or both; `bind` became `anonymous` on the way. */
const closed: readonly (readonly [string, string, readonly string[]])[] = [
  ['engine', 'pull_policy', ['always', 'missing', 'never', 'newer', 'ifnotpresent', 'ifmissing', 'ifnewer']],
  ['engine', 'image_volume_mode', ['anonymous', 'bind', 'tmpfs', 'ignore']],
  ['engine', 'lock_type', ['shm', 'file']],
];
