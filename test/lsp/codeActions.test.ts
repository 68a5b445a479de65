import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editor, type Options, TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';
const titled = (actions: CodeAction[], title: string | RegExp): CodeAction => {
  const found = actions.find(action => (typeof title === 'string' ? action.title === title : title.test(action.title)));
  assert.ok(found, `${title} is not among ${actions.map(action => action.title).join(', ')}`);
  return found;
};

describe('code actions', () => {
  let client: TestClient;
  const start = async (text: string, options?: Options) => {
    client = await TestClient.start(options);
    await client.open(uri, text);
    return client;
  };
  afterEach(() => client.stop());

  test('a fix, once applied, takes the finding away', async () => {
    const client = await start('it is bad\r\n');
    const action = titled(await client.actions(uri, 'bad'), 'Write good');
    assert.deepEqual([action.kind, action.isPreferred, action.diagnostics?.[0]?.code], ['quickfix', true, 'note/bad']);
    assert.deepEqual(await client.apply(action.edit), ['it is good\r\n']);
    assert.deepEqual(await client.findings(uri), []);
  });

  const selectAll = (client: TestClient): Promise<CodeAction[]> =>
    client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: client.range(uri, 0, client.document(uri).getText().length),
      context: { diagnostics: [] },
    });

  test('safe fixes stand first; only the first of its finding is preferred', async () => {
    const client = await start('ugly bad');
    const fixes = (await selectAll(client)).filter(({ title }) => title.startsWith('Write'));
    assert.deepEqual(
      fixes.map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['Write plain', undefined],
        ['Write good', true],
        ['Write pretty', undefined],
      ],
    );
  });

  test('an edit is made for the version that it was computed from', async () => {
    const client = await start('bad');
    const { edit } = titled(await client.actions(uri, 'bad'), 'Write good');
    await client.change(uri, 'bad', 'not bad');
    await assert.rejects(client.apply(edit), /an edit for version 1/);
    assert.deepEqual(await client.apply(titled(await client.actions(uri, 'bad'), 'Write good').edit), ['not good']);
  });

  test('also if the document changes while the answer waits for the disk', async () => {
    let release = (_: string) => {};
    let reading = () => {};
    const isReading = new Promise<void>(resolve => {
      reading = resolve;
    });
    const slow = new Promise<string>(resolve => {
      release = resolve;
    });
    let isSlow = false;
    const get = (uri: string) => {
      if (!uri.endsWith('/work/.podseal.yaml')) return undefined;
      if (isSlow) reading();
      return isSlow ? slow : 'profile: podman\n';
    };
    const client = await start('{ bad', { disk: { get } });
    await client.open('file:///work/b.note', '{ bad', 'json');
    await client.pull('file:///work/b.note');
    isSlow = true;
    const asked = client.actions('file:///work/b.note', 'bad');
    await isReading;
    await client.change('file:///work/b.note', '{ ', '{\n\n not ');
    await client.hover(uri, 'bad');
    release('profile: podman\n');
    const { edit } = titled(await asked, 'Write good');
    await assert.rejects(client.apply(edit), /an edit for version 1/);
  });

  test('a client that knows no versions gets plain changes', async () => {
    const client = await start('bad', { capabilities: { textDocument: { diagnostic: {} } } });
    const { edit } = titled(await client.actions(uri, 'bad'), 'Write good');
    assert.deepEqual(edit, { changes: { [uri]: [{ range: client.range(uri, 0, 3), newText: 'good' }] } });
  });

  test('only what was asked for is answered, by prefix', async () => {
    const client = await start('bad');
    const kinds = async (only?: string[]) => [...new Set((await client.actions(uri, 'bad', only)).map(a => a.kind))];
    assert.deepEqual(await kinds(), ['quickfix', 'source.fixAll.podseal']);
    assert.deepEqual(await kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(await kinds(['source']), ['source.fixAll.podseal']);
    assert.deepEqual(await kinds(['source.fixAll']), ['source.fixAll.podseal']);
    assert.deepEqual(await kinds(['source.fixAll.podseal', 'quickfix']), ['quickfix', 'source.fixAll.podseal']);
    assert.deepEqual(await kinds(['source.fixAll.eslint', 'source.organizeImports', 'quick', 'refactor']), []);
  });

  test('fix all of a rule takes what is of one kind', async () => {
    const client = await start('bad ugly bad ugly worse');
    const safe = titled(await client.actions(uri, 'bad'), 'Fix all note/bad in this file');
    assert.deepEqual(await client.apply(safe.edit), ['good ugly good ugly worse']);
    const suggested = titled(await client.actions(uri, 'ugly'), 'Fix all note/ugly in this file');
    assert.deepEqual(await client.apply(suggested.edit), ['good pretty good pretty worse']);
    assert.ok(!(await client.actions(uri, 'worse')).some(({ title }) => title.startsWith('Fix all')));
  });

  test('fix all makes safe fixes only, to the end, in one edit', async () => {
    const client = await start('# bad\nworse then ugly\nbad\n');
    const [action, ...others] = await client.actions(uri, 'then', ['source.fixAll']);
    assert.deepEqual(others, []);
    const [change] = action?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.deepEqual(
      change.edits.map(edit => 'newText' in edit && [edit.range.start.line, edit.range.start.character, edit.newText]),
      [
        [1, 0, 'good'],
        [2, 0, 'good'],
      ],
    );
    assert.deepEqual(await client.apply(action?.edit), ['# bad\ngood then ugly\ngood\n']);
    assert.deepEqual(await client.actions(uri, 'then', ['source.fixAll']), []);
  });

  test('documentation is opened by the client, if it knows how', async () => {
    const client = await start('bad bad', { initializationOptions: { commands: ['podseal.openDocumentation'] } });
    const action = titled(await client.actions(uri, 'bad'), 'Open the documentation of note/bad');
    assert.deepEqual(action.command?.arguments, ['note/bad']);
    await client.change(uri, 'bad bad', 'bad ugly');
    const several = (await selectAll(client)).filter(({ command }) => command);
    assert.deepEqual(
      several.map(({ title, command }) => [title, command?.arguments]),
      [['Open the documentation of a rule…', ['note/bad', 'note/ugly']]],
    );
    const other = await TestClient.start();
    await other.open(uri, 'bad');
    assert.ok(!(await other.actions(uri, 'bad')).some(({ command }) => command));
    other.stop();
  });

  test('findings that the client names are answered wherever the cursor is', async () => {
    const client = await start('fine\nbad');
    const diagnostics = await client.diagnostics(uri);
    const at = { line: 0, character: 0 };
    const params = { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics } };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
    titled(actions, 'Write good');
  });
});

