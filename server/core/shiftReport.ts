import type { Fix } from './fix.ts';
import type { Report } from './rule.ts';
import { type Span, shift } from './span.ts';

/** The report as it would be if its text stood `by` further on. */
export const shiftReport = <Key extends string>(report: Report<Key>, by: number): Report<Key> =>
  by === 0 ? report : moveReport(report, at => shift(at, by));

/** The report with all its places in the judged text moved. */
export function moveReport<Key extends string>(report: Report<Key>, move: (at: Span) => Span): Report<Key> {
  const { fixes, related, group, subject } = report;
  return {
    ...report,
    at: move(report.at),
    ...(fixes && { fixes: fixes.map(fix => moveFix(fix, move)) }),
    ...(related && { related: related.map(place => (place.file ? place : { ...place, at: move(place.at) })) }),
    ...(typeof subject === 'object' && { subject: move(subject) }),
    ...(group && { group: { ...group, at: move(group.at) } }),
  };
}

const moveFix = (fix: Fix, move: (at: Span) => Span): Fix => ({
  ...fix,
  edits: fix.edits.map(({ span, text }) => ({ span: move(span), text })),
});
