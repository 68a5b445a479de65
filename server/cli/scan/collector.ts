import { readFile } from 'node:fs/promises';

/** The script that collects facts: it lies beside the bundle, and in a checkout where it is written. */
export async function readCollector(): Promise<string> {
  const places = ['./collect.sh', '../../server/scan/collect.sh', '../scan/collect.sh', '../../scan/collect.sh'];
  for (const place of places) {
    const text = await readFile(new URL(place, import.meta.url), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error('collect.sh is not there');
}
