import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const skopeo = realTool('skopeo');

/** Nobody listens there: what is not refused before ends in a refused connection. */
const image = 'docker://127.0.0.1:9/a';

describe('registries.d is refused as skopeo refuses it', { skip: skopeo.skip }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'podseal-registries-d-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const text of [
    'docker:\n  a: {lookaside: "file:///x"}\n',
    'docker: [a]\n',
    'docker:\n  a: [x]\n',
    'docker:\n  a: {lookaside: [x]}\n',
    'docker:\n  a: {lookaside: 5}\n',
    'docker:\n  a: {use-sigstore-attachments: "true"}\n',
    'docker:\n  a: {use-sigstore-attachments: yes}\n',
    'docker:\n  a: {use-sigstore-attachments: 1}\n',
    'docker:\n  a: {use-sigstore-attachments: null}\n',
    'docker: {a: null}\n',
    'default-docker:\ndocker:\n',
    'dokcer: [a]\n',
    'default-docker: {lookaside: "file:///a"}\n---\ndocker: [b]\n',
    'docker:\n  a: {}\n  a: {}\n',
    'docker: {}\ndocker: {}\n',
    'a: 1\na: 2\n',
    'docker:\n  a: {lookaside: x, lookaside: y}\n',
    'docker:\n  a: {}\n  A: {}\n',
    'docker:\n  a:\n  lookaside: [\n',
    'docker:\n\ta: {}\n',
    'docker: {a: {}\n',
    'docker:\n  a: "x\n',
    'docker: *x\n',
    'x: y: z\n',
    '[]\n',
    'text\n',
    '',
    'docker:\n  a: {}\n b: {}\n',
    'docker:\n  a: !!foo {}\n',
    'docker:\n  <<: {a: {}}\n',
    'docker:\n  a: {lookaside: x}\n...\n}{\n',
    'docker:\n  1: {}\n',
  ]) {
    test(JSON.stringify(text), async () => {
      writeFileSync(path.join(folder, 'a.yaml'), text);
      const { stderr } = await ask(skopeo, ['--registries.d', folder, 'inspect', '--retry-times', '0', image]);
      const errors = lint('registries.d/a.yaml', text).filter(({ severity }) => severity === 'error');
      assert.equal(errors.length > 0, /parsing .*a\.yaml/.test(stderr), stderr);
    });
  }
});
