import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompletionItem, CompletionList, InsertReplaceEdit, TextEdit } from 'vscode-languageserver/node';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { complete } from '../../../server/lsp/containerfile/completion.ts';
import type { Proposal } from '../../../server/lsp/features/model.ts';
import { parse } from '../../support/containerfile.ts';
import { mark } from '../../support/marked.ts';
import { Opened, readerAndWriter } from '../support/containerfileClient.ts';

/** What is proposed at `|`. */
function proposals(text: string, settings: Partial<Settings> = {}): readonly Proposal[] {
  const offset = text.indexOf('|');
  const file = parse(text.replace('|', ''));
  const context = { settings: { ...defaultSettings, ...settings }, locale: 'en' as const, workspace: unknownWorkspace };
  return complete(file, offset, context)?.items ?? [];
}

const labels = (text: string, settings?: Partial<Settings>) => proposals(text, settings).map(({ label }) => label);

/** The text with marks around what would be replaced. */
function replaced(text: string): string {
  const plain = text.replace('|', '');
  const context = { settings: defaultSettings, locale: 'en' as const, workspace: unknownWorkspace };
  const found = complete(parse(plain), text.indexOf('|'), context);
  return found ? mark(plain, [found.span]) : 'nothing';
}

describe('completion of instructions', () => {
  test('at the start of a line', () => {
    for (const text of ['FROM a\n|', 'FROM a\n  W|', 'FROM a\nWO|R x\n', 'FROM a\n|\nRUN x\n', 'FROM a\nonbuild C|'])
      assert.ok(labels(text).includes(/onbuild/.test(text) ? 'COPY' : 'WORKDIR'), text);
    assert.deepEqual(labels('|'), ['ARG', 'FROM']);
    assert.ok(!labels('FROM a\nONBUILD |').includes('FROM'));
    assert.ok(labels('from a\nr|').includes('run'));
  });

  test('replaces the word, and fills in the form only where nothing follows', () => {
    assert.equal(replaced('FROM a\nWO|RK x\n'), 'FROM a\n«WORK» x\n');
    assert.equal(proposals('FROM a\nW|').find(({ label }) => label === 'WORKDIR')?.snippet, 'WORKDIR ${1:/app}');
    assert.equal(proposals('FROM a\nW| x').find(({ label }) => label === 'WORKDIR')?.snippet, undefined);
  });

  test('never in the words of a shell, a heredoc, a comment or behind other instructions', () => {
    for (const text of [
      'FROM a\nRUN e|',
      'FROM a\nRUN echo -|',
      'FROM a\nRUN a \\\n  C|',
      'FROM a\nRUN a \\\n  |\nRUN b\n',
      'FROM a\nRUN <<EOF\nC|\nEOF\n',
      'FROM a\nRUN <<EOF\nx\nEO|F\n',
      'FROM a\nCMD ["|"]',
      'FROM a\nWORKDIR /|',
      'FROM a\n# some C|',
      'FROM a\nENV A=|',
      'FROM a\nCOPY a|',
    ])
      assert.deepEqual(labels(text), [], text);
  });
});

