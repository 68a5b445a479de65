import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  TextDocumentClientCapabilities,
} from 'vscode-languageserver/node';
import { capabilitiesFor } from '../../../server/lsp/capabilities.ts';
import { clientOf } from '../../../server/lsp/client.ts';
import { pageOf } from '../../../server/podman/imagePages.ts';
import { Opened, readerAndWriter } from '../support/containerfileClient.ts';

const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

describe('the outline', () => {
  const text = 'ARG V=1\nFROM a AS build\nRUN x \\\n  y\nENV TOKEN=secret\nFROM b\nUSER 1\n';

  test('is made of stages, with their instructions inside', async () => {
    const file = await Opened.start(text);
    const symbols = await file.ask<DocumentSymbol[]>('textDocument/documentSymbol');
    const lines = symbols.flatMap(({ name, detail, children = [] }) => [
      `${name}: ${detail}`,
      ...children.map(child => `  ${child.name}: ${child.detail}`),
    ]);
    assert.deepEqual(lines, ['ARG: V', 'build: FROM a', '  RUN: x \\', '  ENV: TOKEN', '1: FROM b', '  USER: 1']);
    assert.equal(
      file.marked(symbols.map(({ selectionRange }) => selectionRange)),
      text.replace('ARG', '«ARG»').replace('build', '«build»').replace('FROM b', '«FROM» b'),
    );
    file.client.stop();
  });

  test('is flat where the client knows no other', async () => {
    const capabilities = { textDocument: { ...readerAndWriter.textDocument, documentSymbol: {} } };
    const file = await Opened.start(text, { capabilities });
    const symbols = await file.ask<{ name: string; containerName?: string }[]>('textDocument/documentSymbol');
    assert.deepEqual(symbols.map(({ name, containerName }) => `${containerName ?? ''}/${name}`).slice(0, 3), [
      '/ARG',
      '/build',
      'build/RUN',
    ]);
    file.client.stop();
  });
});

test('stages, long instructions, heredocs and comments fold', async () => {
  const file = await Opened.start(
    'FROM a\n# one\n# two\nRUN x \\\n  y\nCOPY <<EOF /x\nl\nl\nEOF\n# alone\nFROM b\nUSER 1\n',
  );
  const folds = await file.ask<FoldingRange[]>('textDocument/foldingRange');
  assert.deepEqual(
    folds.map(({ startLine, endLine, kind = '' }) => `${startLine}-${endLine}${kind}`).sort(),
    ['0-8', '1-2comment', '10-11', '3-4', '5-7', '5-8'].sort(),
  );
  file.client.stop();
});

describe('links', () => {
  test('lead from images to their pages, variables resolved, and from sources to files', async () => {
    const text =
      'ARG T=3\nFROM «alpine»:$T AS x\nFROM x\nCOPY --from=quay.io/a/b:1 / /\nCOPY ./src/a.js *.md nope /x/\n';
    const file = await Opened.start(text, {
      folders: ['file:///work'],
      disk: new Map(['Containerfile', 'src/a.js', 'b.md'].map(name => [`file:///work/${name}`, ''])),
    });
    const links = await file.ask<DocumentLink[]>('textDocument/documentLink');
    assert.deepEqual(
      links.map(({ target }) => target),
      ['https://hub.docker.com/_/alpine', 'https://quay.io/repository/a/b', 'file:///work/src/a.js'],
    );
    assert.equal(
      file.marked(links.map(({ range }) => range)),
      'ARG T=3\nFROM «alpine:$T» AS x\nFROM x\nCOPY --from=«quay.io/a/b»:1 / /\nCOPY «./src/a.js» *.md nope /x/\n',
    );
    file.client.stop();
  });

  test('know the pages of the great registries', () => {
    assert.deepEqual(
      [
        'nginx',
        'grafana/loki',
        'ghcr.io/a/b/c',
        'mcr.microsoft.com/dotnet/sdk',
        'ubi9',
        'public.ecr.aws/a/b',
        'x.example/a',
      ].map(pageOf),
      [
        'https://hub.docker.com/_/nginx',
        'https://hub.docker.com/r/grafana/loki',
        'https://ghcr.io/a/b/c',
        'https://mcr.microsoft.com/artifact/mar/dotnet/sdk',
        'https://catalog.redhat.com/search?searchType=containers&q=ubi9',
        'https://gallery.ecr.aws/a/b',
        undefined,
      ],
    );
  });
});

