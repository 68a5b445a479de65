import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { policiesIn } from '../../parse/securityPolicy/stream.ts';
import { UsageError } from '../exit.ts';
import { fileError, slashed } from './configs.ts';
import type { LintOptions } from './options.ts';

/** The options with the absolute path of the policy that they name: one that nobody can enforce ends the run. */
export async function withPolicy(options: LintOptions, cwd: string): Promise<LintOptions> {
  const { policy } = options.overrides;
  if (policy === undefined) return options;
  const file = path.resolve(cwd, policy);
  const text = await readFile(file, 'utf8').catch(error => {
    throw fileError('--policy', policy, error);
  });
  if (policiesIn(text).length === 0) {
    throw new UsageError(
      {
        en: '--policy {policy}: there is no SecurityPolicy in it',
        ja: '--policy {policy}: SecurityPolicy がありません',
      },
      { policy },
    );
  }
  return { ...options, overrides: { ...options.overrides, policy: slashed(file) } };
}

/** Files that findings name by their absolute path, as the policy is, named as reports name all files of the working directory. */
export function withPathsBeside(findings: readonly Finding[], file: string, cwd: string): Finding[] {
  const pathOf = (named: string): string =>
    named.startsWith(`${cwd}/`) ? path.posix.relative(path.posix.dirname(file), named) : named;
  return findings.map(finding => ({
    ...finding,
    related: finding.related.map(each =>
      each.file ? { ...each, file: { ...each.file, path: pathOf(each.file.path) } } : each,
    ),
  }));
}
