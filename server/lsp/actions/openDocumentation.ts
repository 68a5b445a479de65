import type { CodeAction } from 'vscode-languageserver';
import type { Text } from '../../core/text.ts';
import { openDocumentationCommand } from '../protocol.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

const ofRule: Text = { en: 'Open the documentation of {rule}', ja: '{rule} のドキュメントを開く' };
const ofAny: Text = { en: 'Open the documentation of a rule…', ja: 'ルールのドキュメントを開く…' };

/** One entry, where the client implements it: it lets people choose among several rules. */
export function openDocumentation(request: ActionRequest): CodeAction[] {
  const [first] = request.findings;
  if (!first || !request.client.commands.has(openDocumentationCommand)) return [];
  const rules = [...new Set(request.findings.map(({ rule }) => rule.id))];
  const title = rules.length === 1 ? { text: ofRule, params: { rule: first.rule.id } } : { text: ofAny };
  const action = quickFixFor(request, first, title);
  return [{ ...action, command: { title: action.title, command: openDocumentationCommand, arguments: rules } }];
}
