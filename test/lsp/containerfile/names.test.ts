import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DocumentHighlight, Location, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { applyEdits } from '../../../server/core/fix.ts';
import { say } from '../../../server/core/text.ts';
import { nameAt } from '../../../server/lsp/containerfile/names.ts';
import { stageUses } from '../../../server/lsp/containerfile/stageNames.ts';
import { parse } from '../../support/containerfile.ts';
import { mark, unmark } from '../../support/marked.ts';
import { random } from '../../support/random.ts';
import { Opened } from '../support/containerfileClient.ts';

/** Marks the places of the name that stands at the first mark. */
function places(marked: string): string {
  const { text, spans } = unmark(marked);
  const named = nameAt(parse(text), spans[0]?.start ?? 0);
  return mark(
    text,
    [...(named?.places ?? [])].map(({ span }) => span),
  );
}

const same = (marked: string) => assert.equal(places(marked), marked);

/** The text after the name at the first mark is changed, or why it is not. */
function renamed(marked: string, to: string): string {
  const { text, spans } = unmark(marked);
  const named = nameAt(parse(text), spans[0]?.start ?? 0);
  const edits = named?.isFixed ?? named?.rename(to) ?? [];
  return 'text' in edits ? say(edits, 'en') : applyEdits(text, edits);
}

describe('the places of a variable', () => {
  test('in the words of instructions, in flags and in defaults', () => {
    same(
      [
        'FROM a AS base',
        'ARG «V»=1',
        'ENV A=$«V» B="${«V»:-$«V»}" C=\'$V\' D=\\$V',
        'COPY --from=${«V»} --chown=$«V» ["x $«V»", "/y"]',
        'LABEL v=${«V»#x} w=$VV $«V»=1\nENV A$«V»=1',
        'WORKDIR /a/$«V»/b\nUSER $«V»:$«V»\nEXPOSE $«V»/tcp\nVOLUME ["/$«V»"]\nSTOPSIGNAL $«V»',
        '',
      ].join('\n'),
    );
  });

  test('in what a shell runs', () => {
    same(
      [
        'FROM a',
        'ARG «V»',
        "RUN echo $«V» '$V' \\$V \"$«V» '$«V»'\" # $V",
        'RUN a ${«V»%.*} $(b $«V») `c $«V»` && \\',
        '  # not $V\n    d "$«V»"',
        "RUN sh -c 'echo $«V»' && echo $(( «V» + $«V» + ${«V»} )); printenv «V»",
        'RUN ["echo", "$V"]\nRUN ["sh", "-c", "echo $«V»"]',
        'RUN V=2 make && «V»=3 && echo $«V»\nRUN for «V» in a; do echo $«V»; done',
        '',
      ].join('\n'),
    );
  });

  test('in heredocs by their quoting', () => {
    same('FROM a\nENV «V»=1\nRUN cat <<EOF\n$«V» \\$V\nEOF\n');
    same("FROM a\nENV «V»=1\nRUN cat <<'EOF'\n$V\nEOF\n");
    same('FROM a\nENV «V»=1\nRUN <<EOF\necho "$«V>" \'$V\'\nEOF\n'.replace('«V>', '«V»'));
    same('FROM a\nENV «V»=1\nRUN <<EOF\n#!/usr/bin/env python3\nprint("$V")\nEOF\n');
    same('FROM a\nENV «V»=1\nCOPY <<EOF /x\n$«V» \\$V \'$V\' "$«V»"\nEOF\n');
    same('FROM a\nENV «V»=1\nCOPY <<"EOF" /x\n$V\nEOF\n');
  });

  test('a global and its redeclarations are one, in all stages; others are not', () => {
    same('ARG «V»=1\nFROM a:$«V» AS x\nARG «V»\nRUN echo $«V»\nFROM b\nRUN echo $V\nFROM c\nARG «V»=2\nRUN $«V»\n');
    same('FROM a AS x\nARG «V»\nRUN $«V»\nFROM b\nARG V\nRUN $V\n');
    same('ARG V\nFROM a\nENV «V»=1\nRUN $«V»\n');
  });

  test('a stage has the variables of the one it is built on', () => {
    same('FROM a AS x\nENV «V»=1\nFROM x AS y\nRUN $«V»\nFROM y\nENV «V»=${«V»}2\nFROM b\nRUN $V\n');
  });

  test('what stands before the declaration is somebody else’s', () => {
    same('FROM a\nRUN echo $V\nENV «V»=x:$V\nENV W=$«V»\n');
    same('ARG V=$V\nARG «V»=1\nFROM $«V»\n'.replace('ARG V=$V\n', ''));
  });

  test('a container knows of ENV alone, and of every ENV', () => {
    same('FROM a\nARG «V»\nCMD echo $V\n');
    same('FROM a\nENV «V»=1\nCMD echo $«V»\nHEALTHCHECK CMD x $«V»\nENTRYPOINT ["x", "$V"]\n');
  });

  test('no other shell is read', () => {
    same('FROM a\nENV «V»=1\nSHELL ["pwsh", "-c"]\nRUN echo $V\n');
  });

  test('behind ONBUILD, with CRLF, with another escape character, over two lines', () => {
    same('FROM a\r\nENV «V»=1\r\nONBUILD COPY $«V» /\r\n');
    same('# escape=`\nFROM a\nENV «V»=1\nRUN echo `\n  $«V»\n');
    same('FROM a\nENV «V»=1\nCOPY a$«V»b\\\n/$«V» /\n'.replace('$«V»b', '${«V»}b'));
  });
});

