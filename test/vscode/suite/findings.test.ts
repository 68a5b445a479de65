import { DiagnosticSeverity, window, workspace } from 'vscode';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, openNew, type } from '../editor.ts';
import { count, finding, ruleOf, shown } from '../findings.ts';

/** One finding of each kind; `«»` mark its range. */
const samples = [
  {
    file: 'Containerfile',
    rule: 'containerfile/root-user',
    text: 'FROM quay.io/acme/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER «root»\n',
    repaired: '1001',
  },
  {
    file: 'pod.yaml',
    rule: 'kube/privileged',
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web # 🦭 before the range, to count as VS Code does
spec:
  containers:
    - { name: 🦭, image: quay.io/acme/web:1.2, securityContext: { privileged: «true» } }
`,
    repaired: 'false',
  },
  {
    file: 'seccomp.json',
    rule: 'seccomp/default-action',
    text: '{\r\n  "defaultAction": «"SCMP_ACT_ALLOW"»,\r\n  "syscalls": []\r\n}\r\n',
    repaired: '"SCMP_ACT_ERRNO"',
  },
  {
    file: 'policy.json',
    rule: 'policy/default-accept',
    text: '{\n  "default": [{ "type": «"insecureAcceptAnything"» }],\n  "transports": {}\n}\n',
    repaired: '"reject"',
  },
];

suite('findings', () => {
  teardown(closeEverything);

  for (const { file, rule, text, repaired } of samples) {
    test(`of ${rule} come with exact range and link, and go with the fault`, async () => {
      const { document, range } = await openNew(file, text);
      const found = await finding(rule, document);
      equal(found.range, range, document.getText(found.range));
      ok(typeof found.code === 'object', 'the code is a link');
      matches(found.code.target.toString(), new RegExp(`^https://.*/${rule}\\.md$`));
      ok([DiagnosticSeverity.Error, DiagnosticSeverity.Warning].includes(found.severity), 'it is not a mere hint');
      ok(found.message.includes('\n'), 'what is wrong stands in a line of its own');

      await type(document, document.getText(range), repaired);
      await count(rule, 0, document);
    });
  }

  test('of an untitled document come as in a file', async () => {
    const document = await workspace.openTextDocument({ language: 'dockerfile', content: 'FROM scratch\nUSER root\n' });
    await window.showTextDocument(document);
    await finding('containerfile/root-user', document);
  });

  test('go when the document is closed', async () => {
    const { document } = await openNew('Containerfile', 'FROM scratch\nUSER root\n');
    await finding('containerfile/root-user', document);
    await closeEverything();
    await count('containerfile/root-user', 0, document);
    equal(shown(document).map(ruleOf), []);
  });
});
