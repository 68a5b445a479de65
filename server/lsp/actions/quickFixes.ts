import type { CodeAction } from 'vscode-languageserver';
import { toWorkspaceEdit } from '../edits.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

/** Every fix of every finding. The editor may take the preferred one without asking. */
export const quickFixes = (request: ActionRequest): CodeAction[] =>
  request.findings.flatMap(finding =>
    finding.fixes.map(({ title, edits, safe }, i) => ({
      ...quickFixFor(request, finding, title),
      ...(safe && i === 0 ? { isPreferred: true } : {}),
      edit: toWorkspaceEdit(request.result.document, edits, request.client),
    })),
  );
