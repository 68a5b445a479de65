import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { explain, type Finding } from '../core/finding.ts';
import type { Reference } from '../core/rule.ts';
import { say } from '../core/text.ts';
import type { Client } from './client.ts';
import { documentationOf } from './documentation.ts';
import type { Linting } from './linting.ts';
import { escapeMarkdown } from './markdown.ts';
import { rangeOf } from './toDiagnostic.ts';

/** What is wrong, why, what to do and where to read more, for the findings under the pointer. */
export const hover =
  (linting: Linting, client: Client) =>
  async ({ textDocument, position }: HoverParams): Promise<Hover | null> => {
    const result = await linting.of(textDocument.uri);
    if (!result) return null;
    const offset = result.document.offsetAt(position);
    const here = result.findings.filter(({ span }) => span.start <= offset && offset <= span.end);
    const smallest = here.reduce<Finding | undefined>((a, b) => (a && size(a) <= size(b) ? a : b), undefined);
    if (!smallest) return null;
    const [kind, describe, separator] = client.rendersMarkdown
      ? ([MarkupKind.Markdown, asMarkdown, '\n\n---\n\n'] as const)
      : ([MarkupKind.PlainText, asPlainText, '\n\n'] as const);
    return {
      range: rangeOf(result.document, smallest.span),
      contents: { kind, value: here.map(finding => describe(finding, client)).join(separator) },
    };
  };

const size = ({ span }: Finding): number => span.end - span.start;

function asMarkdown(finding: Finding, { locale }: Client): string {
  const { rule } = finding;
  const { what, why, remedy } = explain(finding, locale);
  const more = [`[${escapeMarkdown(rule.id)}](${documentationOf(rule.id)})`, ...rule.references.map(referenceLink)];
  const title = `**${escapeMarkdown(say({ text: rule.title }, locale))}**`;
  return [title, ...[what, why, remedy].map(escapeMarkdown), more.join(' · ')].join('\n\n');
}

const referenceLink = ({ title, url }: Reference): string =>
  url ? `[${escapeMarkdown(title)}](<${url}>)` : escapeMarkdown(title);

function asPlainText(finding: Finding, { locale }: Client): string {
  const { what, why, remedy } = explain(finding, locale);
  const more = finding.rule.references.map(({ title, url }) => (url ? `${title}: ${url}` : title));
  return [`${finding.rule.id}: ${what}`, why, remedy, ...more].join('\n');
}
