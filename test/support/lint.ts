import type { Finding } from '../../server/core/finding.ts';
import { Linter } from '../../server/core/lint.ts';
import { defaultSettings, type Settings } from '../../server/core/settings.ts';
import type { Workspace } from '../../server/core/workspace.ts';
import { kinds } from '../../server/rules/registry.ts';

export const linter = new Linter(kinds, (rule, error) => {
  throw new Error(`${rule.id} failed`, { cause: error });
});

/** Lints as the command line does, on a fixed day. */
export const lint = (path: string, text: string, settings: Partial<Settings> = {}, workspace?: Workspace): Finding[] =>
  linter.lintFile({ path, text }, { ...defaultSettings, today: '2026-06-01', ...settings }, workspace);

export const ids = (findings: readonly Finding[]): string[] => findings.map(finding => finding.rule.id);
