import path from 'node:path';
import type { Finding } from '../../core/finding.ts';
import { type FiledPolicy, policiesIn } from '../../parse/securityPolicy/stream.ts';
import { UsageError } from '../exit.ts';
import { readNamed, slashed } from '../files.ts';
import type { LintOptions } from './options.ts';

/** The options with the absolute path of the policy that they name: one that nobody can enforce ends the run. */
export async function withPolicy(options: LintOptions, cwd: string): Promise<LintOptions> {
  const { policy } = options.overrides;
  if (policy === undefined) return options;
  await policiesNamed(policy, cwd);
  return { ...options, overrides: { ...options.overrides, policy: slashed(path.resolve(cwd, policy)) } };
}

const noPolicy = {
  en: '--policy {file}: there is no SecurityPolicy in it',
  ja: '--policy {file}: SecurityPolicy がありません',
};

/** One at least. */
export async function policiesNamed(file: string, cwd: string): Promise<readonly FiledPolicy[]> {
  const policies = policiesIn(await readNamed('--policy', file, cwd));
  if (policies.length === 0) throw new UsageError(noPolicy, { file });
  return policies;
}

/** Files that findings name by their absolute path, as the policy is, named as reports name all files of the working directory. */
export function withPathsBeside(findings: readonly Finding[], file: string, cwd: string): Finding[] {
  const pathOf = (named: string): string =>
    named.startsWith(`${cwd}/`) ? path.posix.relative(path.posix.dirname(file), named) : named;
  return findings.map(finding => ({
    ...finding,
    // No own property of it.
    fixes: finding.fixes,
    related: finding.related.map(each =>
      each.file ? { ...each, file: { ...each.file, path: pathOf(each.file.path) } } : each,
    ),
  }));
}
