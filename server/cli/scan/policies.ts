import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isPolicyName } from '../../parse/securityPolicy/find.ts';
import { policiesIn } from '../../parse/securityPolicy/stream.ts';
import type { NamedPolicy } from '../../scan/model/options.ts';
import { foldersAbove } from '../../settings/paths.ts';
import { slashed } from '../files.ts';
import { policiesNamed } from '../lint/policy.ts';
import { workspaceRoot } from '../lint/workspaceRoot.ts';

/** The policies that hold here: those of the nearest folder that has some, and those that are named. */
export async function policiesFor(named: readonly (string | undefined)[], cwd: string): Promise<NamedPolicy[]> {
  const files = new Set(named.flatMap(file => (file === undefined ? [] : [path.resolve(cwd, file)])));
  const policies: NamedPolicy[] = [];
  for (const file of files) policies.push(...(await policiesOf(file)));
  return [...policies, ...(await nearest(cwd, files))];
}

const policiesOf = async (file: string): Promise<NamedPolicy[]> =>
  (await policiesNamed(file, '')).map(({ policy }) => ({ name: policy.name ?? path.basename(file), policy }));

/** Not above the repository. */
async function nearest(cwd: string, known: ReadonlySet<string>): Promise<NamedPolicy[]> {
  const self = `${slashed(cwd)}/x`;
  const root = await workspaceRoot(self, slashed(cwd));
  for (const folder of foldersAbove(self)) {
    const names = (await readdir(folder).catch(() => [])).filter(isPolicyName).sort();
    const found: NamedPolicy[] = [];
    for (const name of names) {
      const file = path.resolve(folder, name);
      const text = known.has(file) ? '' : await readFile(file, 'utf8').catch(() => '');
      found.push(...policiesIn(text).map(({ policy }) => ({ name: policy.name ?? name, policy })));
    }
    if (found.length > 0 || folder === root) return found;
  }
  return [];
}
