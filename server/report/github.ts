import { explain } from '../core/finding.ts';
import { lineMap } from '../core/lines.ts';
import type { Severity } from '../core/severity.ts';
import { regionOf } from './region.ts';
import type { MakeReporter } from './report.ts';
import { visible } from './visible.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands, which GitHub shows as annotations in a pull request. */
export const github: MakeReporter = ({ locale }) => ({
  start: () => '',
  file({ path, text, findings }) {
    const lines = lineMap(text);
    return findings
      .map(finding => {
        const { what, why, remedy } = explain(finding, locale);
        const { startLine, startColumn, endLine, endColumn } = regionOf(lines, finding.span);
        const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
        const properties = { file: path, line: startLine, endLine, ...columns, title: finding.rule.id };
        const message = [what, why, remedy].map(visible).join('\n');
        return `::${commands[finding.severity]} ${joined(properties)}::${escapeData(message)}\n`;
      })
      .join('');
  },
  end: () => '',
});

const joined = (properties: Readonly<Record<string, string | number>>): string =>
  Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeProperty(visible(String(value)))}`)
    .join(',');

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
