import type { Fix } from '../../core/fix.ts';
import type { Text } from '../../core/text.ts';
import { removeSibling } from '../../parse/json/edits.ts';
import type { PolicyEntry, Requirement } from '../../parse/policy/policy.ts';

const removeRequirement: Text = { en: 'Remove this requirement', ja: 'この要件を削除する' };
const removeScopeText: Text = { en: 'Remove the scope', ja: 'このスコープを削除する' };

/** Takes one of a list's requirements out. */
export const withoutRequirement = (text: string, { list }: PolicyEntry, { node }: Requirement, safe: boolean): Fix => ({
  title: { text: removeRequirement },
  edits: [removeSibling(text, list.items, list.items.indexOf(node))],
  safe,
});

/** What the scope said is then said by what it is a part of. */
export const withoutScope = (text: string, { owner, member }: PolicyEntry, safe: boolean): Fix => ({
  title: { text: removeScopeText },
  edits: [removeSibling(text, owner.members, owner.members.indexOf(member))],
  safe,
});
