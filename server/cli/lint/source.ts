import { type FileHandle, open } from 'node:fs/promises';
import { largestText } from '../../core/ownRules.ts';

/** What a file holds, as far as a linter wants to know. */
export interface Source {
  /** Without byte order mark. Only the beginning, if it is too large. */
  readonly text: string;
  readonly nature: 'text' | 'binary' | 'too-large';
  readonly hasBom: boolean;
  readonly isUtf8: boolean;
  /** To notice that somebody else has written the file meanwhile. */
  readonly stamp: string;
}

const headSize = 65_536;
/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const certainlyTooLarge = largestText * 3;

/** Throws what the file system throws. */
export async function readSource(file: string): Promise<Source> {
  const handle = await open(file, 'r');
  try {
    const stats = await handle.stat();
    if (!stats.isFile() && !stats.isFIFO()) throw new Error('not a regular file');
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    const head = await readHead(handle);
    if (head.includes(0)) return { ...decode(head), nature: 'binary', stamp };
    if (stats.size > certainlyTooLarge) return { ...decode(head), nature: 'too-large', stamp };
    const isWhole = stats.isFile() && head.length === stats.size;
    const bytes = isWhole ? head : Buffer.concat([head, await handle.readFile()]);
    return { ...sourceOf(bytes), stamp };
  } finally {
    await handle.close();
  }
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(headSize), 0, headSize, null);
  return buffer.subarray(0, bytesRead);
}

export function sourceOf(bytes: Buffer): Omit<Source, 'stamp'> {
  const decoded = decode(bytes);
  if (bytes.includes(0)) return { ...decoded, nature: 'binary' };
  return { ...decoded, nature: decoded.text.length > largestText ? 'too-large' : 'text' };
}

function decode(bytes: Buffer): Pick<Source, 'text' | 'hasBom' | 'isUtf8'> {
  const { text, isUtf8 } = decodeUtf8(bytes);
  const hasBom = text.startsWith('\ufeff');
  return { text: hasBom ? text.slice(1) : text, hasBom, isUtf8 };
}

function decodeUtf8(bytes: Buffer): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: bytes.toString('utf8'), isUtf8: false };
  }
}
