import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ShellCommand } from '../../server/parse/shell/model.ts';
import { parseExec, parseShell } from '../../server/parse/shell/parseShell.ts';

const offset = 7;
const parse = (text: string): readonly ShellCommand[] => parseShell(text, offset);
/** What a command's words are in the source. */
const sources = (text: string, command: ShellCommand): string[] =>
  command.words.map(({ span }) => text.slice(span.start - offset, span.end - offset));
const lines = (text: string): string[] => parse(text).map(command => sources(text, command).join(' '));
const tools = (text: string): string[] => parse(text).map(({ tool }) => tool);
const find = (text: string, tool: string): ShellCommand => {
  const command = parse(text).find(one => one.tool === tool);
  assert.ok(command, `${tool} is found in ${text}`);
  return command;
};

describe('words', () => {
  test('stand where the source has them', () => {
    const text = `A=b curl -k "a b" 'c d' e\\ f $X "$(g -h)" \\\n  --long=x >out`;
    const [command] = parse(text);
    assert.ok(command);
    assert.deepEqual(sources(text, command), ['curl', '-k', '"a b"', "'c d'", 'e\\ f', '$X', '"$(g -h)"', '--long=x']);
    assert.deepEqual(
      command.words.map(word => word.text),
      ['curl', '-k', 'a b', 'c d', 'e f', '$X', '$(g -h)', '--long=x'],
    );
    assert.deepEqual(
      command.words.map(word => word.dynamic),
      [false, false, false, false, false, true, true, false],
    );
    assert.deepEqual(
      command.words.map(word => word.quoted),
      [false, false, true, true, false, false, true, false],
    );
    assert.deepEqual(
      command.assignments.map(({ name, value, lasting }) => [name, value.text, lasting]),
      [['A', 'b', false]],
    );
    assert.deepEqual(
      command.redirections.map(({ operator, target }) => [operator, target?.text]),
      [['>', 'out']],
    );
    assert.equal(text.slice(command.span.start - offset, command.span.end - offset), text.slice(0, -5));
  });

  test('a name without its path is the tool', () => {
    assert.deepEqual(tools('/usr/bin/curl x; $X y; "curl" z'), ['curl', '', 'curl']);
  });

  test('text is text', () => {
    assert.deepEqual(lines(`echo 'curl -k' "| sh" # sudo x\nprintf "%s" 'sudo ls'`), [
      `echo 'curl -k' "| sh"`,
      `printf "%s" 'sudo ls'`,
    ]);
  });

  test('lines that end in a carriage return', () => {
    const text = 'curl \\\r\n  -k x\r\nwget y\r\ncat <<EOF\r\nsudo\r\nEOF\r\nls';
    assert.deepEqual(lines(text), ['curl -k x', 'wget y', 'cat', 'ls']);
  });
});

describe('commands are found', () => {
  const cases: [string, string[]][] = [
    ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['( a ); { b; }; ! c; time d', ['a', 'b', 'c', 'd']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for x in $(a); do b; done; while c; do d; done; until e; do f; done', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['case $(a) in x) b;; *) c;; esac; f() { d; }', ['a', 'b', 'c', 'd']],
    ['x=$(a) y=`b` c "$(d)" $\x7bZ:-$(e)} $((1 + $(f)))', ['c', 'a', 'b', 'd', 'e', 'f']],
    ['a <(b) >(c) > >(d) < <(e) <<< "$(f)"', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['[[ -n "$(a)" ]] && [ -n "$(b)" ]', ['a', '[', 'b']],
    ['a `b \\`c\\``', ['a', 'b', 'c']],
    ['find . -exec a {} \\; -o -execdir b {} + -print', ['find', 'a', 'b']],
    [
      `sh -c 'a && b' x; bash -euxo pipefail -c "c \\"d\\" \\$e"; su app -c 'f'`,
      ['sh', 'a', 'b', 'bash', 'c', 'su', 'f'],
    ],
    [`eval a '&& b'; eval "c; $(d)"; sh -c "$X"`, ['eval', 'a', 'b', 'eval', 'd', 'c', '', 'sh', '']],
    [`sh -c 'sh -c "sh -c a"'`, ['sh', 'sh', 'sh', 'a']],
    ['bash <<EOF\na\nEOF\nb', ['bash', 'a', 'b']],
    ['<<EOF\na\nb\nEOF\n', ['', 'a', 'b']],
    ['<<EOF\n#!/usr/bin/env python3\nimport a\nEOF\n', ['']],
    ["python3 <<'EOF'\nimport a\nEOF\ncat <<EOF\n$(b) c\nEOF\n", ['python3', 'cat', 'b']],
    ['bash script.sh <<EOF\na\nEOF\n', ['bash']],
    ['a | while read x; do b; done | c', ['a', 'read', 'b', 'c']],
  ];
  for (const [text, expected] of cases) test(JSON.stringify(text), () => assert.deepEqual(tools(text), expected));

  test('commands that get another name or are held by a variable', () => {
    assert.deepEqual(lines("alias c='curl -k' l='ls -l' d; c x"), [
      "alias c='curl -k' l='ls -l' d",
      'curl -k',
      'ls -l',
      'c x',
    ]);
    const held = 'C="curl -k"; if $C a; then ${D} b; fi; D="wget b"';
    assert.deepEqual(lines(held), ['', 'curl -k', '$C a', '${D} b', '', 'wget b']);
    assert.deepEqual(tools('A="curl -k"; B="rm -r"; "$A" b; echo $B'), ['', '', '', 'echo']);
    assert.deepEqual(lines("bash <<< 'curl -k a; b'; cat <<< 'c d'; bash e <<< 'f'"), [
      'bash',
      'curl -k a',
      'b',
      'cat',
      'bash e',
    ]);
  });

  test('the text of sh -c keeps its places', () => {
    assert.deepEqual(lines(`sh -c 'curl -k x' && sh -c "curl \\"-k\\" \\\\y"`), [
      `sh -c 'curl -k x'`,
      'curl -k x',
      `sh -c "curl \\"-k\\" \\\\y"`,
      'curl \\"-k\\" \\\\y',
    ]);
    assert.deepEqual(lines('x=`a \\`b -k\\``'), ['', 'a \\`b -k\\`', 'b -k']);
    assert.deepEqual(lines('bash <<-EOF\n\tcurl -k x\n\tEOF\n'), ['bash', 'curl -k x']);
  });
});

