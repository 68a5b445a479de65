import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Location, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { documentationOf } from '../core/documentation.ts';
import { explain, type Finding } from '../core/finding.ts';
import type { Severity } from '../core/severity.ts';
import type { Span } from '../core/span.ts';
import { type Locale, say } from '../core/text.ts';
import { uriBeside } from './uris.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export const rangeOf = (document: TextDocument, span: Span): Range => ({
  start: document.positionAt(span.start),
  end: document.positionAt(span.end),
});

const locationIn = (uri: string, text: string, span: Span): Location => ({
  uri,
  range: rangeOf(TextDocument.create(uri, '', 0, text), span),
});

/** What is wrong stands in the first line: that is what lists of problems show. */
export function toDiagnostic(finding: Finding, document: TextDocument, locale: Locale): Diagnostic {
  const { what, why, remedy } = explain(finding, locale);
  const { id } = finding.rule;
  return {
    range: rangeOf(document, finding.span),
    severity: severities[finding.severity],
    source: 'podseal',
    code: id,
    codeDescription: { href: documentationOf(id) },
    message: `${what}\n${why}${locale === 'ja' ? '' : ' '}${remedy}`,
    ...(finding.tag ? { tags: [tags[finding.tag]] } : {}),
    ...(finding.related.length > 0
      ? {
          relatedInformation: finding.related.map(({ span, message, file }) => ({
            location: file
              ? locationIn(uriBeside(document.uri, file.path), file.text, span)
              : { uri: document.uri, range: rangeOf(document, span) },
            message: say(message, locale),
          })),
        }
      : {}),
  };
}
