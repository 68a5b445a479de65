import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverTask } from '../../server/node/serverArguments.ts';

for (const [args, task] of [
  [['--stdio'], 'serve'],
  [['--stdio', '--clientProcessId=12'], 'serve'],
  [['--socket=6010'], 'serve'],
  [['--socket', '6010'], 'serve'],
  [['--pipe', '/run/x.sock'], 'serve'],
  [['--node-ipc'], 'refuse'],
  [[], 'refuse'],
  [['--stdio', '--socket=1'], 'refuse'],
  [['--socket'], 'refuse'],
  [['--socket=abc'], 'refuse'],
  [['stdio'], 'refuse'],
  [['--version'], 'version'],
  [['--help'], 'help'],
] as const) {
  test(`podseal-language-server ${args.join(' ')}`, () => assert.equal(serverTask(args, false).task, task));
}

test('the channel of Node.js counts if there is one', () =>
  assert.equal(serverTask(['--node-ipc'], true).task, 'serve'));
