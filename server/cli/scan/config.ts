import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Linter } from '../../core/lint.ts';
import type { Text } from '../../core/text.ts';
import { kinds } from '../../rules/registry.ts';
import type { ConfigFile } from '../../settings/configFile.ts';
import { slashed } from '../files.ts';
import { type Io, localeFrom } from '../io.ts';
import { configSource } from '../lint/configs.ts';

/** The config that holds in the working directory, or the one that is named. */
export async function configHere(
  named: string | undefined,
  io: Io,
  complain: (message: string) => void,
): Promise<ConfigFile | undefined> {
  const linter = new Linter(kinds, (_rule, error) => {
    throw error;
  });
  const configFor = await configSource(named, { cwd: io.cwd, linter, locale: localeFrom(io), complain });
  return configFor(`${slashed(path.resolve(io.cwd))}/x`);
}

/** Root must not let others decide what root does not see. */
export async function isForeign(file: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const stats = await stat(file).catch(() => undefined);
  return stats !== undefined && ((stats.mode & 0o022) !== 0 || stats.uid !== 0);
}

export const foreignConfig: Text = {
  en: '{file}: root does not take waivers and settings of the scan from a file that others can write',
  ja: '{file}: 他のユーザーが書き込めるため、root での実行ではスキャンの設定と免除を使いません',
};
