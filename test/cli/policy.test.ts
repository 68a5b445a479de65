import assert from 'node:assert/strict';
import { realpath } from 'node:fs/promises';
import { test } from 'node:test';
import { folderWith } from './support/folder.ts';
import { podseal } from './support/run.ts';

const policy =
  '{"default": [{"type": "reject"}], "transports": {"docker": {"quay.io": [{"type": "insecureAcceptAnything"}]}}}';

test('policy explain says what a policy makes of an image', async context => {
  const cwd = await folderWith(context, {
    'policy.json': policy,
    'bad.json': `// no JSON\n${policy}`,
    'list.json': '[]',
  });
  const explain = (...args: string[]) => podseal(['policy', 'explain', ...args], { cwd });
  const accepted = await explain('policy.json', 'quay.io/acme/app:1');
  assert.equal(accepted.code, 0);
  assert.match(accepted.out, /^docker: quay\.io\/acme\/app:1 is accepted without a signature\./);
  assert.match(accepted.out, /- "quay\.io": this decides/);
  assert.match((await explain('policy.json', 'nginx')).out, /^docker: docker\.io\/library\/nginx:latest is rejected/);
  assert.match((await explain('bad.json', 'nginx')).out, /^Podman refuses this file/);
  assert.match(
    (await explain('policy.json', 'dir:images/x')).out,
    new RegExp(`- "${await realpath(cwd)}/images/x": not`),
  );
  assert.equal((await explain('list.json', 'nginx')).code, 2);
  assert.equal((await explain('policy.json', 'Not an image')).code, 2);
  assert.equal((await explain('policy.json')).code, 2);
  const gone = await explain('gone.json', 'nginx');
  assert.equal(gone.code, 3);
  assert.match(gone.err, /^podseal: \S*gone\.json: no such file or directory\n$/);
});
