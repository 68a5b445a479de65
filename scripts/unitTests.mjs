import { mkdir, readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { build } from 'esbuild';

/** Tests inside VS Code have a runner of their own. */
const elsewhere = /^test\/vscode\//;

/** All `*.test.ts` files that run on plain Node.js. */
export async function testFiles() {
  const files = await readdir('test', { recursive: true });
  return files
    .map(file => `test/${file.replaceAll(path.sep, '/')}`)
    .filter(file => file.endsWith('.test.ts') && !elsewhere.test(file))
    .sort();
}

/**
 * Bundles the files into a folder of their own and runs them with node:test.
 * @param {string[]} files
 * @returns {Promise<{passed: number, failed: number, skipped: string[]}>} counts of tests, not of suites
 */
export async function runUnitTests(files) {
  const outdir = path.resolve(`out/tests-${process.pid}`);
  await mkdir(outdir, { recursive: true });
  try {
    await build({
      entryPoints: files,
      outdir,
      outbase: 'test',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'linked',
      logLevel: 'warning',
    });
    const bundled = files.map(file => path.join(outdir, path.relative('test', file).replace(/\.ts$/, '.mjs')));
    return await runBundled(bundled);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

async function runBundled(files) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`;
  const counts = { passed: 0, failed: 0, skipped: [] };
  // `true` would leave a core idle, although much of the time is spent on waiting for other programs.
  const events = run({ files, concurrency: availableParallelism() });
  events.on('test:pass', ({ name, skip, todo, details }) => {
    if (skip !== undefined || todo !== undefined)
      counts.skipped.push(`${name}${typeof skip === 'string' ? `: ${skip}` : ''}`);
    else if (details.type !== 'suite') counts.passed++;
  });
  events.on('test:fail', ({ details }) => {
    if (isOwn(details)) counts.failed++;
  });
  const report = events.compose(process.env.VERBOSE ? spec() : failuresOnly);
  for await (const text of report) process.stdout.write(text);
  return counts;
}

/** A suite fails with its tests, or itself, before it has any. */
const isOwn = ({ type, error }) => type !== 'suite' || error.failureType !== 'subtestsFailed';

async function* failuresOnly(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail' && isOwn(data.details)) {
      const { cause } = data.details.error;
      yield `\n✖ ${data.name}  (${data.file ?? ''})\n${cause?.stack ?? cause ?? data.details.error}\n`;
    }
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
  }
}
