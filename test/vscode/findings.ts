import { type Diagnostic, languages, type TextDocument } from 'vscode';
import { until } from './editor.ts';

/** Podseal's findings as the editor shows them now. */
export const shown = ({ uri }: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === 'podseal');

export const ruleOf = ({ code }: Diagnostic): string | undefined =>
  typeof code === 'object' ? String(code.value) : undefined;

export const of = (rule: string, document: TextDocument): Diagnostic[] =>
  shown(document).filter(finding => ruleOf(finding) === rule);

const listing = (document: TextDocument): string =>
  `${document.uri.path} shows [${shown(document).map(ruleOf).join(', ')}] on\n${document.getText()}`;

/** The rule's first finding, as soon as the editor shows it. */
export const finding = (rule: string, document: TextDocument): Promise<Diagnostic> =>
  until(
    () => `a finding of ${rule}; ${listing(document)}`,
    languages.onDidChangeDiagnostics,
    () => of(rule, document)[0],
  );

/** Waits until the editor shows exactly so many findings of a rule. */
export const count = (rule: string, wanted: number, document: TextDocument): Promise<true> =>
  until(
    () => `${wanted} findings of ${rule}; ${listing(document)}`,
    languages.onDidChangeDiagnostics,
    () => of(rule, document).length === wanted || undefined,
  );
