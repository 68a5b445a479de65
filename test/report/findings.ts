import type { Finding } from '../../server/core/finding.ts';
import type { RuleInfo } from '../../server/core/rule.ts';
import type { Severity } from '../../server/core/severity.ts';
import type { FileReport, Summary } from '../../server/report/report.ts';

const words = (en: string, ja = `日本語: ${en}`) => ({ en, ja });

const rule = (id: string): RuleInfo => ({
  id,
  title: words(`Title of ${id}`),
  severity: 'warning',
  aliases: ['XY1'],
  references: [{ title: 'A page', url: 'https://example.com/a' }, { title: 'A book' }],
  why: words('It matters to {name}.'),
  remedy: words('Do it.'),
});

const rules = {
  error: rule('toy/error'),
  warning: rule('toy/warning'),
  info: rule('toy/info'),
  hint: rule('toy/hint'),
};

/** A finding on the first place where `word` stands. */
export function finding(text: string, word: string, severity: Severity, more: Partial<Finding> = {}): Finding {
  const start = text.indexOf(word);
  return {
    rule: rules[severity],
    severity,
    span: { start, end: start + word.length },
    message: { text: words('{name} is wrong.'), params: { name: word } },
    fixes: [],
    related: [],
    ...more,
  };
}

export const summary = (reports: readonly FileReport[]): Summary => {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { findings } of reports) for (const { severity } of findings) counts[severity]++;
  const filesWithFindings = reports.filter(({ findings }) => findings.length > 0).length;
  return { files: reports.length, failed: 0, filesWithFindings, counts, safe: counts.error, suggested: 0, fixed: 0 };
};
