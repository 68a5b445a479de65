import type { Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Locale } from '../core/text.ts';
import type { Linting, LintResult } from './linting.ts';
import { toDiagnostic } from './toDiagnostic.ts';

export function diagnosticsOf(result: LintResult, linting: Linting, locale: Locale): Diagnostic[] {
  const document = linting.placesOf(result);
  return result.findings.map(finding => toDiagnostic(finding, document, locale));
}

export const noDiagnostics: DocumentDiagnosticReport = { kind: 'full', items: [] };

/** Answers `textDocument/diagnostic`, always for the newest text: an older one is nobody's any more. */
export const pullDiagnostics =
  (linting: Linting, locale: Locale) =>
  async ({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
    const result = await linting.of(textDocument.uri);
    if (!result) return noDiagnostics;
    if (result.id === previousResultId) return { kind: 'unchanged', resultId: result.id };
    return { kind: 'full', resultId: result.id, items: diagnosticsOf(result, linting, locale) };
  };