describe('hints', () => {
  const text = 'FROM alpine AS a\nUSER 1001\nFROM x.example/y\nRUN z\n';
  const wanting = { settings: { inlayHints: { effectiveUser: true } } };
  const capabilities = { textDocument: readerAndWriter.textDocument ?? {} };

  test('name the user at the end of each stage, once somebody wants to see it', async () => {
    const file = await Opened.start(text, { capabilities, initializationOptions: wanting });
    const hints = await file.ask<InlayHint[]>('textDocument/inlayHint', { range: whole });
    assert.deepEqual(
      hints.map(({ position, label }) => `${position.line}:${position.character} ${label}`),
      ['1:9 user: 1001', '3:5 user: unknown'],
    );
    const some = { start: whole.start, end: { line: 1, character: 9 } };
    assert.equal((await file.ask<InlayHint[]>('textDocument/inlayHint', { range: some })).length, 1);
    file.client.stop();
  });

  test('are off otherwise, and come when the setting changes', async () => {
    let settings: object | null = null;
    const file = await Opened.start(text, { configuration: () => settings });
    assert.deepEqual(await file.ask('textDocument/inlayHint', { range: whole }), []);
    settings = wanting.settings;
    await file.client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal((await file.ask<InlayHint[]>('textDocument/inlayHint', { range: whole })).length, 2);
    file.client.stop();
  });
});

test('mistakes in the language are left to another extension, where the client says so', async () => {
  const text = 'FROM alpine\nCOPY --nope a /b/\nUSER root\n';
  const all = await Opened.start(text);
  const codes = (await all.client.findings(all.uri)).map(finding => finding.split(' ')[0]);
  assert.ok(codes.includes('containerfile/unknown-flag') && codes.includes('containerfile/root-user'));
  all.client.stop();
  const some = await Opened.start(text, { configuration: () => ({ syntaxDiagnostics: 'off' }) });
  const left = (await some.client.findings(some.uri)).map(finding => finding.split(' ')[0]);
  assert.deepEqual(
    left,
    codes.filter(code => code !== 'containerfile/unknown-flag'),
  );
  some.client.stop();
});

describe('other files', () => {
  test('have no such features yet, and keep the editor’s own folding', async () => {
    const file = await Opened.start('FROM a\n');
    await file.client.open('file:///work/pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n', 'yaml');
    const textDocument = { uri: 'file:///work/pod.yaml' };
    for (const what of ['foldingRange', 'documentSymbol', 'documentLink'])
      assert.equal(await file.client.connection.sendRequest(`textDocument/${what}`, { textDocument }), null);
    file.client.stop();
  });

  test('a client is offered what it has heard of', () => {
    const offered = (textDocument: TextDocumentClientCapabilities) =>
      Object.keys(capabilitiesFor(clientOf({ processId: null, rootUri: null, capabilities: { textDocument } })));
    const few = offered({ hover: {} });
    assert.ok(few.includes('hoverProvider') && !few.includes('completionProvider') && !few.includes('renameProvider'));
    const all = offered(readerAndWriter.textDocument ?? {});
    for (const name of ['completion', 'definition', 'references', 'documentHighlight', 'rename', 'documentSymbol'])
      assert.ok(all.includes(`${name}Provider`), name);
    for (const name of ['foldingRange', 'documentLink', 'inlayHint']) assert.ok(all.includes(`${name}Provider`), name);
  });
});