test('what is printed for a shell is its script', () => {
  const scripts: [string, string[]][] = [
    [`echo "curl -k x" | sudo sh -e; echo -e 'a\\nb' | sh`, ['curl -k x', 'a', 'b']],
    [`printf 'a\\nb 100%%\\n' | bash -s -- x; printf '%s\\n' 'a b' c | sh`, ['a', 'b 100%%', 'a b', 'c']],
    [
      `printf '%s\\n%s' 'a b' c d | sh; printf 'e %s %b\\n' '-f' 'g\\nh' 'i' | sh`,
      ['a b', 'c d', 'e -f g', 'h', 'e i'],
    ],
    [`printf '%s ' a b | sh; printf '%5s' c | sh; printf 'a %s\\n' b | sh`, ['a b']],
    [`echo 'a b' | tee -a f.sh && sh f.sh; echo c | sudo tee /g >&2; . /g`, ['a b', 'c']],
    [
      `echo a > f; echo b > ./f; echo c >> f; sh f; sh f; printf '#!/usr/bin/python\\nd' > g; sh g; echo e > h`,
      ['b', 'c'],
    ],
    ['tee f <<E\na\nE\n{ echo b; echo c; } > g; sh f; sh g; cat <<E | tee h | sh\nd\nE', ['a', 'b', 'c', 'd']],
    ['cat <<E | sh\na $(b)\nE', ['b', 'a $(b)']],
    [`{ echo a; echo b; } | sh; sh < <(echo c); . <(echo d); bash <(printf e)`, ['a', 'b', 'c', 'd', 'e']],
    [`eval "$(echo 'a -b')"; sh -c "$(cat <<'E'\nc\nE\n)"`, ['a -b', 'c']],
    [`echo a | cat; echo b > f | sh; echo c | sh d; printf '%d' e | sh; echo "$f$(g)" | tee h`, ['g']],
  ];
  for (const [text, commands] of scripts) {
    const found = parse(text).filter(({ tool }) => !/^(?:|echo|printf|cat|tee|sh|bash|eval|\.)$/.test(tool));
    assert.deepEqual(found.map(command => sources(text, command).join(' ')).sort(), commands.sort(), text);
  }
});

describe('pipes', () => {
  const links = (text: string): string[] =>
    parse(text).flatMap(from => from.pipesTo.map(to => `${from.tool}|${to.tool}`));
  const cases: [string, string[]][] = [
    ['a | b | c', ['a|b', 'b|c']],
    ['a > f | b; a 2>/dev/null | b; a 2>&1 | b', ['a|b', 'a|b']],
    ['(a; b) | { c; d; }', ['a|c', 'a|d', 'b|c', 'b|d']],
    ['a | tee >(b)', ['a|tee', 'tee|b']],
    ['bash < <(a); a > >(b)', ['a|bash', 'a|b']],
    ['bash <<< "$(a)"', ['a|bash']],
    ['a | if b; then c; fi', ['a|b', 'a|c']],
    ['a |& sudo b', ['a|b']],
    ['a | b < f', []],
    [`sh -c 'a' | b`, ['sh|b', 'a|b']],
  ];
  for (const [text, expected] of cases) test(text, () => assert.deepEqual(links(text), expected));
});

