import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Span } from '../../server/core/span.ts';
import { containerfile } from '../../server/rules/containerfile/kind.ts';
import { instruction, modelOf, parse } from '../support/containerfile.ts';

const keywords = (text: string) => parse(text).instructions.map(({ keyword }) => keyword);
const words = (text: string, keyword = text.split(' ')[0] ?? '') =>
  instruction(parse(text), keyword).words.map(({ value }) => value);
const slice = (text: string, span: Span | undefined) => span && text.slice(span.start, span.end);

describe('cutting a Containerfile into instructions', () => {
  test('continuations, with comments and blank lines inside', () => {
    const text = 'FROM a\nRUN one \\\n  # two\n\n   three \\  \n\tfour\nCMD x\n';
    const file = parse(text);
    assert.deepEqual(keywords(text), ['FROM', 'RUN', 'CMD']);
    assert.equal(slice(text, instruction(file, 'RUN').span), 'RUN one \\\n  # two\n\n   three \\  \n\tfour');
    assert.deepEqual(words(text, 'RUN'), ['one', 'three', 'four']);
  });

  test('a comment between instructions does not continue, whatever it ends with', () => {
    assert.deepEqual(keywords('# a \\\nFROM x\n#\\\n  # b\nRUN y\n'), ['FROM', 'RUN']);
  });

  test('a continuation joins without a blank, even within a word and a keyword', () => {
    assert.deepEqual(words('FROM al\\\npine\n'), ['alpine']);
    const text = 'FR\\\nOM x\n';
    const [from] = parse(text).instructions;
    assert.equal(from?.keyword, 'FROM');
    assert.equal(slice(text, from?.keywordSpan), 'FR\\\nOM');
  });

  test('the last of two backslashes continues the line', () => {
    assert.deepEqual(keywords('LABEL a=b\\\\\nRUN x\n'), ['LABEL']);
  });

  test('a continuation at the end of the file', () => {
    assert.deepEqual(words('FROM a\nRUN x \\\n', 'RUN'), ['x']);
    assert.deepEqual(words('FROM a\nRUN x \\\n# c', 'RUN'), ['x']);
    assert.deepEqual(keywords('FROM a\n\\\n'), ['FROM']);
  });

  test('the escape directive counts only where Podman reads it', () => {
    const run = '\nRUN a `\n  b\nRUN c\\\n';
    assert.deepEqual(keywords(`# escape=\`${run}`), ['RUN', 'RUN']);
    assert.deepEqual(keywords(`#  ESCAPE = \`${run}`), ['RUN', 'RUN']);
    assert.deepEqual(keywords(`# syntax=docker/dockerfile:1\n# escape=\`${run}`), ['RUN', 'B', 'RUN']);
    assert.deepEqual(keywords(`# hello\n# escape=\`${run}`), ['RUN', 'B', 'RUN']);
    assert.deepEqual(keywords(`\n# escape=\`${run}`), ['RUN', 'B', 'RUN']);
  });

  test('the escape character is set once, and by a directive with a value', () => {
    const kinds = (text: string) => parse(text).problems.map(({ kind }) => kind);
    assert.deepEqual(kinds('# escape=`\n# escape=\\\nFROM a\n'), ['repeated-escape']);
    assert.deepEqual(kinds('# escape=\n# escape=x\nFROM a\n'), []);
    assert.deepEqual(kinds('# escape=`\n# more\n# escape=x\nFROM a\n'), []);
  });

  test('a wrong escape directive is a problem', () => {
    const text = '# escape=x\nFROM a\n';
    const [problem] = parse(text).problems;
    assert.equal(problem?.kind, 'invalid-escape');
    assert.equal(slice(text, problem?.span), 'x');
  });

  test('directives are kept, also those that Podman does not know', () => {
    const text = '# syntax=docker/dockerfile:1\n# check=skip=all\n# escape=`\nFROM a\n';
    assert.deepEqual(
      parse(text).directives.map(({ name, value }) => [name, value]),
      [
        ['syntax', 'docker/dockerfile:1'],
        ['check', 'skip=all'],
        ['escape', '`'],
      ],
    );
    assert.equal(slice(text, parse(text).directives[1]?.valueSpan), 'skip=all');
  });

  test('byte order mark and CRLF', () => {
    const text = '\uFEFF# escape=`\r\nFROM a `\r\n  AS b\r\nUSER x\r\n';
    const file = parse(text);
    assert.equal(file.escape, '`');
    assert.equal(file.stages[0]?.name?.value, 'b');
    assert.equal(slice(text, instruction(file, 'USER').span), 'USER x');
  });

  test('a CR alone ends no line', () => {
    assert.deepEqual(keywords('FROM a\rRUN b\n'), ['FROM']);
  });

  test('unknown and half-typed instructions are kept', () => {
    assert.deepEqual(keywords('FROM\nRUM x\nC\nUSER\n'), ['FROM', 'RUM', 'C', 'USER']);
    assert.deepEqual(words('FROM a\nUSER\n', 'USER'), []);
    assert.equal(parse('FROM\n').stages[0]?.base, undefined);
  });

  test('a template has no instructions', () => {
    assert.deepEqual(keywords('{{ header }}\nFROM a\n'), []);
    assert.deepEqual(keywords('FROM a\n  {% if x %}\nRUN y\n'), []);
    assert.deepEqual(keywords('FROM a\nRUN echo {{ x }}\n'), ['FROM', 'RUN']);
    assert.deepEqual(keywords('FROM a\nCOPY <<EOF /x.j2\n{{ x }}\nEOF\nUSER y\n'), ['FROM', 'COPY', 'USER']);
  });
});

