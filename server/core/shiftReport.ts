import type { Fix } from './fix.ts';
import type { Report } from './rule.ts';
import { shift } from './span.ts';

/** The report as it would be if its text stood `by` further on. */
export function shiftReport<Key extends string>(report: Report<Key>, by: number): Report<Key> {
  if (by === 0) return report;
  const { fixes, related, group } = report;
  return {
    ...report,
    at: shift(report.at, by),
    ...(fixes && { fixes: fixes.map(fix => shiftFix(fix, by)) }),
    ...(related && { related: related.map(place => (place.file ? place : { ...place, at: shift(place.at, by) })) }),
    ...(group && { group: { ...group, at: shift(group.at, by) } }),
  };
}

const shiftFix = (fix: Fix, by: number): Fix => ({
  ...fix,
  edits: fix.edits.map(({ span, text }) => ({ span: shift(span, by), text })),
});
