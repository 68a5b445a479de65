import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { ids, lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const pod = (security: string, spec = '', annotations = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
${annotations && `  annotations: ${annotations}\n`}spec:
${spec && `  ${spec}\n`}  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
${security && `    securityContext: ${security}\n`}`;

for (const [name, podman] of [
  ['podman', '4.3'],
  ['currentPodman', '5.8'],
] as const) {
  const tool = realTool(name);
  describe(`what ${tool.version || name} makes of security settings`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    /** The rules that speak up, and whether Podman takes the file. */
    const reported = (text: string): string[] => ids(lint('pod.yaml', text, { podman, profile: 'strict' }));
    const isTaken = async (text: string): Promise<boolean> => (await lab.play(text)).status === 0;

    for (const lists of [
      '{add: [NET_ADMINN]}',
      '{drop: [NET_ADMINN]}',
      '{drop: [ALL, NET_ADMINN]}',
      '{add: [ALL, NET_ADMINN]}',
      '{drop: [CAP_ALL]}',
      '{add: [NET_RAW], drop: [NET_RAW]}',
      '{add: [CHOWN], drop: [cap_chown]}',
      '{add: [ALL], drop: [all]}',
      '{add: [ALL], drop: [NET_RAW]}',
      '{add: [ALL, CHOWN], drop: [CHOWN]}',
      '{add: [CHOWN], drop: [ALL, CHOWN]}',
      '{drop: [ALL, all]}',
      '{add: [CHOWN, chown]}',
    ]) {
      test(`capabilities: ${lists}`, async () => {
        const text = pod(`{capabilities: ${lists}}`);
        assert.equal(await isTaken(text), !reported(text).includes('kube/cap-invalid'));
      });
    }

    test('capabilities of a privileged container are not looked at', async () => {
      const text = pod('{privileged: true, capabilities: {add: [NET_ADMINN]}}');
      assert.equal(await isTaken(text), true);
      assert.ok(!reported(text).includes('kube/cap-invalid'));
    });

    for (const [security, spec, user] of [
      ['{runAsGroup: 3000}', '', '0:3000'],
      ['', 'securityContext: {runAsGroup: 3000}', '0:3000'],
      ['{runAsGroup: 3000}', 'securityContext: {runAsUser: 10001}', '10001:3000'],
      ['{runAsUser: 10001}', '', '10001'],
    ] as const) {
      test(`the user is ${user}`, async () => {
        const text = pod(security, spec);
        assert.equal(await isTaken(text), true);
        assert.equal((await lab.inspect('web-app')).Config.User, user);
        assert.equal(reported(text).includes('kube/run-as-group-without-user'), user.startsWith('0:'));
      });
    }

    for (const [name, spec = ''] of [
      ['kernel.msgmax'],
      ['kernel.shm_rmid_forced'],
      ['fs.mqueue.msg_max', 'hostIPC: true'],
      ['kernel.sem', 'hostIPC: true'],
      ['net.core.somaxconn'],
      ['net/core/somaxconn'],
      ['vm.swappiness'],
      ['kernel.domainname'],
    ] as const) {
      test(`sysctl ${name} ${spec}`, async () => {
        const text = pod('', `${spec && `${spec}\n  `}securityContext: {sysctls: [{name: ${name}, value: "1"}]}`);
        assert.equal(await isTaken(text), !reported(text).includes('kube/sysctl-refused'));
      });
    }

    test("a network's sysctl on the host's network", async () => {
      const text = pod('', 'hostNetwork: true\n  securityContext: {sysctls: [{name: net.core.somaxconn, value: "1"}]}');
      const { status } = await lab.play(text, { network: 'its own' });
      assert.equal(status === 0, !reported(text).includes('kube/sysctl-refused'));
    });

    for (const type of ['Unmasked', 'unmasked', 'Other', 'Default']) {
      test(`procMount: ${type}`, async () => {
        const text = pod(`{procMount: ${type}}`);
        assert.equal(await isTaken(text), true);
        const { SecurityOpt } = (await lab.inspect('web-app')).HostConfig;
        assert.equal(SecurityOpt.includes('unmask=all'), reported(text).includes('kube/proc-mount'));
      });
    }

    for (const value of [
      'runtime/default',
      'docker/default',
      'unconfined',
      'Unconfined',
      'RuntimeDefault',
      'app.json',
      '""',
      'localhost',
    ]) {
      for (const key of [
        'seccomp.security.alpha.kubernetes.io/pod',
        'container.seccomp.security.alpha.kubernetes.io/none',
      ])
        test(`${key}: ${value}`, async () => {
          const text = pod('', '', `{${key}: ${value}}`);
          assert.equal(await isTaken(text), !reported(text).includes('kube/seccomp-annotation-value'));
        });
    }

    test("of a profile's path in an annotation the first part alone counts", async () => {
      const text = pod('', '', '{seccomp.security.alpha.kubernetes.io/pod: localhost/profiles/web.json}');
      assert.match((await lab.play(text)).stderr, /open \/var\/lib\/kubelet\/seccomp\/profiles: no such file/);
      assert.ok(reported(text).includes('kube/seccomp-annotation-value'));
    });

    for (const [security, rule] of [
      ['{seccompProfile: {type: Localhost, localhostProfile: none.json}}', 'kube/seccomp-field-ignored'],
      ['{seccompProfile: {type: Localhost}}', 'kube/seccomp-field-ignored'],
      ['{seccompProfile: {type: Unconfined}}', 'kube/seccomp-field-ignored'],
      ['{appArmorProfile: {type: Localhost, localhostProfile: none}}', 'kube/apparmor-ignored'],
      ['{appArmorProfile: {type: Unconfined}}', 'kube/apparmor-ignored'],
    ] as const) {
      test(`${security} is not read`, async () => {
        const text = pod(security);
        assert.equal(await isTaken(text), true);
        assert.deepEqual((await lab.inspect('web-app')).HostConfig.SecurityOpt, []);
        assert.ok(reported(text).includes(rule));
      });
    }

    test('a key in another case is read all the same, and a wrong one is not', async () => {
      const text = pod('{Privileged: true, runasuser: 5, readOnlyRootFilesystems: true}');
      assert.equal(await isTaken(text), true);
      const { Config, HostConfig } = await lab.inspect('web-app');
      assert.deepEqual([HostConfig.Privileged, Config.User, HostConfig.ReadonlyRootfs], [true, '5', false]);
      assert.equal(reported(text).filter(id => id === 'kube/unknown-security-field').length, 3);
    });

    test('a setting of containers is not read from the pod', async () => {
      const text = pod('', 'securityContext: {privileged: true, readOnlyRootFilesystem: true}');
      assert.equal(await isTaken(text), true);
      const { HostConfig } = await lab.inspect('web-app');
      assert.deepEqual([HostConfig.Privileged, HostConfig.ReadonlyRootfs], [false, false]);
      assert.ok(reported(text).includes('kube/misplaced-security-field'));
    });

    test('SELinux options in an annotation', async () => {
      const text = pod('', '', '{io.podman.annotations.label/app: disable}');
      assert.equal(await isTaken(text), true);
      const { SecurityOpt } = (await lab.inspect('web-app')).HostConfig;
      assert.equal(SecurityOpt.includes('label=disable'), reported(text).includes('kube/selinux-disabled'));
    });

    test('supplementalGroups holds, fsGroup does not', async () => {
      assert.equal(
        await isTaken(pod('', 'securityContext: {runAsUser: 5, fsGroup: 7, supplementalGroups: [0]}')),
        true,
      );
      const { Config, HostConfig } = await lab.inspect('web-app');
      assert.equal(Config.User, '5');
      assert.deepEqual(HostConfig.GroupAdd, ['0']);
    });
  });
}
