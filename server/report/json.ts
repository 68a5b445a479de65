import { documentationOf } from '../core/documentation.ts';
import { explain, type Finding } from '../core/finding.ts';
import { type LineMap, lineMap } from '../core/lines.ts';
import type { Span } from '../core/span.ts';
import { type Locale, say } from '../core/text.ts';
import { version } from '../core/version.generated.ts';
import { beside } from './beside.ts';
import { jsonList } from './jsonList.ts';
import { regionOf } from './region.ts';
import type { FileReport, MakeReporter } from './report.ts';
import { jsonLine } from './visible.ts';

/** The shape that schemas/report.schema.json describes. */
export const json: MakeReporter = ({ locale }) => {
  const list = jsonList();
  return {
    start: () => `{\n"version": ${JSON.stringify(version)},\n"findings": [`,
    file(report) {
      const lines = lineMap(report.text);
      return list(report.findings.map(finding => toJson(finding, report, lines, locale)));
    },
    end: ({ files, failed, filesWithFindings, counts, safe, suggested, fixed }) =>
      `\n],\n"summary": ${jsonLine({ files, failed, filesWithFindings, ...counts, fixes: { safe, suggested, made: fixed } })}\n}\n`,
  };
};

function toJson(finding: Finding, { path }: FileReport, lines: LineMap, locale: Locale) {
  const { what, why, remedy } = explain(finding, locale);
  const place = (span: Span, its = lines) => {
    const { startLine, startColumn, endLine, endColumn } = regionOf(its, span);
    return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
  };
  return {
    path,
    rule: finding.rule.id,
    severity: finding.severity,
    ...place(finding.span),
    message: what,
    why,
    remedy,
    documentation: documentationOf(finding.rule.id),
    fixes: finding.fixes.map(({ title, safe, edits }) => ({
      title: say(title, locale),
      safe,
      edits: edits.map(({ span, text }) => ({ ...place(span), text })),
    })),
    related: finding.related.map(({ span, message, file }) => ({
      ...(file ? { path: beside(path, file.path), ...place(span, lineMap(file.text)) } : place(span)),
      message: say(message, locale),
    })),
    ...(finding.tag ? { tag: finding.tag } : {}),
  };
}
