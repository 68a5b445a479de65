import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../core/finding.ts';
import { applyEdits, type Edit } from '../../core/fix.ts';
import { say, type Text } from '../../core/text.ts';
import type { Client } from '../client.ts';
import { toWorkspaceEdit } from '../edits.ts';
import { commentEdits, hasComments, ignoreComment, isOwnRule } from '../ignore/comment.ts';
import type { IgnoreInConfig } from '../ignore/inConfig.ts';
import { silences } from '../ignore/silences.ts';
import { writeReasonCommand } from '../protocol.ts';
import { rangeOf } from '../toDiagnostic.ts';
import { type ActionRequest, quickFixFor } from './request.ts';

const inComment: Text = { en: 'Ignore {rule} here, with a reason', ja: 'ここでは {rule} を抑制（理由を記入）' };
const inConfig: Text = {
  en: 'Ignore {rule} here in .podseal.yaml, with a reason',
  ja: 'ここでは {rule} を .podseal.yaml で抑制（理由を記入）',
};

/** Each is tried out by linting again, and who selects half a file wants something else. */
const mostFindings = 8;

/** What the person is to write instead. */
const reason: Text = { en: 'TODO: reason', ja: 'TODO: 理由' };

/** Decides to live with a finding: offered where it works, which is tried out before. */
export async function ignore(request: ActionRequest, config: IgnoreInConfig): Promise<CodeAction[]> {
  const actions = request.findings
    .filter(({ rule }) => !isOwnRule(rule))
    .slice(0, mostFindings)
    // A comment above a directive, say, would end the directives.
    .map(finding => ignoreByComment(request, finding) ?? ignoreInConfig(request, finding, config));
  return (await Promise.all(actions)).filter(action => action !== undefined);
}

function ignoreByComment(request: ActionRequest, finding: Finding): CodeAction | undefined {
  const { result, linter, client } = request;
  if (!hasComments(result)) return undefined;
  const rule = finding.rule.id;
  const comment = ignoreComment(rule, say({ text: reason }, client.locale));
  for (const edit of commentEdits(result.text, finding, comment)) {
    if (!silences(edit, finding, result, linter)) continue;
    return {
      ...quickFixFor(request, finding, { text: inComment, params: { rule } }),
      edit: toWorkspaceEdit(result.document, [edit], client),
      ...writeReason(result.document, edit, client),
    };
  }
  return undefined;
}

async function ignoreInConfig(
  request: ActionRequest,
  finding: Finding,
  config: IgnoreInConfig,
): Promise<CodeAction | undefined> {
  const entry = await config.editFor(finding, request.result, say({ text: reason }, request.client.locale));
  if (!entry) return undefined;
  return {
    ...quickFixFor(request, finding, { text: inConfig, params: { rule: finding.rule.id } }),
    edit: entry.workspaceEdit,
    ...writeReason(entry.document, entry.insertion, request.client),
  };
}

/** What the client does behind the edit: selects the reason, so that the person can write it at once. */
function writeReason(document: TextDocument, insertion: Edit, client: Client): Pick<CodeAction, 'command'> {
  if (!client.commands.has(writeReasonCommand)) return {};
  const { uri, languageId, version } = document;
  const changed = TextDocument.create(uri, languageId, version, applyEdits(document.getText(), [insertion]));
  const words = say({ text: reason }, client.locale);
  const start = insertion.span.start + insertion.text.indexOf(words);
  const range = rangeOf(changed, { start, end: start + words.length });
  return { command: { title: words, command: writeReasonCommand, arguments: [uri, range] } };
}
