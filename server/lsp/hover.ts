import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { explain, type Finding } from '../core/finding.ts';
import type { Reference } from '../core/rule.ts';
import { say, type Text } from '../core/text.ts';
import type { Client } from './client.ts';
import { documentationOf } from './documentation.ts';
import { hasComments, ignoreComment, isOwnRule } from './ignore/comment.ts';
import type { Linting, LintResult } from './linting.ts';
import { escapeMarkdown } from './markdown.ts';
import { rangeOf } from './toDiagnostic.ts';

/** What is wrong, why, what to do, where to read more and how to live with it, for the findings under the pointer. */
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
      contents: { kind, value: here.map(finding => describe(finding, result, client)).join(separator) },
    };
  };

const size = ({ span }: Finding): number => span.end - span.start;

function asMarkdown(finding: Finding, result: LintResult, client: Client): string {
  const { rule } = finding;
  // A diagnostic's code is a link to the same page.
  const page = client.showsDiagnosticsInHover ? [] : [`[${escapeMarkdown(rule.id)}](${documentationOf(rule.id)})`];
  const more = [...page, ...rule.references.map(referenceLink)];
  return [
    `**${escapeMarkdown(say({ text: rule.title }, client.locale))}**`,
    ...explanation(finding, client).map(escapeMarkdown),
    more.join(' · '),
    ...asides(finding, result, client).map(
      ({ label, text, isCode }) => `${label}: ${isCode ? `\`${text}\`` : escapeMarkdown(text)}`,
    ),
  ].join('\n\n');
}

const referenceLink = ({ title, url }: Reference): string =>
  url ? `[${escapeMarkdown(title)}](<${url}>)` : escapeMarkdown(title);

function asPlainText(finding: Finding, result: LintResult, client: Client): string {
  const [what, ...rest] = explanation(finding, client);
  return [
    `${finding.rule.id}: ${what ?? say({ text: finding.rule.title }, client.locale)}`,
    ...rest,
    ...finding.rule.references.map(({ title, url }) => (url ? `${title}: ${url}` : title)),
    ...asides(finding, result, client).map(({ label, text }) => `${label}: ${text}`),
  ].join('\n');
}

/** Nothing where the editor puts the diagnostics, which say it, above the hover. */
function explanation(finding: Finding, { locale, showsDiagnosticsInHover }: Client): string[] {
  if (showsDiagnosticsInHover) return [];
  const { what, why, remedy } = explain(finding, locale);
  return [what, why, remedy];
}

const labels = {
  aliases: { en: 'Elsewhere', ja: '他のツールでの名前' },
  ignore: { en: 'To ignore it', ja: '抑制するには' },
} satisfies Record<string, Text>;

const configEntry: Text = { en: 'add it to ignore in .podseal.yaml', ja: '.podseal.yaml の ignore に追加' };
const reason: Text = { en: 'reason', ja: '理由' };

interface Aside {
  readonly label: string;
  readonly text: string;
  readonly isCode?: boolean;
}

/** What other tools call it, and how to live with it. */
function asides({ rule }: Finding, result: LintResult, { locale }: Client): Aside[] {
  const label = labels.ignore[locale];
  const ignore = hasComments(result)
    ? { label, text: ignoreComment(rule.id, reason[locale]), isCode: true }
    : { label, text: configEntry[locale] };
  return [
    ...(rule.aliases?.length ? [{ label: labels.aliases[locale], text: rule.aliases.join(', ') }] : []),
    ...(isOwnRule(rule) ? [] : [ignore]),
  ];
}