describe('the places of a stage', () => {
  test('in FROM, --from= and mounts; also by number', () => {
    same(
      'FROM a AS «b»\nFROM «b» AS c\nCOPY --from=«b» --chown=1 /x /y\nRUN --mount=type=bind,from=«b»,target=/x cat\nCOPY --from=«0» / /\nCOPY --from=B / /\nRUN echo b\n',
    );
  });

  test('of two stages with one name, what is behind the second means the second', () => {
    same('FROM a AS «b»\nFROM «b»\nFROM c AS b\nFROM b\n');
  });
});

describe('a new name', () => {
  test('stands everywhere', () => {
    assert.equal(renamed('ARG «V»=1\nFROM a:${V}\nARG V\nRUN $V\n', 'W'), 'ARG W=1\nFROM a:${W}\nARG W\nRUN $W\n');
    assert.equal(
      renamed('FROM a AS «b»\nFROM b\nCOPY --from=b / /\nCOPY --from=0 / /\n', 'c'),
      'FROM a AS c\nFROM c\nCOPY --from=c / /\nCOPY --from=0 / /\n',
    );
  });

  test('stands in quotes too', () => {
    assert.equal(
      renamed(
        'FROM a AS "«b»"\nFROM "b"\nCOPY --from="b" / /\nCOPY --from=\'b\' / /\nRUN --mount=from=b,target=/x c\nFROM --after="b" d\n',
        'e',
      ),
      'FROM a AS "e"\nFROM "e"\nCOPY --from="e" / /\nCOPY --from=\'e\' / /\nRUN --mount=from=e,target=/x c\nFROM --after="e" d\n',
    );
    assert.equal(
      renamed('FROM a AS b\nFROM c\nCOPY --from="«b»" / /\n', 'e'),
      'FROM a AS e\nFROM c\nCOPY --from="e" / /\n',
    );
    assert.match(renamed('FROM a AS «bc»\nFROM d\nCOPY --from=b\\\nc / /\n', 'e'), /along: b\\\nc\.$/);
    assert.match(renamed('FROM a AS «bc»\nFROM d\nCOPY --from="b"c / /\n', 'e'), /along: "b"c\.$/);
    assert.match(renamed('FROM a AS b«»"c"\nFROM d\n', 'e'), /along: b"c"\.$/);
    assert.equal(renamed('FROM a\nENV «V»=1\nENV "V"=2\n', 'e'), 'FROM a\nENV e=1\nENV "e"=2\n');
    assert.match(renamed('FROM a\nARG V«»\\\nV\nWORKDIR $VV\n', 'e'), /along: V\\\nV\.$/);
  });

  test('that means something already is refused', () => {
    assert.match(renamed('FROM a\nARG «V»\nARG W\n', 'W'), /in use/);
    assert.match(renamed('FROM a\nARG «V»\nRUN W=1; echo $W\n', 'W'), /in use/);
    assert.match(renamed('ARG W\nFROM a\nARG «V»=1\n', 'W'), /in use/);
    assert.match(renamed('ARG «V»\nFROM a:$V\nARG W=1\n', 'W'), /in use/);
    assert.match(renamed('FROM a AS «b»\nFROM alpine\n', 'alpine'), /in use/);
    assert.match(renamed('FROM a AS «b»\nFROM c AS D\n', 'd'), /in use/);
    assert.equal(renamed('FROM a\nARG «V»\nFROM b\nARG W\n', 'W'), 'FROM a\nARG W\nFROM b\nARG W\n');
  });

  test('that is none is refused, and so is one that is not ours to give', () => {
    assert.match(renamed('FROM a\nARG «V»\n', '1x'), /cannot name/);
    assert.match(renamed('FROM a AS «b»\n', '0'), /cannot name/);
    assert.match(renamed('FROM a AS «b»\n', 'a/b'), /cannot name/);
    assert.equal(nameAt(parse('ARG A # b\n'), 6), undefined);
    assert.match(renamed('FROM a\nARG «TARGETARCH»\n', 'A'), /Podman itself/);
    assert.match(renamed('FROM a\nWORKDIR $«HOME»\n', 'A'), /Nothing in this file/);
    assert.match(renamed('FROM a\nENV «PATH»=/x:$PATH\n', 'A'), /Programs look for PATH/);
    assert.match(renamed('FROM a\nARG «V»=1\nRUN echo $V\n', 'PATH'), /Programs look for PATH/);
    const windows = 'FROM a\nENV «V»=1\nSHELL ["cmd", "/S", "/C"]\n';
    assert.match(renamed(`${windows}RUN echo "%V%"\n`, 'W'), /along: "%V%"\.$/);
    assert.match(renamed(`${windows}FROM b\nRUN echo V\n`, 'W'), /^FROM a\nENV W=1/);
    assert.match(renamed('ARG B=b\nFROM a AS b«»$B\n', 'c'), /along: b\$B\.$/);
    assert.match(renamed('ARG B=b\nFROM a AS «b»\nFROM $B\n', 'c'), /along: \$B\.$/);
  });

  test('changes nothing else, whatever the file', () => {
    for (let seed = 0; seed < 300; seed++) {
      const text = anyFile(seed);
      const file = parse(text);
      for (const match of text.matchAll(/\w+/g)) {
        const named = nameAt(file, match.index);
        const edits = named?.isFixed ?? named?.rename('fresh') ?? [];
        if ('text' in edits || edits.length === 0) continue;
        const after = parse(applyEdits(text, edits));
        assert.deepEqual(meaning(after), meaning(file), `${match[0]} at ${match.index} of\n${text}`);
        const back = nameAt(after, after.text.indexOf('fresh'))?.rename(match[0]) ?? [];
        // What was nobody's before the declaration would be taken.
        if (!('text' in back)) assert.equal(applyEdits(after.text, back), text);
      }
    }
  });
});

