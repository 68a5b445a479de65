import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inRange } from '../../server/core/podmanVersion.ts';
import { ignoredFields } from '../../server/podman/ignoredFields.ts';
import { memoryEmptyDirSince, mountPathOptions } from '../../server/podman/kubeSupport.ts';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

interface Parts {
  readonly spec?: string;
  readonly app?: string;
  readonly mount?: string;
  readonly volume?: string;
}

const pod = ({ spec, app, mount = 'mountPath: /data', volume = 'emptyDir: {}' }: Parts = {}): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec ? `  ${spec}\n` : ''}  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
${app ? `    ${app}\n` : ''}    volumeMounts:
    - name: data
      ${mount}
  volumes:
  - name: data
    ${volume}
`;

/** A field that Podman ignores, where it makes a difference for Kubernetes. */
const written: Readonly<Record<string, Parts>> = {
  runtimeClassName: { spec: 'runtimeClassName: gvisor' },
  'securityContext.fsGroup': { spec: 'securityContext: {fsGroup: 2000}' },
  'securityContext.sysctls': { spec: 'securityContext: {sysctls: [{name: net.ipv4.ip_forward, value: "1"}]}' },
  imagePullSecrets: { spec: 'imagePullSecrets: [{name: login}]' },
  activeDeadlineSeconds: { spec: 'activeDeadlineSeconds: 5' },
  terminationGracePeriodSeconds: { spec: 'terminationGracePeriodSeconds: 5' },
  dnsPolicy: { spec: 'dnsPolicy: None' },
  subdomain: { spec: 'subdomain: web' },
  setHostnameAsFQDN: { spec: 'setHostnameAsFQDN: true' },
  nodeName: { spec: 'nodeName: other' },
  nodeSelector: { spec: 'nodeSelector: {disk: ssd}' },
  affinity: { spec: 'affinity: {nodeAffinity: {}}' },
  tolerations: { spec: 'tolerations: [{key: a}]' },
  topologySpreadConstraints: { spec: 'topologySpreadConstraints: [{maxSkew: 1}]' },
  schedulerName: { spec: 'schedulerName: own' },
  priorityClassName: { spec: 'priorityClassName: high' },
  priority: { spec: 'priority: 5' },
  preemptionPolicy: { spec: 'preemptionPolicy: Never' },
  overhead: { spec: 'overhead: {cpu: 1}' },
  'containers.*.readinessProbe': { app: 'readinessProbe: {exec: {command: [/ready]}}' },
  'containers.*.startupProbe': { app: 'startupProbe: {exec: {command: [/ready]}}' },
  'containers.*.lifecycle.postStart': { app: 'lifecycle: {postStart: {exec: {command: [/start]}}}' },
  'containers.*.lifecycle.preStop': { app: 'lifecycle: {preStop: {exec: {command: [/stop]}}}' },
  'containers.*.lifecycle.stopSignal': { app: 'lifecycle: {stopSignal: SIGUSR1}' },
  'containers.*.securityContext.procMount': { app: 'securityContext: {procMount: Unmasked}' },
  'containers.*.volumeMounts.*.subPathExpr': { mount: 'mountPath: /data\n      subPathExpr: $(NAME)' },
  'containers.*.volumeMounts.*.recursiveReadOnly': { mount: 'mountPath: /data\n      recursiveReadOnly: Enabled' },
  'containers.*.volumeDevices': { app: 'volumeDevices: [{name: data, devicePath: /dev/x}]' },
  'containers.*.resources.limits.ephemeral-storage': { app: 'resources: {limits: {ephemeral-storage: 1Gi}}' },
};

for (const [toolName, podman] of [
  ['podman', '4.3'],
  ['currentPodman', '5.8'],
] as const) {
  const tool = realTool(toolName);
  describe(`what ${tool.version || toolName} makes of fields`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    const reported = (text: string): string[] => ids(lint('pod.yaml', text, { podman, profile: 'strict' }));
    const made = async (text: string): Promise<string> => {
      const { status, stderr } = await lab.play(text);
      assert.equal(status, 0, stderr);
      const { Config, HostConfig, Mounts, EffectiveCaps } = await lab.inspect('web-app');
      const Env = Config.Env.toSorted();
      return withoutIds(JSON.stringify({ Config: { ...Config, Env }, HostConfig, Mounts, EffectiveCaps }));
    };

    let plain: Promise<string> | undefined;
    const withoutAny = (): Promise<string> => {
      plain ??= made(pod());
      return plain;
    };

    for (const [name, parts] of Object.entries(written)) {
      const field = ignoredFields.find(each => each.path.join('.') === name);
      const isIgnored = field !== undefined && inRange(podman, field.podman ?? '>=4.0');
      if (isIgnored)
        test(`${name} makes no difference`, async () => {
          const text = pod(parts);
          assert.ok(reported(text).includes('kube/field-ignored'));
          assert.equal(await made(text), await withoutAny());
        });
    }

    test('ephemeral containers are not there', async () => {
      const text = pod({ spec: 'ephemeralContainers: [{name: debug, image: localhost/app:1, command: [/app]}]' });
      assert.ok(reported(text).includes('kube/ephemeral-containers'));
      assert.equal((await lab.play(text)).status, 0);
      assert.ok(await lab.inspect('web-app'));
      await assert.rejects(lab.inspect('web-debug'), /no such/);
    });

    // Before, it is a volume like any other.
    if (inRange(podman, memoryEmptyDirSince))
      test('a volume in memory has neither a size nor is it read-only', async () => {
        const text = pod({
          mount: 'mountPath: /data\n      readOnly: true',
          volume: 'emptyDir: {medium: Memory, sizeLimit: 1Mi}',
        });
        assert.equal(reported(text).filter(id => id === 'kube/field-ignored').length, 2);
        assert.equal(await made(text), await made(pod({ volume: 'emptyDir: {medium: Memory}' })));
      });

    for (const probe of [
      'livenessProbe: {httpGet: {path: /a, port: 80}}',
      'livenessProbe: {httpGet: {path: "/a;id", port: 80}}',
      'livenessProbe: {tcpSocket: {port: 80}}',
      'livenessProbe: {exec: {command: [/healthy]}}',
      'livenessProbe: {grpc: {port: 80}}',
    ]) {
      test(probe, async () => {
        const text = pod({ app: probe });
        assert.equal((await lab.play(text)).status, 0);
        const health = (await lab.inspect('web-app')).Config.Healthcheck?.Test;
        const isInShell = health?.[0] === 'CMD-SHELL' && /^(?:curl|nc)$/.test(health[1] ?? '');
        assert.equal(isInShell || health === undefined, reported(text).includes('kube/probe-command'));
        if (probe.includes(';id')) assert.ok(health?.some(word => word.endsWith('/a;id')));
      });
    }

    for (const [parts, rule] of [
      [{ app: 'livenessProbe: {httpGet: {port: http}}' }, 'kube/probe-command'],
      [{ spec: 'initContainers: [{name: i, image: localhost/app:1, livenessProbe: {}}]' }, 'kube/probe-command'],
      [{ spec: 'initContainers: [{name: i, image: localhost/app:1, lifecycle: {}}]' }, 'kube/probe-command'],
      [{ spec: 'initContainers: [{name: i, image: localhost/app:1, lifecycle: null, command: [/i]}]' }, undefined],
      [{ spec: 'initContainers: [{name: i, command: [/i]}]' }, 'kube/missing-image'],
      [{ spec: 'initContainers: [{name: i, image: "", command: [/i]}]' }, 'kube/missing-image'],
      [{ volume: 'nfs: {server: a, path: /}' }, 'kube/unsupported-volume'],
      [{ volume: 'projected: {sources: []}' }, 'kube/unsupported-volume'],
      [{ volume: 'csi: {driver: a}' }, 'kube/unsupported-volume'],
      [{ volume: 'emptyDir:' }, 'kube/unsupported-volume'],
      [{ volume: 'hostPath: {path: /tmp, type: Folder}' }, 'kube/unsupported-volume'],
      [{ volume: 'hostPath: {path: /tmp, type: Directory}' }, undefined],
      [{ volume: 'hostPath: {path: server}' }, undefined],
      [{ mount: 'mountPath: data' }, 'kube/mount-path-options'],
      ...mountPathOptions
        .flat()
        .filter(option => !['idmap', 'O', 'nocopy', 'copy'].includes(option))
        .map(option => [{ mount: `mountPath: /data:${option}`, volume: 'hostPath: {path: /tmp}' }, undefined] as const),
      ...mountPathOptions
        .filter(row => row.length > 1)
        .map(row => [{ mount: `mountPath: '/data:${row.slice(0, 2)}'` }, 'kube/mount-path-options'] as const),
      [{ mount: 'mountPath: /data:U,U' }, 'kube/mount-path-options'],
      [{ mount: 'mountPath: /data:rw\n      readOnly: true' }, 'kube/mount-path-options'],
      [{ mount: 'mountPath: /data:ro\n      readOnly: false' }, undefined],
      [{ mount: 'mountPath: /data:slave\n      mountPropagation: None' }, 'kube/mount-path-options'],
      [{ mount: 'mountPath: /data\n      mountPropagation: none' }, 'kube/mount-propagation'],
      [{ mount: 'mountPath: /data\n      mountPropagation: ""' }, 'kube/mount-propagation'],
      [{ mount: 'mountPath: /data\n      mountPropagation: null' }, undefined],
      [{ mount: 'mountPath: /data\n    - name: data\n      mountPath: /data/.' }, 'kube/duplicate-mount'],
      ...['sticky', 'RO', 'sync', 'noatime', 'zZ', 'mode=755'].map(
        option => [{ mount: `mountPath: /data:${option}` }, 'kube/mount-path-options'] as const,
      ),
    ] as const) {
      test(`${JSON.stringify(parts)} is ${rule ? 'refused' : 'taken'}`, async () => {
        const text = pod(parts);
        const { status, stderr } = await lab.play(text);
        const errors = lint('pod.yaml', text, { podman }).filter(({ severity }) => severity === 'error');
        assert.equal(status !== 0, errors.length > 0, stderr || String(ids(errors)));
        if (status !== 0) assert.deepEqual(ids(errors), [rule]);
      });
    }

    test('a mount can be given suid and dev', async () => {
      const text = pod({ mount: 'mountPath: /data:suid,dev', volume: 'hostPath: {path: /tmp}' });
      assert.ok(reported(text).includes('kube/mount-path-options'));
      assert.equal((await lab.play(text)).status, 0);
      const [mount] = (await lab.inspect('web-app')).Mounts;
      assert.ok(mount?.Options.includes('suid') && mount.Options.includes('dev'));
    });

    test('an emptyDir is a volume of its name, for all pods', async () => {
      const text = pod();
      assert.ok(reported(text).includes('kube/emptydir-shared-name'));
      assert.equal((await lab.play(text)).status, 0);
      assert.equal((await lab.inspect('web-app')).Mounts[0]?.Name, 'data');
    });

    test('a hostPath that is not absolute is looked for where Podman is started', async () => {
      const text = pod({ volume: 'hostPath: {path: server}' });
      assert.ok(reported(text).includes('kube/host-path-relative'));
      assert.equal((await lab.play(text)).status, 0);
      assert.equal((await lab.inspect('web-app')).Mounts[0]?.Source, path.resolve('server'));
    });

    test('a device among the resources', async () => {
      const text = pod({ app: 'resources: {limits: {podman.io/device=/dev/null: 1}}' });
      assert.equal((await lab.play(text)).status, 0);
      const { Devices } = (await lab.inspect('web-app')).HostConfig;
      const isGiven = Devices.some(({ PathOnHost }) => PathOnHost === '/dev/null');
      assert.equal(isGiven, reported(text).includes('kube/device-resource'));
    });

    for (const [policy, expected] of [
      ['', 'always'],
      ['restartPolicy: Always,', 'always'],
      ['restartPolicy: Never,', 'no'],
      ['restartPolicy: OnFailure,', 'on-failure'],
    ] as const) {
      test(`a Job with ${policy || 'no policy'}`, async () => {
        const text = `apiVersion: batch/v1
kind: Job
metadata: {name: web}
spec: {template: {spec: {${policy} containers: [{name: app, image: localhost/app:1, command: [/app]}]}}}
`;
        const { status } = await lab.play(text);
        assert.equal(status !== 0, reported(text).includes('kube/kind-skipped'));
        if (status !== 0) return;
        assert.equal((await lab.inspect('web-pod-app')).HostConfig.RestartPolicy.Name, expected);
        assert.equal(reported(text).includes('kube/job-restart-policy'), expected === 'always');
      });
    }
  });
}

/** Ids are new each time. */
const withoutIds = (text: string): string => text.replaceAll(/[0-9a-f]{64}|[0-9a-f]{12}/g, '');
