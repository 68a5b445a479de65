import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';

/** Which rooms of server/ each room may import from, beside itself: only what stands left of it. */
const order = ['core', 'podman', 'parse', 'settings', 'workspace', 'rules', 'scan', 'lsp', 'report', 'node', 'cli'];

/** Rooms that must run in a web worker. */
const neutral = new Set(['core', 'podman', 'parse', 'settings', 'workspace', 'rules', 'scan', 'lsp', 'report']);

const parsers = new Set(['dockerfile-ast', 'yaml', 'jsonc-parser', 'toml-eslint-parser', 'unbash']);

/** Files in server/ itself: the doors. */
const doors = ['server/main.ts', 'server/browser.ts', 'server/cli.ts'];

interface Import {
  readonly file: string;
  /** A path from the root, or a package's or built-in module's name. */
  readonly target: string;
  readonly isType: boolean;
}

const statement = /^(?:import|export)\s+(?:(type)\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

async function importsIn(folder: string): Promise<Import[]> {
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.ts'));
  const imports = await Promise.all(files.map(file => importsOf(`${folder}/${file.replaceAll(path.sep, '/')}`)));
  return imports.flat();
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(statement)].map(([, type, name = '']) => ({
    file,
    target: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
    isType: type !== undefined,
  }));
}

const roomOf = (file: string): string => /^server\/([^/]+)\//.exec(file)?.[1] ?? '';

/** `yaml` of `yaml/util`, `@scope/name` of `@scope/name/part`. */
const packageOf = (target: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target;

const said = (imports: readonly Import[]): string[] => imports.map(({ file, target }) => `${file} -> ${target}`);

describe('the direction of imports', async () => {
  const server = await importsIn('server');
  const client = await importsIn('client');

  test('every import is seen', () => {
    assert.ok(server.some(({ file, target }) => file === 'server/cli.ts' && target === 'server/cli/main.ts'));
    assert.ok(server.some(({ file, target }) => file.startsWith('server/parse/') && target === 'yaml'));
  });

  test('every room has its place', () => {
    const rooms = new Set(server.map(({ file }) => roomOf(file)).filter(room => room !== ''));
    assert.deepEqual(
      [...rooms].filter(room => !order.includes(room)),
      [],
    );
  });

  test('a room imports only from rooms that stand left of it', () => {
    const wrong = server.filter(({ file, target }) => {
      const [from, to] = [roomOf(file), roomOf(target)];
      return from !== '' && to !== '' && order.indexOf(to) > order.indexOf(from);
    });
    assert.deepEqual(said(wrong), []);
  });

  test('nobody imports a door', () => {
    assert.deepEqual(said([...server, ...client].filter(({ target }) => doors.includes(target))), []);
  });

  test('only server/parse imports the parsers', () => {
    const wrong = [...server, ...client].filter(
      ({ file, target }) => parsers.has(packageOf(target)) && roomOf(file) !== 'parse',
    );
    assert.deepEqual(said(wrong), []);
  });

  test('the core imports no package', () => {
    const wrong = server.filter(({ file, target }) => roomOf(file) === 'core' && roomOf(target) !== 'core');
    assert.deepEqual(said(wrong), []);
  });

  test('what must run in a web worker imports no module of Node.js', () => {
    const wrong = server.filter(({ file, target }) => neutral.has(roomOf(file)) && target.startsWith('node:'));
    assert.deepEqual(said(wrong), []);
  });

  test('nothing that the browser door reaches imports a module of Node.js', () => {
    const reached = reachedFrom('server/browser.ts', server);
    assert.ok(reached.has('server/browser.ts'));
    const wrong = server.filter(
      ({ file, target, isType }) =>
        reached.has(file) && !isType && (target.startsWith('node:') || /\/node$/.test(target)),
    );
    assert.deepEqual(said(wrong), []);
  });

  test('the client takes types from the server, and data without imports of its own', () => {
    const values = client.filter(({ target, isType }) => target.startsWith('server/') && !isType);
    const wrong = values.filter(({ target }) => server.some(({ file, isType }) => file === target && !isType));
    assert.deepEqual(said(wrong), []);
  });
});

function reachedFrom(start: string, imports: readonly Import[]): Set<string> {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { target, isType } of imports.filter(one => one.file === file)) {
      if (!isType && target.startsWith('server/')) reached.add(target);
    }
  }
  return reached;
}