/** What instructions say once variables are resolved, and which stages they name. */
function meaning(text: ReturnType<typeof parse>): unknown {
  const words = text.withTriggers.flatMap(instruction => [
    ...(instruction.keyword === 'RUN' || instruction.keyword === 'CMD' ? [] : instruction.words).map(word =>
      word.text.includes('$') && !instruction.pairs.length ? text.resolve(word, instruction) : '',
    ),
    ...instruction.pairs.map(({ raw }) => text.resolve(raw, instruction)),
    ...instruction.flags.map(({ value }) => (value?.includes('$') ? text.resolve(value, instruction) : '')),
  ]);
  return {
    words,
    stages: stageUses(text).map(({ stage }) => stage?.index),
    parents: text.stages.map(s => s.parent?.index),
  };
}

function anyFile(seed: number): string {
  const { below, pick } = random(seed);
  const name = () => pick(['V', 'W', 'X']);
  const stage = () => pick(['one', 'two', 'three']);
  const use = () =>
    pick(['$N', '${N}', '"$N"', "'$N'", '\\$N', '${N:-$M}', 'a$N/b', 'x']).replace('N', name()).replace('M', name());
  const line = (): string => {
    switch (below(8)) {
      case 0:
        return `ARG ${name()}${pick(['', `=${use()}`])}`;
      case 1:
        return `ENV ${name()}=${use()} ${name()}2=${use()}`;
      case 2:
        return `COPY ${pick(['', `--from=${stage()} `, '--from=0 '])}${use()} /x`;
      case 3:
        return `RUN echo ${use()} \\\n  ${use()} && ${name()}=1; cat ${use()}`;
      case 4:
        return `LABEL a=${use()}`;
      case 5:
        return `RUN --mount=type=bind,from=${stage()} cat <<EOF\n${use()}\nEOF`;
      case 6:
        return `WORKDIR /a/${use()}`;
      default:
        return `FROM ${pick([stage(), 'img', `img:${use()}`])}${pick(['', ` AS ${stage()}`])}`;
    }
  };
  return Array.from({ length: 4 + below(12) }, line).join('\n');
}

