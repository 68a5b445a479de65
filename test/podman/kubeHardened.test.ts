import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { KubeLab } from '../support/kubeLab.ts';
import { lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const insecure = {
  'a bare pod': `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: app, image: localhost/app:1, command: [/app]}]}
`,
  'a pod that asks for everything': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  hostPID: true
  securityContext:
    runAsUser: 0
  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
    securityContext:
      privileged: true
      allowPrivilegeEscalation: true
      capabilities:
        add: [SYS_ADMIN, NET_RAW]
`,
  'a pod that has one capability too many': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
    securityContext:
      capabilities: {add: [NET_BIND_SERVICE, SYS_PTRACE]}
`,
};

for (const name of ['podman', 'currentPodman'] as const) {
  const tool = realTool(name);
  describe(`what ${tool.version || name} makes of a hardened file`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    for (const [title, text] of Object.entries(insecure)) {
      for (const profile of ['strict', 'kubernetes'] as const) {
        test(`${title}, by the profile ${profile}`, async () => {
          const answer = await lab.play(hardened(text, profile));
          assert.equal(answer.status, 0, answer.stderr);
          const { Config, HostConfig, EffectiveCaps } = await lab.inspect('web-app');
          assert.match(Config.User, /^[1-9]\d*/);
          assert.equal(HostConfig.Privileged, false);
          assert.equal(HostConfig.ReadonlyRootfs, true);
          assert.ok(HostConfig.SecurityOpt.includes('no-new-privileges'));
          assert.ok((EffectiveCaps ?? []).every(capability => capability === 'CAP_NET_BIND_SERVICE'));
        });
      }
    }
  });
}

/** They ask for subordinate users, which the machine at hand may not have. */
const ofUserNamespaces: readonly string[] = ['kube/userns-default-host', 'kube/host-users'];

/** Takes the first fix of every finding until nothing is left to fix. */
function hardened(text: string, profile: 'strict' | 'kubernetes', rounds = 10): string {
  const findings = lint('pod.yaml', text, { profile }).filter(({ rule }) => !ofUserNamespaces.includes(rule.id));
  const edits = combineFixes(findings.flatMap(finding => finding.fixes.slice(0, 1)));
  return edits.length === 0 || rounds === 0 ? text : hardened(applyEdits(text, edits), profile, rounds - 1);
}
