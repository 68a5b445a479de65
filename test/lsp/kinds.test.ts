import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import type { AnyKind } from '../../server/core/kind.ts';
import type { Rule } from '../../server/core/rule.ts';
import { kinds } from '../../server/rules/registry.ts';
import { unmark } from '../support/marked.ts';
import { TestClient } from './support/testClient.ts';

const languages: Readonly<Record<string, string>> = { containerfile: 'dockerfile', kube: 'yaml', config: 'yaml' };

describe('the real kinds in an editor', () => {
  let client: TestClient;
  const disk = new Map<string, string>();
  before(async () => {
    client = await TestClient.start({ kinds, folders: ['file:///work'], disk });
  });
  after(() => client.stop());

  const actionsFor = ({ range, code }: Diagnostic, uri: string): Promise<CodeAction[]> => {
    const context = { diagnostics: [], only: ['quickfix'] };
    const params = { textDocument: { uri }, range, context };
    return client.connection
      .sendRequest<CodeAction[]>('textDocument/codeAction', params)
      .then(actions => actions.filter(({ diagnostics }) => diagnostics?.[0]?.code === code));
  };

  /** Opens a text and answers what ignoring its finding of `rule` makes of the text, or of the config file. */
  const ignored = async (
    kind: AnyKind['id'],
    name: string,
    text: string,
    rule: string,
  ): Promise<string | undefined> => {
    const uri = `file:///work/ignored/${rule}/${name}`;
    await client.open(uri, text, languages[kind] ?? 'json');
    const finding = (await client.diagnostics(uri)).find(({ code }) => code === rule);
    assert.ok(finding, `no ${rule} in ${text}`);
    const action = (await actionsFor(finding, uri)).find(({ title }) => title.startsWith('Ignore'));
    const [changed] = await client.apply(action?.edit);
    await client.remove('file:///work/.podseal.yaml');
    await client.close(uri);
    return changed;
  };

  for (const kind of kinds) {
    for (const rule of kind.rules as readonly Rule<unknown>[]) {
      const [example] = rule.examples.bad;
      if (example.settings) continue;
      test(`${rule.id} can be ignored, and repaired by its first fix`, async () => {
        const { text } = unmark(example.text);
        const name = example.file ?? kind.exampleFile;
        const folder = name.slice(0, name.lastIndexOf('/') + 1);
        for (const [path, content] of Object.entries(example.workspace ?? {})) {
          for (const use of ['ignored', 'fixed']) disk.set(`file:///work/${use}/${rule.id}/${folder}${path}`, content);
        }
        assert.match((await ignored(kind.id, name, text, rule.id)) ?? '', new RegExp(rule.id));
        const uri = `file:///work/fixed/${rule.id}/${name}`;
        await client.open(uri, text, languages[kind.id] ?? 'json');
        const finding = (await client.diagnostics(uri)).find(({ code }) => code === rule.id);
        assert.ok(finding);
        const before = await client.diagnostics(uri);
        const [fix] = (await actionsFor(finding, uri)).filter(
          ({ title, edit }) => edit && !/^(Ignore|Fix all)/.test(title),
        );
        if (fix) {
          await client.apply(fix.edit);
          const rest = (await client.diagnostics(uri)).filter(({ code }) => code === rule.id);
          assert.ok(rest.length < before.filter(({ code }) => code === rule.id).length);
        }
        await client.close(uri);
      });
    }
  }

  test('a comment goes above the whole instruction', async () => {
    assert.equal(
      await ignored(
        'containerfile',
        'Containerfile',
        'FROM scratch\nRUN true \\\n  # why\n\n  && sudo id\n',
        'containerfile/no-sudo',
      ),
      'FROM scratch\n# podseal: ignore containerfile/no-sudo -- TODO: reason\nRUN true \\\n  # why\n\n  && sudo id\n',
    );
  });

  test('also where a heredoc is its body', async () => {
    assert.equal(
      await ignored(
        'containerfile',
        'Containerfile',
        'FROM scratch\nRUN <<EOF\ntrue\nsudo id\nEOF\n',
        'containerfile/no-sudo',
      ),
      'FROM scratch\n# podseal: ignore containerfile/no-sudo -- TODO: reason\nRUN <<EOF\ntrue\nsudo id\nEOF\n',
    );
  });

  test('what is said once for a pod is ignored where it is said', async () => {
    const pod = (above: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n${above}  name: a\nspec:\n  containers:\n    - name: b\n      image: c.io/d:1\n    - name: e\n      image: c.io/d:1\n`;
    assert.equal(
      await ignored('kube', 'pod.yaml', pod(''), 'kube/cap-drop-all'),
      pod('  # podseal: ignore kube/cap-drop-all -- TODO: reason\n'),
    );
  });

  test('in JSON an entry of the config file points to the value', async () => {
    const text = '{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [] }';
    assert.equal(
      await ignored('seccomp', 'seccomp.json', text, 'seccomp/default-action'),
      'ignore:\n  - rule: seccomp/default-action\n    path: /ignored/seccomp/default-action/seccomp.json\n    pointer: /defaultAction\n    reason: "TODO: reason"\n',
    );
  });
});
