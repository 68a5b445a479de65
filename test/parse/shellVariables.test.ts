import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { readShell } from '../../server/parse/shell/parseShell.ts';

const environment = new Map([
  ['K', '-k'],
  ['LIST', ' -s  -k --max-time 3 '],
  ['CALL', 'curl -k'],
]);

/** What a real shell gives to curl, a line for each call. */
function realCalls(script: string): string[] {
  const told = `curl() { printf '%s ' "$@"; echo; }\n${script}`;
  const env = { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(environment) };
  return execFileSync('sh', ['-c', told], { env, encoding: 'utf8' }).trimEnd().split('\n').sort();
}

const seenCalls = (script: string): string[] =>
  readShell(script, 0, { environment })
    .commands.filter(({ tool }) => tool === 'curl')
    .map(({ args }) =>
      args
        .map(({ text }) => `${text} `)
        .join('')
        .trimEnd(),
    )
    .sort();

const same = (script: string) =>
  assert.deepEqual(
    seenCalls(script),
    realCalls(script).map(line => line.trimEnd()),
    script,
  );

test('what a variable holds is what a shell puts in its place', () => {
  for (const script of [
    'curl $K a; curl "$K" a; curl ${K} "${K}"',
    'curl $LIST a',
    '$CALL a; (cd / && $CALL b)',
    'X=-q; curl $X a; if true; then curl "$X" b; fi',
    'export X="-q -r" && echo "$(curl $X a)"',
    'f() { curl $K a; }; f',
    'K=-s curl $K a',
    'for i in 1; do curl $K b; done | cat',
    'curl $K a # $LIST',
  ])
    same(script);
});

test('what a script may change is not known', () => {
  for (const script of [
    'K=; curl $K a',
    'unset K; curl $K a',
    'read K; curl $K a',
    'for K in -a; do curl $K b; done',
    'X=-a; X=-b; curl $X c',
    'if true; then X=-a; fi; curl $X c',
    '[ "$A" ] && X=-a; curl $X c',
    'true || X=-a; curl $X c',
    'curl $X c; X=-a',
    '(X=-a); curl $X c',
    'X=$(a); curl $X c',
    "X=-a; sh -c 'curl $X c'",
    'curl ${K#-} c',
  ]) {
    const [call] = readShell(script, 0, { environment }).commands.filter(({ tool }) => tool === 'curl');
    assert.ok(call?.args[0]?.dynamic, script);
  }
});

test('it stands where the variable does, and is not to be edited', () => {
  const [call] = readShell('curl $LIST a', 7, { environment }).commands;
  assert.deepEqual(
    call?.args.map(({ span, isHeld }) => [span.start, span.end, isHeld ?? false]),
    [...Array.from({ length: 4 }, () => [12, 17, true]), [18, 19, false]],
  );
});