describe('completion of flags', () => {
  test('those of the instruction, once each', () => {
    assert.deepEqual(labels('FROM a\nCOPY --|'), ['--from', '--chown', '--chmod', '--link', '--parents', '--exclude']);
    assert.deepEqual(labels('FROM a\nRUN -|'), ['--mount', '--network']);
    assert.deepEqual(labels('FROM a\nRUN --network=none --|'), ['--mount']);
    assert.deepEqual(labels('FROM a\nONBUILD COPY --f| a b'), labels('FROM a\nCOPY --|'));
    assert.deepEqual(labels('FROM a\nCOPY a --|'), []);
    assert.equal(replaced('FROM a\nCOPY --fr|om=b / /\n'), 'FROM a\nCOPY «--from=»b / /\n');
    assert.equal(replaced('FROM a\nCOPY \\\n  --fr|\\\n / /\n'), 'FROM a\nCOPY \\\n  «--fr»\\\n / /\n');
  });

  test('what the version of Podman does not take is marked and comes last', () => {
    const old = proposals('FROM a\nCOPY --|', { podman: '4.9' });
    assert.deepEqual(
      old.slice(-3).map(({ label, detail }) => `${label} ${detail}`),
      ['--link Podman ≥ 5.6', '--parents Podman ≥ 5.5', '--exclude Podman ≥ 5.3'],
    );
    assert.match(old.at(-1)?.documentation ?? '', /Needs Podman 5\.3/);
    assert.ok(!labels('FROM a\nRUN --|').includes('--security'));
  });

  test('their values', () => {
    assert.deepEqual(labels('FROM a AS b\nFROM c AS d\nFROM e\nCOPY --from=|'), ['d', 'b', 'a', 'c', 'e']);
    assert.deepEqual(labels('FROM a\nRUN --network=n| x'), ['default', 'none', 'host']);
    assert.ok(labels('FROM --platform=|').includes('$BUILDPLATFORM'));
  });

  test('mounts: types, options of the type, values', () => {
    assert.deepEqual(labels('FROM a\nRUN --mount=|').slice(0, 2), ['type', 'target']);
    assert.deepEqual(labels('FROM a\nRUN --mount=type=|'), ['bind', 'cache', 'secret', 'ssh', 'tmpfs']);
    const secret = labels('FROM a\nRUN --mount=type=secret,id=x,|');
    assert.deepEqual([...secret].sort(), ['env', 'gid', 'mode', 'required', 'target', 'uid']);
    assert.equal(secret.at(-1), 'env');
    assert.deepEqual(labels('FROM a\nRUN --mount=type=cache,sharing=|'), ['shared', 'locked']);
    assert.deepEqual(labels('FROM a AS b\nFROM c\nRUN --mount=type=bind,from=|').slice(0, 1), ['b']);
    assert.equal(replaced('FROM a\nRUN --mount=type=se|cret,id=x y\n'), 'FROM a\nRUN --mount=type=«secret»,id=x y\n');
  });

  test('what stands behind the cursor counts too', () => {
    assert.ok(labels('FROM a\nRUN --mount=sha|,type=cache x').includes('sharing'));
    assert.ok(!labels('FROM a\nRUN --mount=sha|,type=cache x').includes('type'));
    assert.ok(!labels('FROM a\nRUN --mount=type=cache,|,target=/x x').includes('target'));
    for (const used of ['src=a,dst=/x', 'source=a,destination=/x'])
      assert.ok(!/source|target/.test(labels(`FROM a\nRUN --mount=type=bind,${used},| y`).join()), used);
    assert.deepEqual(labels('FROM a\nRUN --m| --network=none x'), ['--mount']);
  });

  test('in quotes, the name alone; a stage without a name by its number', () => {
    assert.equal(
      replaced('FROM a AS b\nFROM c\nCOPY --from="b|" / /\n'),
      'FROM a AS b\nFROM c\nCOPY --from="«b»" / /\n',
    );
    assert.deepEqual(labels('FROM a\nFROM b AS c\nFROM d\nCOPY --from=|').slice(0, 2), ['c', '0']);
    assert.ok(!labels('FROM a\nFROM |').includes('0'));
  });
});

describe('completion of words', () => {
  test('FROM: stages, images of the file, short names as full names, scratch', () => {
    const items = proposals('FROM quay.io/a/b:1 AS build\nFROM |');
    assert.deepEqual(
      items.slice(0, 3).map(({ label }) => label),
      ['build', 'quay.io/a/b:1', 'scratch'],
    );
    assert.equal(items.find(({ label }) => label === 'fedora')?.text, 'registry.fedoraproject.org/fedora');
    assert.ok(!labels('FROM alpine:|').includes('fedora'));
    assert.deepEqual(labels('FROM alpine |'), ['AS']);
    assert.equal(replaced('FROM --platform=x docker.io/lib|rary\n'), 'FROM --platform=x «docker.io/library»\n');
  });

  test('ARG in a stage: what is declared before the first FROM, and what Podman itself sets', () => {
    assert.deepEqual(labels('ARG A=1\nARG B\nFROM a\nARG A\nARG |\n').slice(0, 2), ['B', 'TARGETPLATFORM']);
    assert.equal(replaced('ARG AB=1\nFROM a\nARG A|B\n'), 'ARG AB=1\nFROM a\nARG «AB»\n');
    for (const text of ['ARG A=1\nARG |\n', 'ARG A=1\nFROM a\nARG B=|\n', 'ARG A=1\nFROM a\nARG B |\n'])
      assert.deepEqual(labels(text), [], text);
  });

  test('signals, health checks, labels and capabilities', () => {
    assert.equal(labels('FROM a\nSTOPSIGNAL |')[0], 'SIGTERM');
    assert.deepEqual(labels('FROM a\nHEALTHCHECK |').slice(0, 2), ['CMD', 'NONE']);
    assert.ok(labels('FROM a\nLABEL org|').includes('org.opencontainers.image.source'));
    assert.ok(labels('FROM a\nLABEL io.containers.capabilities="CHOWN,N|').includes('NET_BIND_SERVICE'));
    assert.ok(labels('FROM a\nLABEL "io.containers.capabilities"="CHOWN,N|').includes('NET_BIND_SERVICE'));
    assert.equal(labels('FROM a\nLABEL io.containers.capabilities=CAP_N|')[0], 'CAP_AUDIT_CONTROL');
    assert.deepEqual(labels('FROM a\nLABEL a="x |'), []);
  });

  test('comments: our pragma with its rules, and the escape directive on the first line', () => {
    assert.ok(labels('FROM a\n# podseal: ignore |').includes('containerfile/root-user'));
    assert.equal(
      replaced('FROM a\n# podseal: ignore a, containerfile/ro|ot\n'),
      'FROM a\n# podseal: ignore a, «containerfile/root»\n',
    );
    assert.deepEqual(labels('FROM a\n# podseal: ignore x -- because |'), []);
    assert.deepEqual(labels('# escape=|'), ['`', '\\']);
    assert.ok(labels('# |').includes('escape='));
    assert.ok(!labels('FROM a\n# |').includes('escape='));
  });
});

