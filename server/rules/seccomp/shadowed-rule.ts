import type { Edit, Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Report } from '../../core/rule.ts';
import type { SeccompProfile, SyscallName, SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { JsonArray } from '../../parse/json/tree.ts';
import { fix, removeNames } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { type Action, actionOf, isFiltered, letsPass, sameAction, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

const eio = '{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "EIO"}';

export default seccompRule({
  id: 'seccomp/shadowed-rule',
  title: { en: 'Rule that another one overrides', ja: '他のルールに隠れたルール' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_rule_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html' },
  ],
  messages: {
    overridden: {
      en: 'Another rule already decides on "{name}": of two the first wins, and this one never holds.',
      ja: '「{name}」は別のルールで決まっています。同じ呼び出しでは最初のルールが優先され、このルールは使われません。',
    },
    condition: {
      en: 'A rule for all arguments decides on "{name}", and these conditions never matter.',
      ja: '「{name}」にはすべての引数に対するルールがあり、この条件は使われません。',
    },
    twice: {
      en: '"{name}" is named twice with the same result.',
      ja: '「{name}」が同じ結果で 2 回書かれています。',
    },
  },
  why: {
    en: 'Who adds a denial behind a rule that allows believes to be protected and is not.',
    ja: '許可するルールの後に拒否を追加しても効果がなく、守られていると誤解します。',
  },
  remedy: {
    en: 'Keep the one that is meant, and take the name out of the other.',
    ja: '意図したほうだけを残し、もう一方から名前を削除してください。',
  },
  examples: {
    bad: [
      {
        text: profile(
          '{"names": ["mount", "read"], "action": "SCMP_ACT_ALLOW"}, {"names": [«"mount"»], "action": "SCMP_ACT_KILL_PROCESS"}',
        ),
        fixed: profile(
          '{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["mount"], "action": "SCMP_ACT_KILL_PROCESS"}',
        ),
      },
      // Nobody wanted to forbid it, or nobody wanted to allow it: what happens today stays.
      {
        text: profile(
          '{"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}, {"names": ["read", «"bpf"»], "action": "SCMP_ACT_ALLOW"}',
        ),
        fixed: profile(
          '{"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}',
        ),
      },
      {
        text: open(`${eio}, {"names": [«"mkdir"»], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"}`),
        fixed: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"}'),
      },
      {
        text: open(
          `{"names": ["rmdir", «"mkdir"»], "action": "SCMP_ACT_ERRNO", "args": [{"index": 1, "value": 5, "op": "SCMP_CMP_EQ"}]}, ${eio}`,
        ),
        fixed: open(
          `{"names": ["rmdir"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 1, "value": 5, "op": "SCMP_CMP_EQ"}]}, ${eio}`,
        ),
      },
      {
        text: profile('{"names": ["read", "write", «"read"»], "action": "SCMP_ACT_ALLOW"}'),
        fixed: profile('{"names": ["read", "write"], "action": "SCMP_ACT_ALLOW"}'),
      },
      {
        text: profile(
          '{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": [«"read"», "write"], "action": "SCMP_ACT_ALLOW"}',
        ),
        fixed: profile(
          '{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["write"], "action": "SCMP_ACT_ALLOW"}',
        ),
      },
    ],
    good: [
      // Podman drops one of the two in every container.
      {
        text: profile(
          '{"names": ["bpf"], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_BPF"]}}, {"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS", "excludes": {"caps": ["CAP_BPF"]}}',
        ),
      },
      // The first one equals the default and is skipped.
      {
        text: profile(
          '{"names": ["read"], "action": "SCMP_ACT_ERRNO"}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}',
        ),
      },
      {
        text: profile(
          '{"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 0, "op": "SCMP_CMP_EQ"}]}, {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}',
        ),
      },
      {
        text: profile('{"names": ["nosuch", "nosuch"], "action": "SCMP_ACT_ALLOW"}').replace(
          'nosuch", "',
          'nosuch", {{ x }} "',
        ),
      },
    ],
  },
  *check(profile, { settings }): Iterable<Report<'overridden' | 'condition' | 'twice'>> {
    const deciding = decidingRules(profile);
    for (const rule of profile.rules) {
      // In some containers only: Podman's own profile has such rules.
      if (isFiltered(rule) && settings.profile !== 'strict') continue;
      const action = effective(profile, rule);
      if (!action) continue;
      for (const name of rule.names) {
        const first = deciding.get(name.value);
        if (!first || first.name === name) continue;
        const isSame = sameAction(first.action, action);
        const message = isSame ? 'twice' : rule.args.length > 0 ? 'condition' : 'overridden';
        const related = [{ at: first.name.node.span, text: { en: 'The rule that holds.', ja: '有効なルールです。' } }];
        const fixes =
          isSame || rule.args.length > 0
            ? [without(profile, rule, name, true), ...(first.rule === rule ? sorted(profile, rule, name) : [])]
            : inTurn(letsPass(action), keepThis(profile, first, name), without(profile, rule, name, false));
        const severity = isSame ? 'info' : 'warning';
        yield {
          at: name.node.span,
          message,
          params: { name: name.value },
          fixes,
          related,
          severity,
          ...(isSame ? { tag: 'unnecessary' } : {}),
        };
      }
    }
  },
});

interface Deciding {
  readonly rule: SyscallRule;
  readonly name: SyscallName;
  readonly action: Action;
}

/** For each call the first rule for all arguments that holds in every container. */
function decidingRules(profile: SeccompProfile): Map<string, Deciding> {
  const found = new Map<string, Deciding>();
  for (const rule of profile.rules) {
    const action = effective(profile, rule);
    if (!action || isFiltered(rule) || rule.args.length > 0) continue;
    for (const name of rule.names) {
      if (name.value !== '' && !found.has(name.value)) found.set(name.value, { rule, name, action });
    }
  }
  return found;
}

/** Nothing for a rule that the runtimes skip or refuse. */
function effective(profile: SeccompProfile, rule: SyscallRule): Action | undefined {
  const action = actionOf(rule.action?.value, rule.errno);
  return sameAction(action, usualFilter(profile).defaultAction) ? undefined : action;
}

const without = (profile: SeccompProfile, rule: SyscallRule, name: SyscallName, safe: boolean) =>
  fix({ en: 'Remove it here', ja: 'こちらから削除する' }, removeNames(profile, rule, [name]), safe);

const keepThis = (profile: SeccompProfile, { rule, name }: Deciding, _this: SyscallName) =>
  fix({ en: 'Let this rule decide', ja: 'このルールを有効にする' }, removeNames(profile, rule, [name]));

/** The one that allows nothing more comes first. */
const inTurn = (isAllowing: boolean, keep: Fix, remove: Fix): Fix[] => (isAllowing ? [remove, keep] : [keep, remove]);

/** All names of the list in order, each once. */
function sorted({ file }: SeccompProfile, rule: SyscallRule, { list }: SyscallName) {
  if (!list || rule.names.some(({ node }) => node.type !== 'string')) return [];
  const names = [...new Set(rule.names.map(({ value }) => value))].sort();
  const title = { en: 'Sort the names, each once', ja: '名前を並べ替え、重複をなくす' };
  return [fix(title, [{ span: list.span, text: laidOut(file.text, list, names) } satisfies Edit], true)];
}

function laidOut(text: string, { items, span }: JsonArray, names: readonly string[]): string {
  const before = text.slice(span.start + 1, items[0]?.span.start);
  const after = text.slice(items.at(-1)?.span.end, span.end - 1);
  const between = text.slice(items[0]?.span.end, items[1]?.span.start).includes(lineEnding(text)) ? `,${before}` : ', ';
  return `[${before}${names.map(name => JSON.stringify(name)).join(between)}${after}]`;
}
