import { readFile } from 'node:fs/promises';
import path from 'node:path';
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
