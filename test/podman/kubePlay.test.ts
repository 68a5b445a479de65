import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const pod = (security: string, spec = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec}  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
${security}`;

/** Podman's own default, as the rule's text says. */
const defaultCapabilities =
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT';

for (const name of ['podman', 'currentPodman'] as const) {
  const tool = realTool(name);
  describe(`kube play of ${tool.version || name}`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    test('runAsNonRoot is not enforced', async () => {
      const text = pod('    securityContext: {runAsNonRoot: true}\n');
      assert.ok(ids(lint('pod.yaml', text)).includes('kube/run-as-non-root-not-enforced'));
      assert.equal((await lab.play(text)).status, 0);
      assert.equal((await lab.inspect('web-app')).Config.User, '');
    });

    test('what the fixes write is what Podman does', async () => {
      const insecure = pod('    securityContext:\n      privileged: true\n');
      const fixed = repaired(insecure);
      assert.deepEqual(ids(lint('pod.yaml', fixed)), []);
      const answer = await lab.play(fixed);
      assert.equal(answer.status, 0, answer.stderr);
      const { Config, HostConfig } = await lab.inspect('web-app');
      assert.equal(Config.User, '10001:10001');
      assert.equal(HostConfig.ReadonlyRootfs, true);
      assert.equal(HostConfig.Privileged, false);
      assert.ok(HostConfig.SecurityOpt.includes('no-new-privileges'));
      for (const capability of defaultCapabilities.split(' '))
        assert.ok(HostConfig.CapDrop.includes(`CAP_${capability}`));
    });

    for (const word of ['yes', 'on', 'y', '"true"']) {
      test(`privileged: ${word} is refused`, async () => {
        const { status, stderr } = await lab.play(pod(`    securityContext: {privileged: ${word}}\n`));
        assert.notEqual(status, 0);
        assert.match(stderr, /cannot unmarshal string into .*privileged of type bool/);
      });
    }

    test('privileged: True is true', async () => {
      assert.equal((await lab.play(pod('    securityContext: {privileged: True}\n'))).status, 0);
      assert.equal((await lab.inspect('web-app')).HostConfig.Privileged, true);
    });

    for (const version of ['1.1', '1.2', '1.3']) {
      test(`%YAML ${version} is ${version === '1.1' ? 'taken' : 'refused'}`, async () => {
        const text = `%YAML ${version}\n---\n${pod('')}`;
        const { status, stderr } = await lab.play(text);
        assert.equal(status !== 0, ids(lint('pod.yaml', text)).includes('kube/yaml-version'), stderr);
      });
    }

    test('a version that a later document declares is refused, too', async () => {
      const { status, stderr } = await lab.play(`${pod('')}...\n%YAML 1.2\n---\n`);
      assert.notEqual(status, 0);
      assert.match(stderr, /incompatible YAML document/);
    });

    test('a key that is there twice is refused', async () => {
      const { status, stderr } = await lab.play(pod('', '  hostNetwork: false\n  hostNetwork: false\n'));
      assert.notEqual(status, 0);
      assert.match(stderr, /mapping key "hostNetwork" already defined/);
    });

    test('an own key wins over a merge key, wherever it stands', async () => {
      const security = '    securityContext: {readOnlyRootFilesystem: false, <<: *locked}\n';
      const text = `x-locked: &locked {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false}\n${pod(security)}`;
      const answer = await lab.play(text);
      assert.equal(answer.status, 0, answer.stderr);
      const { HostConfig } = await lab.inspect('web-app');
      assert.equal(HostConfig.ReadonlyRootfs, false);
      assert.ok(HostConfig.SecurityOpt.includes('no-new-privileges'));
      assert.ok(!ids(lint('pod.yaml', text)).includes('kube/allow-privilege-escalation'));
    });

    test('the names of capabilities in any spelling are the same to it', async () => {
      const answer = await lab.play(
        pod('    securityContext: {capabilities: {drop: [all], add: [net_bind_service]}}\n'),
      );
      assert.equal(answer.status, 0, answer.stderr);
      assert.ok((await lab.inspect('web-app')).HostConfig.CapDrop.includes('CAP_SETUID'));
    });
  });
}

/** Takes the first fix of every finding until nothing is left to fix. */
function repaired(text: string, rounds = 10): string {
  const edits = combineFixes(lint('pod.yaml', text).flatMap(finding => finding.fixes.slice(0, 1)));
  return edits.length === 0 || rounds === 0 ? text : repaired(applyEdits(text, edits), rounds - 1);
}
