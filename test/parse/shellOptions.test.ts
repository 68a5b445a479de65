import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type OptionForm, optionRemoval, optionsOf } from '../../server/parse/shell/options.ts';
import { parseShell } from '../../server/parse/shell/parseShell.ts';

const curl: OptionForm = { valued: 'oHX', valuedLong: ['--header'] };
/** What a Containerfile's parser does with comments and blanks behind a backslash. */
const masked = (text: string): string =>
  text.replace(/\n +#.*\n/g, line => `\n${' '.repeat(line.length - 1)}`).replace(/\\ \n/g, ' \\\n');
const options = (text: string, form: OptionForm = curl) => optionsOf(parseShell(masked(text), 0)[0]?.args ?? [], form);
const read = (text: string, form?: OptionForm): string[] =>
  options(text, form).map(({ name, value }) => (value === undefined ? name : `${name} ${value}`));

describe('options are read', () => {
  const cases: [string, string[], OptionForm?][] = [
    ['curl -fsSLk x', ['-f', '-s', '-S', '-L', '-k']],
    ['curl -ofile -XPOST -k x', ['-o file', '-X POST', '-k']],
    ['curl -sofile -k x', ['-s', '-o file', '-k']],
    ['curl -o -k -H "-k" --header -k x', ['-o -k', '-H -k', '--header -k']],
    ['curl -so - x -k', ['-s', '-o -', '-k']],
    ['curl --a=b --header=c --d x', ['--a b', '--header c', '--d']],
    ['curl -k -- -s', ['-k']],
    ['curl - x', []],
    ['curl -o', ['-o']],
    ['lynx -source -Dx=y z', ['-source', '-Dx y'], { singleDash: true }],
    ['podman -k run -s', ['-k'], { operandsEnd: true }],
  ];
  for (const [text, expected, form] of cases) test(text, () => assert.deepEqual(read(text, form), expected));

  test('at their places', () => {
    const text = 'curl -fsk -o f --header=x "-k" \'-ab\'';
    assert.deepEqual(
      options(text).map(({ at }) => text.slice(at.start, at.end)),
      ['f', 's', 'k', '-o f', '--header=x', '"-k"', "'-ab'", "'-ab'"],
    );
  });
});

describe('an option is deleted', () => {
  const without = (text: string, name: string): string | undefined => {
    const option = options(text).find(one => one.name === name);
    assert.ok(option);
    const span = optionRemoval(text, option);
    return span && text.slice(0, span.start) + text.slice(span.end);
  };
  const cases: [string, string, string | undefined][] = [
    ['curl -fsSLk x', '-k', 'curl -fsSL x'],
    ['curl -kfs x', '-k', 'curl -fs x'],
    ['curl "-fk" x', '-k', 'curl "-f" x'],
    ['curl -k x', '-k', 'curl x'],
    ['curl x -k', '-k', 'curl x'],
    ['curl -o file x', '-o', 'curl x'],
    ['curl --header=a x', '--header', 'curl x'],
    ['curl \\\n  -k \\\n  x', '-k', 'curl \\\n  x'],
    ['curl \\\r\n  x \\\r\n  -k', '-k', 'curl \\\r\n  x'],
    ['curl \\\n  # why\n  -k \\\n  x', '-k', 'curl \\\n  # why\n  x'],
    ['curl x \\\n  # why\n  -k', '-k', 'curl x'],
    ['curl x \\ \n  -k\nwget', '-k', 'curl x\nwget'],
    ['curl -so f x', '-o', undefined],
    ['curl -f"k" x', '-k', undefined],
  ];
  for (const [text, name, expected] of cases)
    test(JSON.stringify(text), () => assert.equal(without(text, name), expected));
});
