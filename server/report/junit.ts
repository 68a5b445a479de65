import { explain, type Finding } from '../core/finding.ts';
import { type LineMap, lineMap } from '../core/lines.ts';
import { atLeast } from '../core/severity.ts';
import { regionOf } from './region.ts';
import type { MakeReporter, ReportOptions } from './report.ts';
import { visible } from './visible.ts';

/** JUnit's XML: a file is a suite, a finding a test; milder ones than --fail-on are tests that passed and said something. */
export const junit: MakeReporter = options => ({
  start: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="podseal">\n',
  file({ path, text, findings }) {
    const lines = lineMap(text);
    const failures = findings.filter(finding => isFailure(finding, options)).length;
    const tests = Math.max(findings.length, 1);
    const name = escapeXml(path);
    const cases = findings.map(finding => testCase(finding, name, lines, options)).join('');
    const clean = `    <testcase classname="${name}" name="podseal"/>\n`;
    return `  <testsuite name="${name}" tests="${tests}" failures="${failures}" errors="0" skipped="0">\n${cases || clean}  </testsuite>\n`;
  },
  end: () => '</testsuites>\n',
});

const isFailure = ({ severity }: Finding, { failOn }: ReportOptions): boolean => atLeast(severity, failOn);

function testCase(finding: Finding, file: string, lines: LineMap, options: ReportOptions): string {
  const { what, why, remedy } = explain(finding, options.locale);
  const { startLine, startColumn } = regionOf(lines, finding.span);
  const name = `${finding.rule.id} (${startLine}:${startColumn})`;
  const text = `${file}:${startLine}:${startColumn}: ${finding.severity}: ${escapeXml(what)}\n${escapeXml(why)}\n${escapeXml(remedy)}`;
  const said = isFailure(finding, options)
    ? `<failure type="${finding.severity}" message="${escapeXml(what)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase classname="${file}" name="${name}">${said}</testcase>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML 1.0 has no way at all to write most control characters, halves of surrogate pairs, or U+FFFE and U+FFFF. */
export const escapeXml = (text: string): string =>
  visible(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, character => entities[character] ?? character);
