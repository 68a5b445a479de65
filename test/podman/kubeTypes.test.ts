import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const pod = (spec: string, container: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec && `  ${spec}\n`}  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
${container && `    ${container}\n`}`;

const inContainers = [
  'tty: yes',
  'tty: "true"',
  'tty: True',
  'tty: !!bool "true"',
  'args: x',
  'args: [1, true]',
  'workingDir: 5',
  'env: {A: x}',
  'env: [{name: A, value: 8080}, {name: B, value: yes}]',
  'env: [{name: A, value: [1]}]',
  'ports: [{containerPort: "80"}]',
  'livenessProbe: {periodSeconds: "5", exec: {command: [a]}}',
  'securityContext: []',
  'securityContext: {runAsUser: "5"}',
  'securityContext: {runAsUser: 5.0}',
  'securityContext: {runAsUser: 5.5}',
  'securityContext: {runAsUser: 0x10}',
  'securityContext: {runAsUser: 1e3}',
  'securityContext: {runAsUser: true}',
  'securityContext: {privileged: 1}',
  'securityContext: {capabilities: [ALL]}',
  'securityContext: {capabilities: {drop: ALL}}',
  'securityContext: {seccompProfile: RuntimeDefault}',
  'securityContext: {seLinuxOptions: {level: 5}}',
  'securityContext: {windowsOptions: {hostProcess: "true"}}',
  'securityContext: {appArmorProfile: x}',
];

const inSpecs = [
  'hostNetwork: "true"',
  'hostNetwork: off',
  'hostUsers: "false"',
  'terminationGracePeriodSeconds: "5"',
  'automountServiceAccountToken: "false"',
  'enableServiceLinks: "x"',
  'securityContext: {fsGroup: "5"}',
  'securityContext: {supplementalGroups: ["5"]}',
  'securityContext: {supplementalGroups: 5}',
  'securityContext: {sysctls: [{name: net.ipv4.ip_forward, value: 1}]}',
  'securityContext: {sysctls: {net.ipv4.ip_forward: 1}}',
  'imagePullSecrets: x',
  'volumes: [{name: a, emptyDir: true}]',
  'hostname: 5',
  'restartPolicy: [Always]',
];

for (const name of ['podman', 'currentPodman'] as const) {
  const tool = realTool(name);
  describe(`types that ${tool.version || name} takes`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    for (const [spec, container] of [...inSpecs.map(line => [line, '']), ...inContainers.map(line => ['', line])])
      test(`${spec}${container}`, async () => {
        const text = pod(spec ?? '', container ?? '');
        const { status, stderr } = await lab.play(text);
        assert.equal(status !== 0, ids(lint('pod.yaml', text)).includes('kube/wrong-type'), stderr);
      });
  });
}
