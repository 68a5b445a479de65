import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { ids, lint } from '../support/lint.ts';
import { type Answer, ask, type RealTool, realTool } from '../support/realTools.ts';

/** What `podman kube play` makes of a file, told by Podman itself: pods are created, not started. */
class Lab {
  readonly #tool: RealTool;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'podseal-kube-'));
  readonly #env: Record<string, string>;

  constructor(tool: RealTool) {
    this.#tool = tool;
    const graph = path.join(this.#folder, 'graph');
    mkdirSync(graph);
    const files = {
      'storage.conf': `[storage]\ndriver="vfs"\ngraphroot="${graph}"\nrunroot="${path.join(this.#folder, 'run')}"\n`,
      'containers.conf': '[engine]\ncgroup_manager="cgroupfs"\nevents_logger="none"\n',
      // Two blocks of zeros are an archive without files.
      'empty.tar': '\0'.repeat(1024),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(this.#folder, name), text);
    this.#env = {
      CONTAINERS_STORAGE_CONF: path.join(this.#folder, 'storage.conf'),
      CONTAINERS_CONF: path.join(this.#folder, 'containers.conf'),
      // For the current Podman, whose wrapper has settings of its own.
      ORACLE_STORAGE: graph,
    };
  }

  async open() {
    const { status, stderr } = await this.#podman(
      'import',
      '-q',
      path.join(this.#folder, 'empty.tar'),
      'localhost/app:1',
    );
    assert.equal(status, 0, stderr);
  }

  async close() {
    await this.#podman('pod', 'rm', '-fa');
    await this.#podman('rmi', '-fa');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async play(text: string): Promise<Answer> {
    const file = path.join(this.#folder, 'pod.yaml');
    writeFileSync(file, text);
    await this.#podman('pod', 'rm', '-fa');
    return this.#podman('kube', 'play', '--start=false', '--network', 'none', file);
  }

  async inspect(container: string): Promise<Inspected> {
    const { stdout, stderr } = await this.#podman('container', 'inspect', container);
    const [inspected] = JSON.parse(stdout) as Inspected[];
    assert.ok(inspected, stderr);
    return inspected;
  }

  #podman(...args: string[]): Promise<Answer> {
    return ask(this.#tool, args, { env: this.#env });
  }
}

interface Inspected {
  readonly Config: { readonly User: string };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly SecurityOpt: readonly string[];
    readonly CapDrop: readonly string[];
  };
}

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
    let lab: Lab;
    before(async () => {
      lab = new Lab(tool);
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