describe('over the protocol', () => {
  const text = 'ARG V=1\nFROM a:$V AS build\nARG V\nRUN echo $«V»\nFROM build\n';

  test('a definition is where the value comes from', async () => {
    const file = await Opened.start(text);
    const found = await file.ask<Location[]>('textDocument/definition');
    assert.equal(
      file.marked(found.map(({ range }) => range)),
      'ARG «V»=1\nFROM a:$V AS build\nARG «V»\nRUN echo $V\nFROM build\n',
    );
    file.client.stop();
  });

  test('references, with the declaration or without; highlights', async () => {
    const file = await Opened.start(text);
    const context = { includeDeclaration: false };
    const uses = await file.ask<Location[]>('textDocument/references', { context });
    const all = await file.ask<Location[]>('textDocument/references', { context: { includeDeclaration: true } });
    assert.deepEqual([uses.length, all.length], [2, 4]);
    const highlights = await file.ask<DocumentHighlight[]>('textDocument/documentHighlight');
    assert.deepEqual(
      highlights.map(({ kind }) => kind),
      [3, 2, 3, 2],
    );
    file.client.stop();
  });

  test('a rename names the version that it is for; the range is the name alone', async () => {
    const file = await Opened.start(text);
    const prepared = await file.ask<{ range: Range; placeholder: string }>('textDocument/prepareRename');
    assert.equal(prepared.placeholder, 'V');
    assert.equal(file.marked([prepared.range]), text);
    const edit = await file.ask<WorkspaceEdit>('textDocument/rename', { newName: 'VERSION' });
    assert.deepEqual(await file.client.apply(edit), [
      'ARG VERSION=1\nFROM a:$VERSION AS build\nARG VERSION\nRUN echo $VERSION\nFROM build\n',
    ]);
    file.client.stop();
  });

  test('what cannot be renamed says why, in the language of the client', async () => {
    const file = await Opened.start('FROM a\nARG «TARGETARCH»\n', { locale: 'ja' });
    await assert.rejects(file.ask('textDocument/prepareRename'), /Podman 自身/);
    await assert.rejects(file.ask('textDocument/rename', { newName: 'x' }), /Podman 自身/);
    assert.deepEqual(file.client.logged.all(), []);
    file.client.stop();
  });

  test('where no name stands there is nothing', async () => {
    const file = await Opened.start('FROM a\nRUN «echo» x\n');
    for (const what of ['definition', 'references', 'documentHighlight', 'prepareRename'])
      assert.equal(await file.ask(`textDocument/${what}`, { context: { includeDeclaration: true } }), null);
    file.client.stop();
  });
});
