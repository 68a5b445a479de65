import type { Readable, Writable } from 'node:stream';
import { type Locale, localeOf } from '../core/text.ts';

/** What a command reads and writes. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: Date;
}

/** POSIX: the first of these that is set and not empty. */
export const localeFrom = ({ env }: Io): Locale => localeOf(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);

/** https://no-color.org over https://force-color.org over whether somebody looks. */
export function wantsColour({ env }: Io, stream: Io['stdout']): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'] || env['CLICOLOR_FORCE'];
  if (force) return force !== '0' && force !== 'false';
  if (env['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
