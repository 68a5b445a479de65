import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignatureHelp } from 'vscode-languageserver/node';
import { defaultSettings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { signature } from '../../../server/lsp/containerfile/signature.ts';
import { parse } from '../../support/containerfile.ts';
import { mark } from '../../support/marked.ts';
import { Opened, readerAndWriter } from '../support/containerfileClient.ts';

/** The signature at `|` with its active part marked. */
function shown(text: string): string | undefined {
  const context = { settings: defaultSettings, locale: 'en' as const, workspace: unknownWorkspace };
  const found = signature(parse(text.replace('|', '')), text.indexOf('|'), context);
  const active = found?.active === undefined ? undefined : found.parameters[found.active];
  return found && mark(found.label, active ? [active.span] : []);
}

test('an instruction with flags says how it is written, and where the cursor is', () => {
  assert.equal(shown('FROM |'), 'FROM [--platform=PLATFORM] «IMAGE[:TAG|@DIGEST]» [AS NAME]');
  assert.equal(
    shown('FROM --platform=linux/arm64 a AS |'),
    'FROM [--platform=PLATFORM] IMAGE[:TAG|@DIGEST] «[AS NAME]»',
  );
  const copy = 'COPY [--from=STAGE] [--chown=USER:GROUP] [--chmod=MODE]';
  assert.equal(shown('FROM a\nonbuild copy --chown=1 \\\n  |'), `${copy} «SOURCE...» DESTINATION`);
  assert.equal(shown('FROM a\nCOPY a b |'), `${copy} SOURCE... «DESTINATION»`);
  assert.equal(
    shown('FROM a\nCOPY --from=a --chown=|'),
    'COPY [--from=STAGE] «[--chown=USER:GROUP]» [--chmod=MODE] SOURCE... DESTINATION',
  );
  assert.equal(shown('FROM a\nCOPY --link|'), `${copy} SOURCE... DESTINATION`);
  assert.equal(shown('FROM a\nHEALTHCHECK --retries=3 |')?.includes('«CMD»'), true);
});

test('a mount says the options of its type', () => {
  assert.match(shown('FROM a\nRUN --mount=type=|') ?? '', /^--mount=«type=bind»,target=PATH,from=/);
  assert.match(
    shown('FROM a\nRUN --mount=type=cache,sharing=|') ?? '',
    /^--mount=type=cache,.*,«sharing=shared\|locked»/,
  );
});

test('the words of a shell and instructions without flags have none', () => {
  for (const text of [
    'FROM a\nRUN make |',
    'FROM a\nHEALTHCHECK CMD curl |',
    'FROM a\nUSER |',
    'FROM a\nCOPY|',
    '# FROM |',
    'FROM a\nRUN <<E\nCOPY |\nE',
  ])
    assert.equal(shown(text), undefined, text);
});

test('the server answers', async () => {
  const opened = await Opened.start('FROM a\nRUN --mount=type=secret,id=«»x make\n');
  const help = await opened.ask<SignatureHelp>('textDocument/signatureHelp');
  const [only] = help.signatures;
  const part = only?.parameters?.[help.activeParameter ?? 0]?.label;
  assert.ok(only && typeof part === 'object');
  assert.match(only.label.slice(...part), /^id=/);
});

test('the parts are explained in Markdown to those who render it, else in plain text', async () => {
  const plain = { ...readerAndWriter, textDocument: { ...readerAndWriter.textDocument, signatureHelp: {} } };
  for (const [capabilities, kind] of [
    [readerAndWriter, 'markdown'],
    [plain, 'plaintext'],
  ] as const) {
    const opened = await Opened.start('FROM a\nRUN --mount=type=secret,id=«»x make\n', { capabilities });
    const { signatures } = await opened.ask<SignatureHelp>('textDocument/signatureHelp');
    const told = signatures[0]?.parameters?.flatMap(({ documentation }) => documentation ?? []) ?? [];
    assert.ok(told.length > 0);
    for (const documentation of told) assert.ok(typeof documentation === 'object' && documentation.kind === kind);
  }
});