describe('heredocs', () => {
  const bodies = (text: string) =>
    parse(text).instructions.flatMap(({ heredocs }) => heredocs.map(({ body }) => slice(text, body)));

  test('their bodies are no instructions', () => {
    const text = 'FROM a\nRUN <<EOF\nFROM fake\nEOF\nCMD x\n';
    assert.deepEqual(keywords(text), ['FROM', 'RUN', 'CMD']);
    assert.deepEqual(bodies(text), ['FROM fake\n']);
    assert.equal(slice(text, instruction(parse(text), 'RUN').span), 'RUN <<EOF\nFROM fake\nEOF');
  });

  for (const [opening, closing] of [
    ['3<<EOF', 'EOF'],
    ['<<"EOF"', 'EOF'],
    ["<<'E F'", 'E F'],
    ['<<-EOF', '\t\tEOF'],
    ['0<<-"EOF"', 'EOF'],
    ['<< EOF', 'EOF'],
    ['3<<  "EOF"', 'EOF'],
  ] as const) {
    test(`${opening} is one`, () => {
      const text = `FROM a\nRUN cat ${opening} > f\n\tRUN b\n${closing}\nCMD x\n`;
      assert.deepEqual(bodies(text), ['\tRUN b\n']);
      assert.deepEqual(keywords(text), ['FROM', 'RUN', 'CMD']);
      const { heredocs } = instruction(parse(text), 'RUN');
      assert.equal(slice(text, heredocs[0]?.span), opening);
      assert.equal(heredocs[0]?.expands, !/["']/.test(opening));
    });
  }

  for (const line of [
    'RUN echo "a <<EOF b"',
    "RUN echo '<<EOF'",
    'RUN cat <<<EOF',
    'RUN cat <<< EOF',
    'RUN cat <<- EOF',
    'RUN cat << <<EOF',
    'RUN cat <<EOF<<B',
    "RUN echo it's <<EOF",
    'RUN echo $((1<<3)) $(( 1 <<3 ))',
    'RUN echo $((1 <<3))',
    'RUN ["cat", "<<EOF"]',
    'RUN --network=none ["cat <<EOF"] # c',
    'RUN cat<<EOF',
    'ENV A=<<EOF',
    'CMD <<EOF',
    'RUN (cat <<EOF)',
  ]) {
    test(`none in ${line}`, () => {
      assert.deepEqual(bodies(`FROM a\n${line}\nUSER b\n`), []);
      assert.equal(parse(`FROM a\n${line}\nUSER b\n`).instructions.length, 3);
    });
  }

  test('what Podman takes for one without anybody meaning it is a problem, and takes nothing along', () => {
    for (const [line, word] of [
      ['RUN echo $((1 <<3))', '<<3))'],
      ['RUN (cat <<EOF)', '<<EOF)'],
      ['RUN cat <<EOF;', '<<EOF;'],
    ] as const) {
      const text = `FROM a\n${line}\nUSER b\n`;
      assert.deepEqual(
        parse(text).problems.map(({ span }) => slice(text, span)),
        [word],
      );
    }
  });

  test('several in one line, and behind a continuation', () => {
    const text = 'FROM a\nCOPY <<one \\\n  <<two /x/\n1\none\n2\ntwo\nRUN y\n';
    assert.deepEqual(bodies(text), ['1\n', '2\n']);
    assert.deepEqual(keywords(text), ['FROM', 'COPY', 'RUN']);
  });

  test('in an ONBUILD', () => {
    const text = 'FROM a\nONBUILD RUN <<EOF\nFROM b\nEOF\nCMD x\n';
    assert.deepEqual(keywords(text), ['FROM', 'ONBUILD', 'CMD']);
    assert.equal(instruction(parse(text), 'RUN').heredocs.length, 1);
  });

  test('CRLF, and a terminator without a line break', () => {
    assert.deepEqual(bodies('FROM a\r\nRUN <<EOF\r\nx\r\nEOF\r\nUSER b\r\n'), ['x\r\n']);
    assert.deepEqual(bodies('FROM a\nRUN <<EOF\nx\nEOF'), ['x\n']);
    assert.deepEqual(bodies('FROM a\nRUN <<EOF\nEOF'), ['']);
  });

  test('an open one takes the rest, and is a problem', () => {
    const text = 'FROM a\nRUN cat <<EOF > f\nUSER b\n EOF\n';
    assert.deepEqual(keywords(text), ['FROM', 'RUN']);
    assert.deepEqual(bodies(text), ['USER b\n EOF\n']);
    const [problem] = parse(text).problems;
    assert.equal(problem?.kind, 'unterminated-heredoc');
    assert.equal(slice(text, problem?.span), '<<EOF');
  });

  test('a body that the shell runs has a shell text', () => {
    const text = 'FROM a\nRUN --network=none <<EOF\r\nx\r\nEOF\nRUN cat <<EOF\ny\nEOF\n';
    const [, script, data] = parse(text).instructions;
    assert.deepEqual(script?.heredocs[0]?.shellText, { text: 'x \n', start: text.indexOf('x') });
    assert.equal(data?.heredocs[0]?.shellText, undefined);
  });
});

describe('the parts of an instruction', () => {
  test('several flags, and -- in a command is none', () => {
    const text = 'RUN --mount=type=cache,target=/x --network="none" foo--bar --insecure x\n';
    const run = instruction(parse(text), 'RUN');
    assert.deepEqual(
      run.flags.map(({ name, value, valueSpan }) => [name, value, slice(text, valueSpan)]),
      [
        ['mount', 'type=cache,target=/x', 'type=cache,target=/x'],
        ['network', 'none', '"none"'],
      ],
    );
    assert.deepEqual(words(text), ['foo--bar', '--insecure', 'x']);
    assert.equal(run.shellText?.text, 'foo--bar --insecure x');
  });

  test('the options of a mount', () => {
    const options = (text: string) =>
      instruction(parse(text), 'RUN')
        .flags.flatMap(flag => flag.options)
        .map(({ name, value, valueSpan }) => [name, value, slice(text, valueSpan)]);
    assert.deepEqual(options('FROM a\nRUN --mount=type=bind,from=a=b,,ro x'), [
      ['type', 'bind', 'bind'],
      ['from', 'a=b', 'a=b'],
      ['ro', undefined, undefined],
    ]);
    assert.deepEqual(options('RUN --mount="id=x" y'), [['id', 'x', '--mount="id=x"']]);
    assert.deepEqual(options('RUN --mount=type=bind,\\\nfrom=b y')[1], ['from', 'b', 'b']);
  });

  test('a flag without a value, and half-typed ones', () => {
    const { flags } = instruction(parse('COPY --link --chown= --from'), 'COPY');
    assert.deepEqual(
      flags.map(({ name, value }) => [name, value]),
      [
        ['link', undefined],
        ['chown', ''],
        ['from', undefined],
      ],
    );
  });

  test('ENV, ARG and LABEL', () => {
    const pairs = (text: string) =>
      parse(text).instructions.flatMap(each => each.pairs.map(({ name, value }) => [name, value]));
    assert.deepEqual(pairs('ENV A=1 B="x y" \\\n  # c\n  C=\'q w\' D=a\\ b E=a"b c"d F='), [
      ['A', '1'],
      ['B', 'x y'],
      ['C', 'q w'],
      ['D', 'a b'],
      ['E', 'ab cd'],
      ['F', ''],
    ]);
    assert.deepEqual(pairs('ENV key some  value'), [['key', 'some  value']]);
    assert.deepEqual(pairs('ARG A=1 B'), [
      ['A', '1'],
      ['B', undefined],
    ]);
    assert.deepEqual(pairs('LABEL "a b"="c" d.e=f'), [
      ['a b', 'c'],
      ['d.e', 'f'],
    ]);
    // The escape character keeps the word together; only a backslash goes away.
    assert.deepEqual(pairs('# escape=`\nENV A=x` y B=C:\\d'), [
      ['A', 'x` y'],
      ['B', 'C:d'],
    ]);
  });

  test('the place of a value', () => {
    const text = 'FROM a\nENV A=1 \\\n  TOKEN="x\\\ny"\n';
    const [, pair] = instruction(parse(text), 'ENV').pairs;
    assert.equal(slice(text, pair?.nameSpan), 'TOKEN');
    assert.equal(slice(text, pair?.valueSpan), '"x\\\ny"');
    assert.equal(pair?.raw, '"xy"');
    assert.equal(pair?.value, 'xy');
  });

  test('the exec form', () => {
    const json = (text: string) => instruction(parse(text), text.split(' ')[0] ?? '').json?.map(({ value }) => value);
    assert.deepEqual(json('CMD ["a", "b c", "\\u0041\\"" ]'), ['a', 'b c', 'A"']);
    assert.deepEqual(json('CMD ["a"] # comment'), ['a']);
    assert.deepEqual(json('CMD []'), []);
    assert.deepEqual(json('RUN --network=none ["a"]'), ['a']);
    assert.deepEqual(json('HEALTHCHECK --interval=1s CMD ["a"]'), ['a']);
    assert.deepEqual(words('COPY --link ["a b", "/c d/"]'), ['a b', '/c d/']);
    for (const shellForm of [
      "CMD ['a']",
      'CMD ["a"',
      'CMD [a]',
      'CMD ["a" "b"]',
      'CMD ["a",]',
      'CMD [1]',
      'CMD [ -d x ]',
    ])
      assert.equal(json(shellForm), undefined, shellForm);
  });

  test('one argument with blanks', () => {
    assert.deepEqual(words('USER  app : grp '), ['app : grp']);
    assert.deepEqual(words('WORKDIR "/a b"'), ['/a b']);
  });

  test('ONBUILD', () => {
    const text = 'FROM a\nONBUILD COPY --from=x \\\n  y /z\nONBUILD\n';
    const copy = instruction(parse(text), 'COPY');
    assert.equal(slice(text, copy.flag('from')?.valueSpan), 'x');
    assert.deepEqual(
      copy.words.map(({ value }) => value),
      ['y', '/z'],
    );
    assert.equal(parse(text).instructions[2]?.inner, undefined);
  });
});

describe('the shell text', () => {
  const shellText = (text: string, keyword = 'RUN') => instruction(parse(text), keyword).shellText;

  test('has the length of what it covers, without what the shell never sees', () => {
    const text = 'FROM a\nRUN --network=none a &&  \\ \n  # comment\n\n b\nUSER x\n';
    const shell = shellText(text);
    assert.equal(shell?.text, 'a &&   \\\n              b');
    assert.equal(
      text.slice(shell?.start, (shell?.start ?? 0) + (shell?.text.length ?? 0)),
      'a &&  \\ \n  # comment\n\n b',
    );
  });

  test('CRLF and the other escape character', () => {
    assert.equal(shellText('# escape=`\r\nRUN a `\r\n  b\\\r\n')?.text, 'a  \\\n  b\\');
  });

  test('heredocs stay where a shell expects them', () => {
    assert.equal(shellText('RUN bash <<EOF && x\na\nEOF\nUSER y\n')?.text, 'bash <<EOF && x\na\nEOF');
  });

  test('only of what a shell reads', () => {
    assert.equal(shellText('RUN ["a"]'), undefined);
    assert.equal(shellText('RUN'), undefined);
    assert.equal(shellText('COPY a b', 'COPY'), undefined);
    assert.equal(shellText('HEALTHCHECK NONE', 'HEALTHCHECK'), undefined);
    assert.deepEqual(shellText('HEALTHCHECK --retries=3 cmd curl x', 'HEALTHCHECK'), { text: 'curl x', start: 28 });
    assert.equal(shellText('ENTRYPOINT a b', 'ENTRYPOINT')?.text, 'a b');
  });
});

describe('stages', () => {
  test('names, parents and the final one', () => {
    const { stages, finalStage } = parse('ARG V=1\nFROM a:$V AS one\nRUN x\nFROM one as two\nFROM scratch\nFROM TWO\n');
    assert.deepEqual(
      stages.map(({ name }) => name?.value),
      ['one', 'two', undefined, undefined],
    );
    assert.deepEqual(
      stages.map(({ parent }) => parent?.index),
      [undefined, 0, undefined, undefined],
    );
    assert.equal(finalStage?.index, 3);
  });

  test('a parent may be named by a variable', () => {
    const { stages } = parse('ARG V=dev\nFROM a AS base-dev\nFROM b AS base-prod\nFROM base-${V}\nFROM base-$X\n');
    assert.deepEqual(
      stages.map(({ parent }) => parent?.index),
      [undefined, undefined, 0, undefined],
    );
  });

  test('of two with the same name the later one counts', () => {
    const { stages } = parse('FROM a AS x\nFROM b AS x\nFROM x\n');
    assert.equal(stages[2]?.parent?.index, 1);
  });

  test('--from finds an earlier stage by name and number', () => {
    const file = parse('FROM a AS x\nFROM b\nFROM c AS x\n');
    assert.equal(file.stageNamed('x', file.stages[1])?.index, 0);
    assert.equal(file.stageNamed('0', file.stages[1])?.index, 0);
    assert.equal(file.stageNamed('1', file.stages[1]), undefined);
  });
});

describe('comments', () => {
  const covered = (text: string) => modelOf(text).units[0]?.comments.map(({ covers }) => slice(text, covers));

  test('hold for the whole instruction below', () => {
    assert.deepEqual(covered('# a\n\n# b\nRUN x \\\n  # c\n  y <<E\n# d\nE\n# e\n'), [
      'RUN x \\\n  # c\n  y <<E\n# d\nE',
      'RUN x \\\n  # c\n  y <<E\n# d\nE',
      undefined,
      undefined,
    ]);
  });

  test('of hadolint hold for their stage', () => {
    const text = '# hadolint stage ignore=DL3002\nFROM a\nUSER root\nFROM b\n# hadolint stage ignore=DL3001\nRUN x\n';
    assert.deepEqual(covered(text), ['FROM a\nUSER root', 'FROM b\n# hadolint stage ignore=DL3001\nRUN x']);
  });
});

describe('what a Containerfile is', () => {
  const claims = (path: string, languageId?: string) => containerfile.claims({ path, text: '', languageId });

  for (const name of [
    'Containerfile',
    'Dockerfile',
    'Containerfile.dev',
    'dockerfile.prod',
    'a.containerfile',
    'x.Dockerfile',
    'Containerfile.in',
    'web.containerfile.in',
    'Dockerfile-alpine',
    'Containerfile_test',
  ])
    test(name, () => assert.equal(claims(`/src/${name}`), true));

  for (const name of [
    'Containerfile.j2',
    'Dockerfile.tmpl',
    'Dockerfile.mustache',
    'Dockerfile.sh',
    'dockerfile-lint',
    'Containerfile.orig',
    '.containerignore',
    'Containerfile.containerignore',
    'Dockerfile.dockerignore',
    'containerfiles',
    'dockerfile.test.ts',
    'Dockerfile.md',
    'README.md',
  ])
    test(`not ${name}`, () => assert.equal(claims(`/src/${name}`), false));

  test('by the language of the editor', () => {
    assert.equal(claims('/src/build', 'dockerfile'), true);
    assert.equal(claims('/src/.dockerignore', 'dockerfile'), false);
  });
});