describe('completion of variables', () => {
  const start = 'ARG G=1\nFROM a\nARG G\nARG V=2\nENV E=3\n';

  test('behind a dollar that is expanded', () => {
    for (const line of [
      'RUN x $|',
      'RUN "a ${V|',
      'COPY $|',
      'ENV X="$|',
      'WORKDIR /a/$|/b',
      'RUN a \\\n $|',
      'RUN <<EOF\n$|\nEOF',
    ])
      assert.deepEqual(labels(start + line).sort(), ['E', 'G', 'V'], line);
    assert.deepEqual(labels(`${start}CMD x $|`), ['E']);
    assert.deepEqual(labels('ARG G=1\nFROM $|').slice(0, 1), ['G']);
    assert.equal(proposals(`${start}RUN $|`).find(({ label }) => label === 'V')?.detail, '2');
  });

  test('not where it is not', () => {
    for (const line of [
      'RUN echo $$|',
      "RUN x '$|",
      'RUN x \\$|',
      "COPY '$|",
      'CMD ["$|"]',
      "COPY <<'EOF' /x\n$|\nEOF",
      'SHELL ["$|"]',
      'RUN V|',
    ])
      assert.deepEqual(labels(start + line), [], line);
    assert.deepEqual(labels('FROM a\nRUN $|\nARG V'), []);
  });

  test('closes the brace once, and replaces the name', () => {
    assert.equal(proposals(`${start}RUN \${|`)[0]?.text?.endsWith('}'), true);
    assert.equal(proposals(`${start}RUN \${|}`)[0]?.text?.endsWith('}'), false);
    assert.equal(proposals(`${start}RUN \${V|:-1}`)[0]?.text?.endsWith('}'), false);
    assert.equal(proposals(`${start}RUN \${V|:-\${E}}`)[0]?.text?.endsWith('}'), false);
    assert.equal(proposals(`${start}RUN \${|-x \${E}`)[0]?.text?.endsWith('}'), true);
    assert.equal(replaced('FROM a\nARG VV\nRUN ${V|V}\n'), 'FROM a\nARG VV\nRUN ${«VV»}\n');
  });

  test('says no secret', () => {
    assert.equal(proposals('FROM a\nENV DB_PASSWORD=hunter2-and-more\nRUN $|')[0]?.detail, undefined);
  });
});

describe('over the protocol', () => {
  const ask = async (marked: string, item: object = {}): Promise<{ items: CompletionItem[]; file: Opened }> => {
    const capabilities = {
      ...readerAndWriter,
      textDocument: { ...readerAndWriter.textDocument, completion: { completionItem: item } },
    };
    const file = await Opened.start(marked, { capabilities });
    const list = await file.ask<CompletionList | null>('textDocument/completion');
    file.client.stop();
    return { items: list?.items ?? [], file };
  };

  const named = (name: string, items: readonly CompletionItem[]): CompletionItem => {
    const item = items.find(({ label }) => label === name);
    assert.ok(item, name);
    return item;
  };

  const userIn = (items: readonly CompletionItem[]) => {
    const { insertTextFormat, textEdit } = named('USER', items);
    return [insertTextFormat, (textEdit as TextEdit).newText];
  };

  test('a client that takes snippets gets them, another one the word', async () => {
    const { items } = await ask('FROM a\nUS«»', { snippetSupport: true });
    assert.deepEqual(userIn(items), [2, 'USER ${1:1001}']);
    const { items: plain } = await ask('FROM a\nUS«»');
    assert.deepEqual(userIn(plain), [undefined, 'USER']);
    const { documentation } = named('USER', plain);
    assert.equal((documentation as { kind: string }).kind, 'plaintext');
  });

  test('inserting keeps what stands behind the cursor, replacing does not', async () => {
    const { items, file } = await ask('FROM a\nCOPY --fr«»om=b / /\n', { insertReplaceSupport: true });
    const edit = named('--from', items).textEdit as InsertReplaceEdit;
    assert.equal(edit.newText, '--from=');
    assert.equal(file.marked([edit.insert]), 'FROM a\nCOPY «--fr»om=b / /\n');
    assert.equal(file.marked([edit.replace]), 'FROM a\nCOPY «--from=»b / /\n');
  });

  test('the order is kept, old instructions are struck out, nothing is null', async () => {
    const { items } = await ask('FROM a\n«»', { tagSupport: { valueSet: [1] } });
    assert.deepEqual(
      items.map(({ sortText }) => sortText),
      items.map(({ sortText }) => sortText).sort(),
    );
    assert.deepEqual(items.find(({ label }) => label === 'MAINTAINER')?.tags, [1]);
    assert.equal((await ask('FROM a\nRUN ech«»')).items.length, 0);
  });
});
