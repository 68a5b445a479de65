import { dig, get, isUnknown, numberOf } from '../../parse/yaml/view.ts';
import { fixField } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { portsOf } from './_ports.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-port',
  title: { en: 'Port of the host', ja: 'ホストのポート' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  aliases: ['CKV_K8S_26', 'KSV-0024', 'C-0044', 'C-0204', 'disallow-host-ports', 'hostPortSet'],
  references: [podSecurityStandards, cisKubernetes('5.2.13')],
  messages: {
    port: {
      en: 'Container {container} of {pod} takes port {port} of the host.',
      ja: '{pod} のコンテナ {container} はホストのポート {port} を使用します。',
    },
  },
  why: {
    en: 'The port is open to everybody who reaches the host, past the network policies of the pod, and only one pod of a host can have it.',
    ja: 'ホストに到達できる誰にでも、ポッドのネットワークポリシーを通らずに開かれます。また、1つのホストで1つのポッドしか使えません。',
  },
  remedy: {
    en: 'Remove hostPort; in Kubernetes, publish the port with a Service.',
    ja: 'hostPort を削除してください。Kubernetes ではポートを Service で公開してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    ports:
    # the pages
    - containerPort: 8080
      hostPort: «80» # for now
    - {hostPort: «443», containerPort: 8443}
`,
        fixed: `${appPod}
    ports:
    # the pages
    - containerPort: 8080
      # for now
    - {containerPort: 8443}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
  "initContainers": [{"name": "init", "image": "quay.io/acme/app:1.4", "ports": [{"containerPort": 80, "hostPort": «8080»}]}],
  "containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}]}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
  "initContainers": [{"name": "init", "image": "quay.io/acme/app:1.4", "ports": [{"containerPort": 80}]}],
  "containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}]}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    ports:
    - containerPort: 8080
    - {containerPort: 8081, hostPort: 0}
    - {containerPort: 8082, hostPort: null}
    - {containerPort: 8083, hostPort: '{{ .port }}'}
`,
      },
      {
        text: `${appPod}
    ports:
    - {containerPort: 8080, hostPort: 8080, hostIP: 127.0.0.1}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    portsOf(document, settings).flatMap(({ workload, container, value }) => {
      const field = get(value, 'hostPort');
      if (!field || isUnknown(field.value) || numberOf(field.value) === 0) return [];
      const params = {
        container: container.name ?? '',
        pod: podName(workload),
        port: numberOf(dig(value, 'hostPort')) ?? '',
      };
      const title = { en: 'Remove hostPort', ja: 'hostPort を削除する' };
      const fixes = fixField(document, value, field, 0, title);
      return [{ at: field.value.at, message: 'port', params, subject: container.path, fixes }];
    }),
});