describe('wrappers', () => {
  const cases: [string, string][] = [
    ['sudo -u app -E curl x', 'curl x'],
    ['sudo A=b curl', 'curl'],
    ['sudo --user app -- curl', 'curl'],
    ['sudo -uapp curl', 'curl'],
    ['env -i -u X A=b C="d e" curl', 'curl'],
    ['exec env sudo curl', 'curl'],
    ['timeout -k 5 -s KILL 10s nice -n 5 ionice -c 3 nohup setsid curl', 'curl'],
    ['xargs -0 -n 1 curl -k', 'curl -k'],
    ['gosu app su-exec x:y chroot /mnt doas -u z curl', 'curl'],
    ['runuser -u app -- curl', 'curl'],
    ['runuser app -c true', 'runuser app -c true'],
    ['unshare -r -n systemd-run --user -p A=b flatpak-spawn --host curl', 'curl'],
    ['command curl', 'curl'],
    ['busybox wget x', 'wget x'],
    ['command -v curl', 'command -v curl'],
    ['sudo -l', 'sudo -l'],
    ['sudo', 'sudo'],
    ['env', 'env'],
    ['exec', 'exec'],
    ['sudo $X y', '$X y'],
    ['constructor x', 'constructor x'],
  ];
  for (const [text, expected] of cases) {
    test(text, () => {
      const command = parse(text)[0];
      assert.ok(command?.name);
      assert.equal([command.name, ...command.args].map(word => word.text).join(' '), expected);
    });
  }

  test('keep their words and places', () => {
    const text = 'sudo -u app  env A="0" curl';
    const { wrappers, assignments } = find(text, 'curl');
    assert.deepEqual(
      wrappers.map(({ name, span }) => [name, text.slice(span.start - offset, span.end - offset)]),
      [
        ['sudo', 'sudo -u app  '],
        ['env', 'env A="0" '],
      ],
    );
    const [assignment] = assignments;
    assert.ok(assignment);
    assert.equal(assignment.value.text, '0');
    assert.equal(text.slice(assignment.span.start - offset, assignment.span.end - offset), 'A="0"');
    assert.equal(text.slice(assignment.value.span.start - offset, assignment.value.span.end - offset), '"0"');
  });

  test('export lasts', () => {
    const [command] = parse('export A=0 B C="1"');
    assert.deepEqual(
      command?.assignments.map(({ name, value, lasting }) => [name, value.text, lasting]),
      [
        ['A', '0', true],
        ['C', '1', true],
      ],
    );
  });
});

describe('places', () => {
  test('a substitution knows its command and word', () => {
    const { within, captured } = find('sh -c "$(curl x)"', 'curl');
    assert.equal(within?.how, 'substitution');
    assert.equal(within?.command?.tool, 'sh');
    assert.equal(within?.word?.text, '$(curl x)');
    assert.equal(captured, true);
    assert.equal(find('a "$(curl x | jq .)"', 'curl').captured, false);
    assert.equal(find('a "$(curl x > f)"', 'curl').captured, false);
    assert.equal(find('bash <(curl x)', 'curl').within?.how, 'input');
    assert.equal(find('curl x > >(sh)', 'sh').within?.how, 'output');
    assert.equal(find(`sh -c 'curl x'`, 'curl').within?.how, 'script');
    assert.equal(find('sh <<E\ncurl x\nE\n', 'curl').within?.how, 'document');
    assert.equal(find('find -exec curl {} +', 'curl').within?.how, 'argument');
    assert.equal(find('curl x', 'curl').within, undefined);
  });

  test('nesting', () => {
    assert.deepEqual(find('if a; then for x in y; do ( curl & ); done; fi', 'curl').nesting, [
      'if',
      'for',
      'subshell',
      'background',
    ]);
    assert.deepEqual(find('f() { while a; do curl; done; }', 'curl').nesting, ['function', 'group', 'while']);
  });
});

describe('exec form', () => {
  const exec = (json: string) => {
    const words = [...json.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ 0: text, index }) => ({
      value: JSON.parse(text) as string,
      span: { start: index, end: index + text.length },
    }));
    return parseExec(words, json).map(command => ({
      tool: command.tool,
      words: command.words.map(({ span }) => json.slice(span.start, span.end)),
    }));
  };

  test('is one command', () => {
    assert.deepEqual(exec('["sudo", "curl", "-k", "| sh"]'), [
      { tool: 'curl', words: ['"sudo"', '"curl"', '"-k"', '"| sh"'] },
    ]);
    assert.deepEqual(exec('[]'), []);
  });

  test('with a shell, is that shell’s text', () => {
    assert.deepEqual(exec('["/bin/sh", "-c", "curl -k \\"x y\\" | \\u0073h"]').slice(1), [
      { tool: 'curl', words: ['curl', '-k', '\\"x y\\"'] },
      { tool: 'sh', words: ['\\u0073h'] },
    ]);
  });
});
