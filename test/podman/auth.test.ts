import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { unknownWorkspace } from '../../server/core/workspace.ts';
import { lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

/** Nobody listens there: what is not refused before ends in a refused connection. */
const host = '127.0.0.1:9';
const encoded = Buffer.from('me:$PASSWORD').toString('base64');

for (const name of ['skopeo', 'debianSkopeo'] as const) {
  const skopeo = realTool(name);
  describe(`auth.json is refused as ${name} refuses it`, { skip: skopeo.skip }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'podseal-auth-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const text of [
      '{}',
      '',
      '[]',
      'null',
      '{"auths": null}',
      '{"auths": []}',
      '{"auths": {}}',
      `{"auths": {"${host}": null}}`,
      `{"auths": {"${host}": {}}}`,
      `{"auths": {"${host}": []}}`,
      `{"auths": {"${host}": {"auth": ""}}}`,
      `{"auths": {"${host}": {"auth": null}}}`,
      `{"auths": {"${host}": {"auth": 5}}}`,
      `{"auths": {"${host}": {"auth": "%%%%"}}}`,
      `{"auths": {"${host}": {"auth": "${encoded}"}}}`,
      `{"auths": {"${host}": {"auth": "${encoded}", "email": 5}}}`,
      `{"AUTHS": {"${host}": {"AUTH": "%%%%"}}}`,
      `{"auths": {"${host}": {"auth": "${encoded}"},}}`,
      `{"auths": {}} // mine`,
      `{'auths': {}}`,
      '{"auths": {}, "credHelpers": {"a.example": "none"}}',
      '{"auths": {}, "credHelpers": []}',
      '{"auths": {}, "credHelpers": {"a.example": 5}}',
      '{"auths": {}, "credsStore": "pass"}',
      '{"auths": {}, "auths": []}',
      `{"auths": {"${host}": {"identitytoken": 5}}}`,
      `{"${host}": {"auth": "%%%%"}}`,
      `{"${host}": {"auth": 5}}`,
      `{"${host}": []}`,
      `{"${host}": null}`,
      `{"${host}": {"auth": "${encoded}"}}`,
      `{"auths": {}, "${host}": {"auth": "%%%%"}}`,
      `{"auths": {"${host}": {"auth": "%%%%"}}, "Auths": {}}`,
      '{"credsStore": 5}',
      `{"auths": {"${host}": {"auth": "${encoded}"}}, "x": 1}`,
    ]) {
      for (const fileName of ['auth.json', '.dockercfg'])
        test(`${fileName}: ${text}`, async () => {
          const file = path.join(folder, fileName);
          rmSync(path.join(folder, '.dockercfg'), { force: true });
          writeFileSync(file, text);
          // Nobody can name a .dockercfg: it is looked for at home.
          const option = fileName === 'auth.json' ? ['--authfile', file] : [];
          const env = { HOME: folder, XDG_RUNTIME_DIR: folder, XDG_CONFIG_HOME: folder };
          const args = ['inspect', ...option, '--tls-verify=false', `docker://${host}/a`];
          const { stderr } = await ask(skopeo, args, { env });
          const errors = lint(`containers/${fileName}`, text, {}, { ...unknownWorkspace, fileName }).filter(
            ({ severity }) => severity === 'error',
          );
          const refusals = errors.filter(({ rule }) => rule.id !== 'auth/credentials');
          assert.equal(
            refusals.length > 0,
            !/connection refused/.test(stderr),
            `${stderr}\n${refusals.map(({ rule }) => rule.id)}`,
          );
        });
    }
  });
}
