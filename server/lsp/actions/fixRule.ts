import type { CodeAction } from 'vscode-languageserver';
import type { Finding } from '../../core/finding.ts';
import { combineFixes, type Fix } from '../../core/fix.ts';
import type { Text } from '../../core/text.ts';
import { toWorkspaceEdit } from '../edits.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

const title: Text = { en: 'Fix all {rule} in this file', ja: 'このファイルの {rule} をすべて修正' };

/** Repairs all findings of a rule in the same way, once for each rule that speaks here. */
export function fixRule(request: ActionRequest): CodeAction[] {
  const firstOfEach = request.findings.filter(
    (finding, i, all) => all.findIndex(other => other.rule === finding.rule) === i,
  );
  return firstOfEach.flatMap(finding => {
    const fixes = alike(finding, request.result.findings);
    if (fixes.length < 2) return [];
    const params = { rule: finding.rule.id };
    const edit = toWorkspaceEdit(request.result.document, combineFixes(fixes), request.client);
    return [{ ...quickFixFor(request, finding, { text: title, params }), edit }];
  });
}

/**
 * The first fixes of a rule's findings that are of one kind with this finding's: all safe, which keeps the meaning
 * whatever they do; or all with the same words, so that who chooses one knows what the others do.
 */
function alike(finding: Finding, all: readonly Finding[]): Fix[] {
  const [chosen] = finding.fixes;
  if (!chosen) return [];
  return all
    .filter(({ rule }) => rule === finding.rule)
    .flatMap(({ fixes }) => fixes.slice(0, 1))
    .filter(({ others = [] }) => others.length === 0)
    .filter(fix => (chosen.safe ? fix.safe : !fix.safe && fix.title.text.en === chosen.title.text.en));
}
