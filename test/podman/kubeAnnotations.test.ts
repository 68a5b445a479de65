import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const container = 'image: localhost/app:1, command: [/app]';
const spec = `initContainers: [{name: first, ${container}}], containers: [{name: app, ${container}}]`;

const pod = (annotation: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    ${annotation}
spec: {${spec}}
`;

const deployment = (own: string, template: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {${own}}}
spec: {selector: {}, template: {metadata: {annotations: {${template}}}, spec: {${spec}}}}
`;

for (const [name, podman] of [
  ['podman', '4.3'],
  ['currentPodman', '5.8'],
] as const) {
  const tool = realTool(name);
  describe(`what ${tool.version || name} makes of annotations`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    const reported = (text: string): string[] => ids(lint('pod.yaml', text, { podman, profile: 'strict' }));
    const refusing = ['kube/annotation-value', 'kube/seccomp-annotation-value'];

    for (const annotation of [
      'io.podman.annotations.userns: keep-id',
      'io.podman.annotations.userns: "keep-id:uid=5"',
      'io.podman.annotations.userns: host',
      'io.podman.annotations.userns: ""',
      'io.podman.annotations.userns: keepid',
      'io.podman.annotations.userns: "host:auto"',
      'io.podman.annotations.userns: Auto',
      'io.podman.annotations.userns: pod',
      'io.podman.annotations.userns: "keep-id:uid=5,gid=6"',
      'io.podman.annotations.userns: "keep-id:user=5"',
      'io.podman.annotations.userns: "auto:SIZE=9"',
      'io.podman.annotations.userns/web: Auto',
      'io.podman.annotations.userns/other: Auto',
      'io.podman.annotations.userns/app: Auto',
      'io.podman.annotations.cpuset/app: "0"',
      'io.podman.annotations.cpuset/app: ""',
      'io.podman.annotations.cpuset/app: 0-',
      'io.podman.annotations.memory-nodes/app: " 0"',
      'io.podman.annotations.memory-nodes/other: all',
      'io.podman.annotations.init.container.type: Once',
      'io.podman.annotations.pids-limit/app: "100"',
      'io.podman.annotations.pids-limit/app: "+5"',
      'io.podman.annotations.pids-limit/app: "-1"',
      'io.podman.annotations.pids-limit/app: " 5"',
      'io.podman.annotations.pids-limit/app: 10k',
      'io.podman.annotations.pids-limit/app: ""',
      'io.podman.annotations.pids-limit/other: 10k',
      'io.podman.annotations.init/app: "yes"',
      'io.podman.annotations.init/app: t',
      'io.podman.annotations.autoremove/app: ""',
      'io.podman.annotations.publish-all: "yes"',
      'io.podman.annotations.ulimit: nofile',
      'io.podman.annotations.ulimit: host',
      'io.podman.annotations.ulimit: nofile=1,nproc=2:3',
      'io.podman.annotations.ulimit: "nofile=1,"',
      'io.podman.annotations.ulimit: NOFILE=1',
      'io.podman.annotations.ulimit: nofile=unlimited',
      'io.podman.annotations.ulimit: as=1',
      'io.podman.annotations.volumes-from: other',
      'io.containers.sdnotify: conmon',
      'io.containers.sdnotify: CONMON',
      'io.containers.sdnotify/app: "yes"',
      'io.containers.autoupdate: anything',
      'seccomp.security.alpha.kubernetes.io/pod: RuntimeDefault',
      'seccomp.security.alpha.kubernetes.io/pod: runtime/default',
      'container.seccomp.security.alpha.kubernetes.io/other: RuntimeDefault',
      'my team: web',
      'My.Team/a_B.c: web',
      'my_team/a: web',
      'a/b/c: web',
      '"/a": web',
      '"a/": web',
      'x: 5',
    ]) {
      test(annotation, async () => {
        const text = pod(annotation);
        const { status, stderr } = await lab.play(text);
        const isReported = reported(text).some(id => refusing.includes(id));
        assert.equal(status !== 0, isReported, stderr);
      });
    }

    /** What shows that the annotation was read: a value that Podman refuses. */
    for (const [key, value] of [
      ['io.podman.annotations.userns', 'keepid'],
      ['io.podman.annotations.userns/web-pod', 'keepid'],
      ['io.podman.annotations.init.container.type', 'Once'],
      ['io.podman.annotations.pids-limit/app', 'many'],
      ['io.podman.annotations.init/app', 'maybe'],
      ['io.podman.annotations.ulimit', 'nofile'],
      ['io.containers.sdnotify', 'maybe'],
      ['seccomp.security.alpha.kubernetes.io/pod', 'RuntimeDefault'],
      ['container.seccomp.security.alpha.kubernetes.io/app', 'RuntimeDefault'],
    ] as const) {
      test(`where ${key} is read`, async () => {
        const annotation = `${key}: ${value}`;
        const onObject = deployment(annotation, '');
        const onTemplate = deployment('', annotation);
        const isReadOnObject = (await lab.play(onObject)).status !== 0;
        const isReadOnTemplate = (await lab.play(onTemplate)).status !== 0;
        const isMisplaced = (text: string) => reported(text).includes('kube/annotation-level');
        if (isReadOnObject || isReadOnTemplate) {
          assert.notEqual(isReadOnObject, isReadOnTemplate);
          assert.equal(isMisplaced(onObject), !isReadOnObject);
          assert.equal(isMisplaced(onTemplate), !isReadOnTemplate);
        }
      });
    }

    for (const key of ['seccomp/app', 'apparmor/app', 'privileged', 'label']) {
      test(`${key} is only shown`, async () => {
        const text = pod(`io.podman.annotations.${key}: "anything"`);
        assert.ok(reported(text).includes('kube/inspect-only-annotation'));
        assert.equal((await lab.play(text)).status, 0);
        const { HostConfig } = await lab.inspect('web-app');
        assert.equal(HostConfig.Privileged, false);
        const { SecurityOpt } = HostConfig;
        if (podman === '4.3' && key.includes('/')) assert.deepEqual(SecurityOpt, []);
      });
    }

    test('orders to the OCI runtime are handed on', async () => {
      const text = pod('run.oci.keep_original_groups: "1"');
      assert.ok(reported(text).includes('kube/run-oci-annotation'));
      assert.equal((await lab.play(text)).status, 0);
      assert.equal((await lab.inspect('web-app')).Config.Annotations['run.oci.keep_original_groups'], '1');
    });

    test('what is unnamed in the template is on the object for Podman', async () => {
      const text = deployment('', 'run.oci.keep_original_groups: "1"');
      assert.ok(reported(text).includes('kube/annotation-level'));
      assert.equal((await lab.play(text)).status, 0);
      assert.equal(
        (await lab.inspect(podman === '4.3' ? 'web-pod-0-app' : 'web-pod-app')).Config.Annotations[
          'run.oci.keep_original_groups'
        ],
        undefined,
      );
    });
  });
}
