import type { CodeAction } from 'vscode-languageserver';
import type { Finding } from '../../core/finding.ts';
import type { Linter } from '../../core/lint.ts';
import { type Message, say } from '../../core/text.ts';
import type { Client } from '../client.ts';
import type { LintResult } from '../linting.ts';
import { toDiagnostic } from '../toDiagnostic.ts';
import { quickFix } from './kinds.ts';

/** What a request for code actions is about. */
export interface ActionRequest {
  readonly result: LintResult;
  /** Those in the range that was asked for. */
  readonly findings: readonly Finding[];
  /** Where that range starts. */
  readonly offset: number;
  readonly linter: Linter;
  readonly client: Client;
}

/** An entry of the light bulb's menu for a finding, which does nothing yet. */
export const quickFixFor = ({ result, client }: ActionRequest, finding: Finding, title: Message): CodeAction => ({
  title: say(title, client.locale),
  kind: quickFix,
  diagnostics: [toDiagnostic(finding, result.document, client.locale)],
});
