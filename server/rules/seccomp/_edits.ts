import type { Edit, Fix } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { Params, Text } from '../../core/text.ts';
import { insertItemAfter, insertItemBefore, removeSibling, removeSiblings } from '../../parse/json/edits.ts';
import type { Errno, SeccompProfile, SyscallName, SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { JsonObject, JsonValue } from '../../parse/json/tree.ts';
import { errnoLimit, errnoName } from '../../podman/seccompWords.ts';
import { type Action, type Entry, errnoOf } from './_filter.ts';

export const fix = (text: Text, edits: readonly Edit[], safe = false, params: Params = {}): Fix => ({
  title: { text, params },
  edits,
  safe,
});

export const write = (span: Span, value: string): Fix =>
  fix({ en: 'Write {value}', ja: '{value} に直す' }, [{ span, text: JSON.stringify(value) }], false, { value });

/** Denies with SCMP_ACT_ERRNO; an errno that stands by and that libseccomp refuses, or that means success, becomes EPERM. */
export function denial(action: Span, errno: Errno): Edit[] {
  const edits = [{ span: action, text: '"SCMP_ACT_ERRNO"' }];
  const field = errno.name ?? errno.number;
  const value = errnoOf(errno) ?? 0;
  if (field && (value === 0 || value >= errnoLimit))
    edits.push({ span: field.member.value.span, text: errno.name ? '"EPERM"' : '1' });
  return edits;
}

/** Takes all members with these keys (in lower case) out. */
export function removeMembers({ file }: SeccompProfile, object: JsonObject, keys: readonly string[]): Edit[] {
  const gone = object.members.flatMap(({ key }, i) => (keys.includes(key.value.toLowerCase()) ? [i] : []));
  return removeSiblings(file.text, object.members, gone);
}

export const removal = (profile: SeccompProfile, { rule, name }: Pick<Entry, 'rule' | 'name'>): Fix =>
  fix({ en: 'Do not allow "{name}"', ja: '「{name}」を許可しない' }, removeNames(profile, rule, [name]), false, {
    name: name.value,
  });

/** Takes names out of a rule; the rule with them if no name is left. */
export function removeNames({ file }: SeccompProfile, rule: SyscallRule, names: readonly SyscallName[]): Edit[] {
  if (names.length >= rule.names.length) return [removeSibling(file.text, rule.list.items, rule.index)];
  const list = names[0]?.list;
  if (!list) return [];
  return removeSiblings(
    file.text,
    list.items,
    names.map(({ index }) => index),
  );
}

export const removeRules = ({ file }: SeccompProfile, rules: readonly SyscallRule[]): Edit[] => {
  const list = rules[0]?.list;
  return list
    ? removeSiblings(
        file.text,
        list.items,
        rules.map(({ index }) => index),
      )
    : [];
};

export const removeItem = ({ file }: SeccompProfile, items: readonly JsonValue[], item: JsonValue): Edit =>
  removeSibling(file.text, items, items.indexOf(item));

/** A rule behind another one. */
export const insertRuleAfter = ({ file }: SeccompProfile, rule: SyscallRule, text: string): Edit =>
  insertItemAfter(file.text, rule.list, rule.index, text);

/** A rule in front of all others. */
export const insertRuleFirst = ({ file }: SeccompProfile, rule: SyscallRule, text: string): Edit =>
  insertItemBefore(file.text, rule.list, 0, text);

/** A rule in one line. */
export function ruleText(names: readonly string[], action: Action | string, more = ''): string {
  const [name, errno] =
    typeof action === 'string'
      ? [action, '']
      : [action.name, `, "errno": "${errnoName(action.errno) ?? action.errno}"`];
  const list = names.map(name => JSON.stringify(name)).join(', ');
  return `{"names": [${list}], "action": "${name}"${name === 'SCMP_ACT_ERRNO' ? errno : ''}${more}}`;
}
