import { booleanOf, dig, numberOf } from '../../parse/yaml/view.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { portsOf } from './_ports.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/privileged-port',
  title: { en: 'Port below 1024', ja: '1024 未満のポート' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'info' },
  aliases: ['KSV-0117', 'privileged-ports', 'KBP113'],
  references: [
    {
      title: 'Podman: Shortcomings of rootless Podman',
      url: 'https://github.com/containers/podman/blob/main/rootless.md',
    },
    { title: 'ip-sysctl: ip_unprivileged_port_start', url: 'https://docs.kernel.org/networking/ip-sysctl.html' },
  ],
  messages: {
    host: {
      en: 'Rootless Podman may not open port {port} of the host for {pod}.',
      ja: 'ルートレスの Podman は、{pod} のためにホストのポート {port} を開けません。',
    },
    container: {
      en: 'Container {container} listens on port {port}, which is for root.',
      ja: 'コンテナ {container} は、root 用のポート {port} で待ち受けます。',
    },
  },
  why: {
    en: 'Ports below 1024 are for root, and a program that must be root for its port alone has rights that it does not need.',
    ja: '1024 未満のポートは root 用です。ポートのためだけに root で動くプログラムは、不要な権限を持つことになります。',
  },
  remedy: {
    en: 'Take a port from 1024 on; net.ipv4.ip_unprivileged_port_start of the host can allow lower ones.',
    ja: '1024 以上のポートを使ってください。より小さい番号は、ホストの net.ipv4.ip_unprivileged_port_start で許可できます。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    ports:
    - containerPort: 8080
      hostPort: «80» # for browsers
      hostIP: 127.0.0.1
    - {containerPort: 8443, hostPort: «443», protocol: UDP, hostIP: 127.0.0.1}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      hostNetwork: true
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        ports: [{containerPort: «80»}, {containerPort: 1024}]
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    ports:
    - {containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}
    - {containerPort: 443}
    - {containerPort: 53, hostPort: 0}
    - {containerPort: 53, hostPort: "{{ .Values.port }}"}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    ports: [{containerPort: 8080}, {containerPort: 65535}, {containerPort: 0}]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    portsOf(document, settings).flatMap(({ workload, container, value }) => {
      // Podman lets every container listen on every port of its own: the host's are what matters.
      const key = settings.profile === 'kubernetes' ? 'containerPort' : 'hostPort';
      const field = dig(value, key);
      const port = numberOf(field);
      const isOwnNetwork = key === 'containerPort' || booleanOf(dig(workload.spec, 'hostNetwork')) !== true;
      if (!field || port === undefined || port < 1 || port >= 1024 || !isOwnNetwork) return [];
      const message = key === 'hostPort' ? ('host' as const) : ('container' as const);
      const params = { port, pod: podName(workload), container: container.name ?? '' };
      return [{ at: field.at, message, params, subject: container.path }];
    }),
});
