import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { fix, insertRuleFirst, removeRules, ruleText } from './_edits.ts';
import { alternativesOf, type EffectiveFilter, sameAction } from './_filter.ts';
import type { Refusal } from './_verdict.ts';

/** Rules for the same arguments that libseccomp cannot have both. */
export function* clashRefusals(
  profile: SeccompProfile,
  { clashes, defaultAction }: EffectiveFilter,
): Iterable<Refusal> {
  const said = new Set<string>();
  for (const { entry, earlier, through, isNarrow } of clashes) {
    const { rule, name } = entry;
    const pair = `${rule.index} ${earlier.rule.index} ${name.value}`;
    if (said.has(pair)) continue;
    said.add(pair);
    const errno = { name: 'SCMP_ACT_ERRNO', errno: 1 };
    const other = sameAction(errno, defaultAction) ? { ...errno, errno: 38 } : errno;
    const first = {
      en: 'Deny {through}, in front of all other rules',
      ja: '{through} を他のすべてのルールより前で拒否する',
    };
    const fixes = through
      ? [fix(first, [insertRuleFirst(profile, rule, ruleText([through], other))], false, { through })]
      : rule.names.length === 1 && alternativesOf(rule).length === 1
        ? [fix({ en: 'Remove this rule', ja: 'このルールを削除する' }, removeRules(profile, [rule]))]
        : [];
    yield {
      at: name.node.span,
      message: through ? 'clash-through' : isNarrow ? 'clash-narrow' : 'clash',
      params: through ? { name: name.value, through } : { name: name.value },
      fixes,
      related: [{ at: earlier.name.node.span, text: { en: 'The earlier rule.', ja: '前のルールです。' } }],
    };
  }
}
