import type { CodeAction } from 'vscode-languageserver';
import type { Text } from '../../core/text.ts';
import { openDocumentationCommand } from '../protocol.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

const text: Text = { en: 'Open the documentation of {rule}', ja: '{rule} のドキュメントを開く' };

/** Where the client implements it, one for each rule. */
export function openDocumentation(request: ActionRequest): CodeAction[] {
  if (!request.client.commands.has(openDocumentationCommand)) return [];
  const byRule = new Map(request.findings.map(finding => [finding.rule.id, finding]));
  return [...byRule].map(([rule, finding]) => {
    const action = quickFixFor(request, finding, { text, params: { rule } });
    return { ...action, command: { title: action.title, command: openDocumentationCommand, arguments: [rule] } };
  });
}
