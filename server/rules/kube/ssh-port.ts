import { dig } from '../../parse/yaml/view.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { portsOf } from './_ports.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/ssh-port',
  title: { en: 'SSH server in a container', ja: 'コンテナ内のSSHサーバー' },
  severity: { podman: 'info', strict: 'warning', kubernetes: 'warning' },
  aliases: ['ssh-port', 'KBP110'],
  references: [{ title: 'NIST SP 800-190 4.1.2' }, { title: 'CIS Docker 5.7' }],
  messages: {
    ssh: {
      en: 'Container {container} of {pod} listens on port 22, for SSH.',
      ja: '{pod} のコンテナ {container} は SSH のポート 22 で待ち受けます。',
    },
  },
  why: {
    en: 'A server for remote logins needs keys, users and updates of its own, and lets people change what nobody sees in the image.',
    ja: 'リモートログイン用のサーバーには独自の鍵、ユーザー、更新が必要になり、イメージには現れない変更も可能になります。',
  },
  remedy: {
    en: 'Remove it, and use podman exec or kubectl exec. A program that speaks SSH by design (git, SFTP) can listen above 1024.',
    ja: '削除して podman exec や kubectl exec を使ってください。SSH が本来の機能であるプログラム（git、SFTP）は 1024 より大きいポートで待ち受けられます。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    ports:
    - containerPort: 8080
    - containerPort: «22» # admin
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - {name: app, image: 'quay.io/acme/app:1.4', ports: [{containerPort: «22», hostPort: 2222, protocol: TCP}]}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    ports:
    - {containerPort: 2222, name: ssh}
    - {containerPort: 22, protocol: UDP}
    - {containerPort: "22"}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    portsOf(document, settings).flatMap(({ workload, container, value, containerPort, protocol }) => {
      const at = dig(value, 'containerPort')?.at;
      if (!at || containerPort !== 22 || protocol !== 'TCP') return [];
      const params = { container: container.name ?? '', pod: podName(workload) };
      return [{ at, message: 'ssh', params, subject: container.path }];
    }),
});
