import type { Span } from '../../core/span.ts';

const directive = /^((?:(?:#.*|[ \t]*)\r?\n)*)(%YAML[ \t]+(\S+))/;

/** The `%YAML 1.2` that a document starts with. */
export function declaredVersion(text: string): { readonly span: Span; readonly version: string } | undefined {
  const [, before = '', declared = '', version] = directive.exec(text) ?? [];
  if (version === undefined) return undefined;
  return { span: { start: before.length, end: before.length + declared.length }, version };
}
