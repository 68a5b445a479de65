import { type CodeAction, type CodeActionParams, CodeActionTriggerKind, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../core/finding.ts';
import type { Client } from '../client.ts';
import type { IgnoreInConfig } from '../ignore/inConfig.ts';
import type { Linting, LintResult } from '../linting.ts';
import { rangeOf } from '../toDiagnostic.ts';
import { fixAll } from './fixAll.ts';
import { fixRule } from './fixRule.ts';
import { harden } from './harden.ts';
import { ignore } from './ignore.ts';
import { isWanted, quickFix, refactorHarden, sourceFixAll } from './kinds.ts';
import { openDocumentation } from './openDocumentation.ts';
import { quickFixes } from './quickFixes.ts';

/** Answers `textDocument/codeAction`: fixes first, then wider fixes, then ways around. */
export const codeActions =
  (linting: Linting, client: Client, config: IgnoreInConfig) =>
  async (params: CodeActionParams): Promise<CodeAction[]> => {
    const result = await linting.of(params.textDocument.uri);
    if (!result) return [];
    const offset = result.document.offsetAt(params.range.start);
    const request = { result, findings: findingsAt(params, result), offset, linter: linting.linter, client };
    const { only } = params.context;
    const actions: CodeAction[] = [];
    if (isWanted(quickFix, only)) {
      const ignoring = await ignore(request, config);
      actions.push(...quickFixes(request), ...fixRule(request), ...ignoring, ...openDocumentation(request));
    }
    if (isWanted(refactorHarden, only)) actions.push(...harden(request));
    if (isWanted(sourceFixAll, only) && (only || !isUnasked(params))) actions.push(...fixAll(request));
    return actions;
  };

/** The editor asks by itself at every move of the cursor. */
const isUnasked = ({ context }: CodeActionParams): boolean => context.triggerKind === CodeActionTriggerKind.Automatic;

/** Findings that touch the range, and those that the client names: some name all of a line. */
function findingsAt({ range, context }: CodeActionParams, { document, findings }: LintResult): Finding[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const named = new Set(context.diagnostics.map(({ code, range }) => keyOf(code, range)));
  return findings.filter(
    ({ rule, span }) => (span.start <= end && start <= span.end) || named.has(keyOf(rule.id, rangeOf(document, span))),
  );
}

const keyOf = (code: Diagnostic['code'], { start, end }: Diagnostic['range']): string =>
  [code, start.line, start.character, end.line, end.character].join(' ');
