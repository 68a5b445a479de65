import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const tool = realTool('currentPodman');

const pod = (annotations: string, env = '[]'): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: ${annotations}
spec:
  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
    env: ${env}
`;

describe(`what ${tool.version || 'podman'} makes of limits and variables`, { skip: tool.skip }, () => {
  let lab: KubeLab;
  before(async () => {
    lab = new KubeLab(tool);
    await lab.open();
  });
  after(() => lab.close());

  const limit = (name: string, value: string): string => pod(`{io.podman.annotations.pids-limit/${name}: "${value}"}`);
  const isReported = (text: string, rule: string): boolean =>
    ids(lint('pod.yaml', text, { podman: '5.8' })).includes(rule);

  for (const [value, limited] of [
    ['100', 100],
    ['+5', 5],
    ['0', 0],
    ['-1', -1],
  ] as const) {
    test(`a limit of ${value} processes`, async () => {
      const text = limit('app', value);
      const answer = await lab.play(text);
      assert.equal(answer.status, 0, answer.stderr);
      const { PidsLimit } = (await lab.inspect('web-app')).HostConfig;
      assert.equal(PidsLimit, limited);
      assert.equal(isReported(text, 'kube/pids-limit'), PidsLimit <= 0);
    });
  }

  for (const value of ['many', '', '1.5', '1e3']) {
    test(`a limit of "${value}" processes is refused`, async () => {
      const text = limit('app', value);
      assert.notEqual((await lab.play(text)).status, 0);
      assert.ok(isReported(text, 'kube/pids-limit'));
    });
  }

  test('a limit for a container that is not there is not looked at', async () => {
    const text = limit('gone', 'many');
    assert.equal((await lab.play(text)).status, 0);
    assert.ok(!isReported(text, 'kube/pids-limit'));
  });

  test('of a variable given twice the last one counts', async () => {
    const text = pod('{}', '[{name: A, value: one}, {name: A, value: two}]');
    assert.equal((await lab.play(text)).status, 0);
    assert.ok((await lab.inspect('web-app')).Config.Env.includes('A=two'));
    assert.ok(isReported(text, 'kube/duplicate-env'));
  });
});
