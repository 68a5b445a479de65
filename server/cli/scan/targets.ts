import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../exit.ts';
import { fileError } from '../files.ts';

/** What is scanned: a host that is asked now, or what one said earlier. */
export type Target =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'ssh' | 'machine'; readonly name: string; readonly host: string }
  | { readonly kind: 'facts'; readonly name: string; readonly file: string };

const words = {
  unknown: {
    en: '--target {target}: local, ssh:HOST, machine:NAME or facts:FILE is expected',
    ja: '--target {target}: local、ssh:HOST、machine:NAME、facts:FILE のいずれかを指定してください',
  },
  empty: { en: '--target {target}: there is no facts file in it', ja: '--target {target}: ファイルがありません' },
};

/** A name of a host never begins like an option, and is one word. */
const hostName = /^[^\s-][^\s]*$/;

/** Each target once, in the order given; of a folder, its files in the order of their names. */
export async function targetsOf(given: readonly string[], cwd: string): Promise<Target[]> {
  const targets: Target[] = [];
  for (const target of given.length > 0 ? given : ['local']) targets.push(...(await targetsIn(target, cwd)));
  return [...new Map(targets.map(target => [target.name, target])).values()];
}

async function targetsIn(given: string, cwd: string): Promise<Target[]> {
  const [, kind, rest = ''] = /^(local|ssh|machine|facts)(?::(.+))?$/s.exec(given) ?? [];
  if (kind === 'local' && rest === '') return [{ kind, name: given }];
  if ((kind === 'ssh' || kind === 'machine') && hostName.test(rest)) return [{ kind, name: given, host: rest }];
  if (kind === 'facts' && rest !== '') return factsIn(rest, given, cwd);
  throw new UsageError(words.unknown, { target: given });
}

async function factsIn(given: string, target: string, cwd: string): Promise<Target[]> {
  if (given === '-') return [{ kind: 'facts', name: target, file: '-' }];
  const file = path.resolve(cwd, given);
  const stats = await stat(file).catch(error => {
    throw fileError('--target', target, error);
  });
  if (!stats.isDirectory()) return [{ kind: 'facts', name: target, file }];
  const entries = await readdir(file, { withFileTypes: true });
  const names = entries.filter(entry => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  if (names.length === 0) throw new UsageError(words.empty, { target });
  return names
    .sort()
    .map(name => ({ kind: 'facts', name: `${target.replace(/\/+$/, '')}/${name}`, file: path.join(file, name) }));
}
