import { explain, type Finding, type Related } from '../core/finding.ts';
import type { Fix } from '../core/fix.ts';
import { type LineMap, lineMap } from '../core/lines.ts';
import type { RuleInfo } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import { type Locale, say } from '../core/text.ts';
import { beside } from './beside.ts';
import { fingerprinter } from './fingerprint.ts';
import { inOneLine } from './inOneLine.ts';
import { regionOf } from './region.ts';
import type { MakeReporter } from './report.ts';
import { sarifRule } from './sarifRule.ts';
import { SarifRun } from './sarifRun.ts';
import { uriOf } from './uri.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

export const sarif: MakeReporter = ({ locale }) => {
  const run = new SarifRun<RuleInfo>();
  return {
    start: () => run.start(),
    file({ path, text, findings }) {
      const lines = lineMap(text);
      const fingerprint = fingerprinter();
      const results = findings.map(finding => ({
        ...resultOf(finding, path, lines, locale),
        ruleIndex: run.indexOf(finding.rule),
        partialFingerprints: { 'podseal/v1': fingerprint(finding) },
      }));
      return run.results(results);
    },
    end: ({ failed }) =>
      run.end({ executionSuccessful: failed === 0 }, { name: 'Podseal' }, rule => sarifRule(rule, locale)),
  };
};

type Artifact = { readonly uri: string };

function resultOf(finding: Finding, path: string, lines: LineMap, locale: Locale) {
  const artifact = { uri: uriOf(path) };
  const { what, why, remedy } = explain(finding, locale);
  const at = (span: Finding['span'], file?: Related['file']) => ({
    physicalLocation: {
      artifactLocation: file ? { uri: uriOf(beside(path, file.path)) } : artifact,
      region: regionOf(file ? lineMap(file.text) : lines, span),
    },
  });
  return {
    ruleId: finding.rule.id,
    level: levels[finding.severity],
    message: { text: inOneLine([what, why, remedy], locale) },
    locations: [at(finding.span)],
    ...(finding.related.length > 0
      ? {
          relatedLocations: finding.related.map(({ span, message, file }, id) => ({
            id,
            ...at(span, file),
            message: { text: say(message, locale) },
          })),
        }
      : {}),
    ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map(fix => fixOf(fix, artifact, lines, locale)) } : {}),
    properties: { severity: finding.severity },
  };
}

const fixOf = ({ title, edits, safe }: Fix, artifact: Artifact, lines: LineMap, locale: Locale) => ({
  description: { text: say(title, locale) },
  artifactChanges: [
    {
      artifactLocation: artifact,
      replacements: edits.map(({ span, text }) => ({
        deletedRegion: regionOf(lines, span),
        insertedContent: { text },
      })),
    },
  ],
  properties: { safe },
});
