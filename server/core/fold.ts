import { combineFixes, type Fix } from './fix.ts';
import { grouped } from './grouped.ts';
import type { Judgement } from './judge.ts';
import type { Group } from './rule.ts';
import type { Span } from './span.ts';

/** Leaves out what another judgement of the same unit on the same subject implies, or at the same place supersedes: one finding per fault. */
export function withoutImplied(all: readonly Judgement[]): readonly Judgement[] {
  const judgements = withoutSuperseded(all);
  const reported = new Set<string>();
  for (const { rule, report } of all) {
    if (report.subject !== undefined) reported.add(`${rule.id} ${nameOf(report.subject)}`);
  }
  if (reported.size === 0) return judgements;
  return judgements.filter(({ rule, report: { subject } }) => {
    if (subject === undefined) return true;
    const name = nameOf(subject);
    return !rule.impliedBy?.some(id => id !== rule.id && reported.has(`${id} ${name}`));
  });
}

const nameOf = (subject: string | Span): string => (typeof subject === 'string' ? subject : String(subject.start));

function withoutSuperseded(judgements: readonly Judgement[]): readonly Judgement[] {
  const place = (id: string, { report: { at } }: Judgement) => `${id} ${at.start} ${at.end}`;
  const superseded = new Set(
    judgements.flatMap(judgement => judgement.report.supersedes?.map(id => place(id, judgement)) ?? []),
  );
  if (superseded.size === 0) return judgements;
  return judgements.filter(judgement => !superseded.has(place(judgement.rule.id, judgement)));
}

/** Says once, for the group, what every member of it lacks. */
export function foldGroups(judgements: readonly Judgement[]): readonly Judgement[] {
  if (!judgements.some(({ report }) => report.group)) return judgements;
  const members = grouped(judgements, groupKey);
  return judgements.flatMap(judgement => {
    const { group } = judgement.report;
    const all = group && members.get(groupKey(judgement));
    if (!group || !all || group.size < 2 || all.length < group.size) return [judgement];
    return all[0] === judgement ? [sayOnce(all, judgement, group)] : [];
  });
}

const groupKey = ({ rule, report }: Judgement): string => `${rule.id} ${report.message} ${report.group?.subject}`;

function sayOnce(members: readonly Judgement[], first: Judgement, group: Group): Judgement {
  const fixes = combinedFix(members.map(({ report }) => report.fixes?.[0]));
  const report = { ...first.report, at: group.at, message: group.message, fixes };
  return { ...first, report };
}

/** One fix that repairs every member, or none if a member has none. */
function combinedFix(fixes: readonly (Fix | undefined)[]): Fix[] {
  const all = fixes.filter(fix => fix !== undefined);
  const [first] = all;
  if (!first || all.length < fixes.length) return [];
  return [{ title: first.title, edits: combineFixes(all), safe: all.every(fix => fix.safe) }];
}
