import { NotificationType, RequestType } from 'vscode-languageserver';
import type { LintResult } from './linting.ts';
import {
  type ExplainPolicyParams,
  type ExplainPolicyResult,
  explainPolicyMethod,
  type FileParams,
  type LintedParams,
  type ListFilesResult,
  lintedMethod,
  listFilesMethod,
  type ReadFileResult,
  readFileMethod,
} from './protocol.ts';

export const readFileRequest = new RequestType<FileParams, ReadFileResult, void>(readFileMethod);

export const listFilesRequest = new RequestType<FileParams, ListFilesResult, void>(listFilesMethod);

export const explainPolicyRequest = new RequestType<ExplainPolicyParams, ExplainPolicyResult, void>(
  explainPolicyMethod,
);

export const lintedNotification = new NotificationType<LintedParams>(lintedMethod);

export const lintedParams = (result: LintResult, milliseconds: number): LintedParams => ({
  uri: result.document.uri,
  version: result.document.version,
  kind: result.kind?.id ?? null,
  findings: result.findings.length,
  milliseconds,
});
