import type { CodeAction } from 'vscode-languageserver';
import { say, type Text } from '../../core/text.ts';
import { toWorkspaceEdit } from '../edits.ts';
import { safeFixes } from '../fixedPoint.ts';
import { sourceFixAll } from './kinds.ts';
import type { ActionRequest } from './request.ts';

const title: Text = {
  en: 'Fix everything that is safe to fix (Podseal)',
  ja: '安全に修正できるものをすべて修正 (Podseal)',
};

/** What an editor may do on save: only fixes that keep the file's meaning. */
export function fixAll({ result, linter, client }: ActionRequest): CodeAction[] {
  const edits = safeFixes(result, linter);
  if (edits.length === 0) return [];
  const edit = toWorkspaceEdit(result.document, edits, client);
  return [{ title: say({ text: title }, client.locale), kind: sourceFixAll, edit }];
}