describe('ignore with a reason', () => {
  let client: TestClient;
  afterEach(() => client.stop());
  const ignore = async (text: string, word: string, options?: Options, at = uri, languageId = 'note') => {
    client = await TestClient.start(options);
    await client.open(at, text, languageId);
    const { edit } = titled(await client.actions(at, word), /^Ignore/);
    return edit;
  };

  test('goes above the line, as far indented, with the same line ending', async () => {
    const edit = await ignore('fine\r\n\t bad\r\n', 'bad');
    assert.deepEqual(await client.apply(edit), ['fine\r\n\t # podseal: ignore note/bad -- TODO: reason\r\n\t bad\r\n']);
    assert.deepEqual(await client.findings(uri), []);
  });

  test('lets the client, if it knows how, put the cursor on the reason that is to be written', async () => {
    const options = { initializationOptions: { commands: ['podseal.writeReason'] } };
    client = await TestClient.start(options);
    await client.open(uri, 'fine\r\n\tbad\r\n');
    const { command, edit } = titled(await client.actions(uri, 'bad'), /^Ignore/);
    const [text = ''] = await client.apply(edit);
    const [at, range] = command?.arguments ?? [];
    assert.deepEqual([command?.command, at], ['podseal.writeReason', uri]);
    assert.equal(TextDocument.create(uri, 'note', 1, text).getText(range), 'TODO: reason');
    const json = 'file:///work/b.note';
    await client.open(json, '{ bad', 'json');
    const inConfig = titled(await client.actions(json, 'bad'), /^Ignore/);
    const [config = ''] = await client.apply(inConfig.edit);
    const [file, place] = inConfig.command?.arguments ?? [];
    assert.equal(file, 'file:///work/.podseal.yaml');
    assert.equal(TextDocument.create(file, 'yaml', 1, config).getText(place), 'TODO: reason');
  });

  test('goes into the config file where no comment can silence the finding', async () => {
    client = await TestClient.start();
    await client.open(uri, 'x\n"\nfine\nbad\n"\n');
    const [config] = await client.apply(titled(await client.actions(uri, 'bad'), /^Ignore/).edit);
    assert.match(config ?? '', /^ignore:\n {2}- rule: note\/bad\n/);
  });

  test('is not offered for what the engine says about suppressions', async () => {
    client = await TestClient.start();
    await client.open(uri, '# podseal: ignore note/bad -- once\nfine\n');
    assert.deepEqual(await client.findings(uri), ['podseal/unused-suppression note/bad']);
    assert.deepEqual(await client.actions(uri, 'note/bad'), []);
  });

  test('comes in Japanese too', async () => {
    client = await TestClient.start({ locale: 'ja-JP' });
    await client.open(uri, 'bad');
    const { edit } = titled(await client.actions(uri, 'bad'), /を抑制/);
    assert.deepEqual(await client.apply(edit), ['# podseal: ignore note/bad -- TODO: 理由\nbad']);
  });

  test('is an entry of a new config file where there are no comments', async () => {
    const json = 'file:///work/sub/a%20b%5B1%5D.note';
    const options = { folders: ['file:///work'], capabilities: editor };
    const edit = await ignore('{ bad bad', 'bad', options, json, 'json');
    assert.deepEqual(edit?.documentChanges?.[0], { kind: 'create', uri: 'file:///work/.podseal.yaml' });
    const [text = ''] = await client.apply(edit);
    assert.equal(
      text,
      'ignore:\n  - rule: note/bad\n    path: "/sub/a\\\\ b\\\\[1\\\\].note"\n    pointer: /1\n    reason: "TODO: reason"\n',
    );
    await client.open('file:///work/.podseal.yaml', text, 'yaml');
    assert.deepEqual(await client.findings(json), ['note/bad bad']);
  });

  test('is an entry of the config file that is there, open or not', async () => {
    const config = 'file:///work/.podseal.yaml';
    const before = '# ours\r\nignore:\r\n- rule: note/ugly\r\n  reason: x\r\n';
    const after =
      '# ours\r\nignore:\r\n- rule: note/bad\r\n  path: /a.note\r\n  pointer: /1\r\n  reason: "TODO: reason"\r\n- rule: note/ugly\r\n  reason: x\r\n';
    const edit = await ignore('{ bad', 'bad', { disk: new Map([[config, before]]) }, uri, 'json');
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.textDocument.version, null);
    await client.open(config, before, 'yaml');
    const again = titled(await client.actions(uri, 'bad'), /^Ignore/);
    assert.deepEqual(await client.apply(again.edit), [after]);
    assert.deepEqual(await client.findings(uri), []);
  });
});
