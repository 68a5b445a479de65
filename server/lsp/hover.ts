import { type Hover, type HoverParams, MarkupKind, type Position } from 'vscode-languageserver';
import { documentationOf } from '../core/documentation.ts';
import { explain, type Finding } from '../core/finding.ts';
import { escapeMarkdown, withoutMarkdown } from '../core/markdown.ts';
import type { Reference } from '../core/rule.ts';
import { touches } from '../core/span.ts';
import { say, type Text } from '../core/text.ts';
import type { Client } from './client.ts';
import { type Asked, ask, spotAt } from './features/asked.ts';
import { hasComments, ignoreComment, isOwnRule } from './ignore/comment.ts';
import type { Linting, LintResult } from './linting.ts';
import { rangeOf } from './toDiagnostic.ts';

/**
 * What is wrong, why, what to do, where to read more and how to live with it, for the findings under the pointer; and
 * what there is to know about the place itself.
 */
export const hover =
  (linting: Linting, client: Client) =>
  async (params: HoverParams): Promise<Hover | null> => {
    const result = await linting.of(params.textDocument.uri);
    const asked = await ask(linting, client, params.textDocument.uri);
    if (!result) return null;
    const offset = result.document.offsetAt(params.position);
    const here = result.findings.filter(({ span }) => touches(span, offset));
    const place = asked && explanationAt(asked, params.position);
    const smallest = here.reduce<Finding | undefined>((a, b) => (a && size(a) <= size(b) ? a : b), undefined);
    const range = smallest ? rangeOf(result.document, smallest.span) : place?.range;
    if (!range) return null;
    const findings = here.map(finding => (client.rendersMarkdown ? asMarkdown : asPlainText)(finding, result, client));
    const contents = [...findings, ...(place ? [inThisForm(place.paragraphs, client)] : [])];
    return {
      range,
      contents: client.rendersMarkdown
        ? { kind: MarkupKind.Markdown, value: contents.join('\n\n---\n\n') }
        : { kind: MarkupKind.PlainText, value: contents.join('\n\n') },
    };
  };

function explanationAt(asked: Asked, position: Position) {
  const spot = spotAt(asked, position);
  const found = spot && asked.features.hover?.(spot.content, spot.offset, asked.context);
  return found && { range: spot.range(found.span), paragraphs: found.paragraphs };
}

const inThisForm = (paragraphs: readonly string[], { rendersMarkdown }: Client): string =>
  rendersMarkdown ? paragraphs.join('\n\n') : paragraphs.map(withoutMarkdown).join('\n');

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
