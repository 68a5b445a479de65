import { explain, type Finding, type Related } from '../core/finding.ts';
import type { Fix } from '../core/fix.ts';
import { type LineMap, lineMap } from '../core/lines.ts';
import type { RuleInfo } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import { type Locale, say } from '../core/text.ts';
import { version } from '../core/version.generated.ts';
import { beside } from './beside.ts';
import { fingerprinter } from './fingerprint.ts';
import { inOneLine } from './inOneLine.ts';
import { regionOf } from './region.ts';
import type { MakeReporter } from './report.ts';
import { sarifRule } from './sarifRule.ts';
import { uriOf } from './uri.ts';
import { jsonLine } from './visible.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0. The rules come behind the results, when it is known which of them spoke. */
export const sarif: MakeReporter = ({ locale }) => {
  const rules = new Map<RuleInfo, number>();
  let count = 0;
  const indexOf = (rule: RuleInfo): number => {
    const index = rules.get(rule) ?? rules.size;
    rules.set(rule, index);
    return index;
  };
  return {
    start: () =>
      '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n"columnKind": "utf16CodeUnits",\n"results": [',
    file({ path, text, findings }) {
      const lines = lineMap(text);
      const fingerprint = fingerprinter();
      return findings
        .map(finding => ({
          ...resultOf(finding, path, lines, locale),
          ruleIndex: indexOf(finding.rule),
          partialFingerprints: { 'podseal/v1': fingerprint(finding) },
        }))
        .map(result => `${count++ === 0 ? '\n' : ',\n'}${jsonLine(result)}`)
        .join('');
    },
    end: ({ failed }) => {
      const driver = { name: 'Podseal', version, rules: [...rules.keys()].map(rule => sarifRule(rule, locale)) };
      const invocations = [{ executionSuccessful: failed === 0 }];
      return `\n],\n"invocations": ${jsonLine(invocations)},\n"tool": ${jsonLine({ driver })}\n}]\n}\n`;
    },
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
