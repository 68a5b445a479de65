import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { formatOfFile } from '../../report/scan/formatNames.ts';
import { type ScanFormat, scanReporters } from '../../report/scan/formats.ts';
import type { ScanReporter, ScanReportOptions } from '../../report/scan/report.ts';
import { createNamed } from '../files.ts';
import { type Io, wantsColour } from '../io.ts';
import { Output } from '../output.ts';
import type { Target } from './targets.ts';

/** Where a report goes, and in which form. */
interface Sink {
  readonly reporter: ScanReporter;
  readonly output: Output;
  close(): Promise<void>;
}

/** Standard output, and a file for each --output. */
export async function sinksFor(
  files: readonly string[],
  format: ScanFormat,
  options: ScanReportOptions,
  io: Io,
): Promise<Sink[]> {
  const colour = wantsColour(io, io.stdout);
  const sinks: Sink[] = [
    { reporter: scanReporters[format]({ ...options, colour }), output: new Output(io.stdout), close: async () => {} },
  ];
  for (const file of files) {
    const output = new Output(await createNamed('--output', file, io.cwd));
    const reporter = scanReporters[formatOfFile(file) ?? format]({ ...options, unicode: true });
    sinks.push({ reporter, output, close: () => output.end() });
  }
  return sinks;
}

export async function saveFacts(
  given: string | undefined,
  target: Target,
  count: number,
  facts: string,
  io: Io,
): Promise<void> {
  if (given === undefined) return;
  const name = `${target.name.replace(/[^\w.@-]+/g, '_').replace(/^\.+/, '')}.facts`;
  const file = count > 1 ? path.join(given, name) : given;
  // They tell much about a host: nobody else needs to read them.
  if (count > 1) await mkdir(path.resolve(io.cwd, given), { recursive: true, mode: 0o700 }).catch(() => {});
  const stream = await createNamed('--save-facts', file, io.cwd, 0o600);
  await chmod(path.resolve(io.cwd, file), 0o600).catch(() => {});
  const output = new Output(stream);
  await output.write(facts);
  await output.end();
}

/** What the locale says; Windows says nothing and can. */
export function showsUnicode({ env }: Io): boolean {
  if (env['TERM'] === 'dumb') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined ? process.platform === 'win32' : /utf-?8/i.test(locale);
}
