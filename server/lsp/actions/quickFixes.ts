import type { CodeAction } from 'vscode-languageserver';
import { fixEdit } from '../fixEdit.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

/** Every fix of every finding, the safe ones first. The editor may take a preferred one without asking. */
export const quickFixes = (request: ActionRequest): CodeAction[] =>
  request.findings
    .flatMap(finding => finding.fixes.map((fix, i) => ({ finding, fix, isFirst: i === 0 })))
    .sort((a, b) => Number(b.fix.safe) - Number(a.fix.safe))
    .flatMap(({ finding, fix, isFirst }) => {
      const edit = fixEdit(request.result.document, fix, request.client);
      if (!edit) return [];
      return [
        { ...quickFixFor(request, finding, fix.title), ...(fix.safe && isFirst ? { isPreferred: true } : {}), edit },
      ];
    });
