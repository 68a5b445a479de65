import {
  type CompletionList,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type InlayHint,
  type Location,
  Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { ask, hoverAt } from '../ask.ts';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, openNew } from '../editor.ts';
import { finding } from '../findings.ts';

const rule = 'containerfile/root-user';
const end = '\nFROM scratch\nUSER root\n';

/** Opens a Containerfile whose last stage has a finding: once that is shown, the server answers. */
async function opened(marked: string): Promise<{ document: TextDocument; range: Range }> {
  const file = await openNew('Containerfile', marked + end);
  await finding(rule, file.document);
  return file;
}

suite('Containerfiles', () => {
  teardown(closeEverything);

  test('are completed: a flag replaces the half-typed word', async () => {
    const { document, range } = await opened('FROM scratch AS build\nFROM scratch\nCOPY --fr«» / /');
    const { items } = await ask<CompletionList>('CompletionItemProvider', document, range.start);
    const flag = items.find(({ label }) => label === '--from');
    ok(flag, 'there is --from');
    const { range: replaced } = flag;
    ok(replaced, 'it says what it replaces');
    const inserting = replaced instanceof Range ? replaced : replaced.inserting;
    equal(document.getText(inserting), '--fr');
  });

  test('offer nothing of ours in the words of a shell', async () => {
    const { document, range } = await opened('FROM scratch\nRUN COP«»');
    const { items } = await ask<CompletionList>('CompletionItemProvider', document, range.start);
    ok(!items.some(({ detail }) => detail?.startsWith('COPY [')), 'no instruction');
  });

  test('explain themselves in a hover', async () => {
    const { document, range } = await opened('ARG «V»=1\nFROM scratch AS v$V');
    matches(await hoverAt(document, range.start), /`V` is `1`/);
  });

  test('rename a variable wherever it stands', async () => {
    const { document, range } = await opened("ARG V=1\nFROM scratch\nARG «V»\nRUN echo $V '$V'");
    const edit = await ask<WorkspaceEdit>('DocumentRenameProvider', document, range.start, 'VERSION');
    ok(edit instanceof WorkspaceEdit, 'there is an edit');
    ok(await workspace.applyEdit(edit), 'it is made');
    equal(document.getText(), `ARG VERSION=1\nFROM scratch\nARG VERSION\nRUN echo $VERSION '$V'${end}`);
  });

  test('lead from a stage to where it begins', async () => {
    const { document, range } = await opened('FROM scratch AS build\nFROM scratch\nCOPY --from=«build» / /');
    const found = await ask<Location[]>('DefinitionProvider', document, range.start);
    equal(
      found.map(location => document.getText(location.range)),
      ['build'],
    );
    equal(found[0]?.range.start.line, 0);
  });

  test('have an outline, folds and links', async () => {
    const { document } = await opened('FROM alpine:3.20 AS build\nRUN a \\\n  b');
    const symbols = await ask<DocumentSymbol[]>('DocumentSymbolProvider', document);
    equal(
      symbols.map(({ name }) => name),
      ['build', '1'],
    );
    const folds = await ask<FoldingRange[]>('FoldingRangeProvider', document);
    ok(
      folds.some(({ start, end }) => start === 1 && end === 2),
      'the long RUN folds',
    );
    const links = await ask<DocumentLink[]>('LinkProvider', document);
    ok(
      links.some(({ target }) => target?.toString().includes('hub.docker.com/_/alpine')),
      'the image is a link',
    );
  });

  test('show the user of a stage where the setting asks for it', async () => {
    const settings = workspace.getConfiguration('podseal.inlayHints');
    const { document } = await opened('FROM scratch\nUSER 1001');
    const hints = () => ask<InlayHint[]>('InlayHintProvider', document, new Range(0, 0, document.lineCount, 0));
    equal((await hints()).length, 0);
    await settings.update('effectiveUser', true);
    try {
      equal(await labelsOnceThere(hints), ['user: 1001', 'user: root']);
    } finally {
      await settings.update('effectiveUser', undefined);
    }
  });

  test('leave the folding of other files as it is', async () => {
    const { document } = await openNew(
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  hostNetwork: true\n  containers: []\n',
    );
    await finding('kube/host-network', document);
    const folds = await ask<FoldingRange[] | undefined>('FoldingRangeProvider', document);
    ok(folds === undefined || folds.some(({ start }) => start === 2), 'indentation still folds');
  });
});

/** The server hears of a setting a moment after VS Code has taken it. */
async function labelsOnceThere(hints: () => Thenable<InlayHint[]>): Promise<unknown[]> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await hints();
    if (found.length > 0) return found.map(({ label }) => label);
  }
  return [];
}
