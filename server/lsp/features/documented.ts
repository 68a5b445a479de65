import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import { withoutMarkdown } from '../../core/markdown.ts';

/** Markdown for a client that renders it, and as it reads for others. */
export const documented = (markdown: string, isRendered: boolean): MarkupContent =>
  isRendered
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkdown(markdown) };
