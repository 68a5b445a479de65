import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, dig, get, numberOf, textOf } from '../../parse/yaml/view.ts';
import { containerPortPublished, playedSince } from '../../podman/kubeSupport.ts';
import { privatePorts } from '../../podman/ports.ts';
import { fixFields } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { type Port, portsOf } from './_ports.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-port-all-interfaces',
  title: { en: 'Port open on all interfaces', ja: '全インターフェースで公開されるポート' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    all: {
      en: 'Port {port} of {pod} is open on all interfaces of the host.',
      ja: '{pod} のポート {port} はホストの全インターフェースで公開されます。',
    },
    service: {
      en: 'Port {port} of {pod}, usually {service}, is open on all interfaces of the host.',
      ja: '{pod} のポート {port}（通常は {service}）はホストの全インターフェースで公開されます。',
    },
    unasked: {
      en: 'Podman {podman} opens containerPort {port} of {pod} on all interfaces of the host, though no hostPort says so.',
      ja: 'Podman {podman} は、hostPort の指定がなくても、{pod} の containerPort {port} をホストの全インターフェースで公開します。',
    },
    twice: {
      en: 'Port {port} of the host is given away twice: {pod} cannot start.',
      ja: 'ホストのポート {port} が2回割り当てられているため、{pod} は起動できません。',
    },
    wrapped: {
      en: 'There is no port {port}: Podman opens {real} instead.',
      ja: 'ポート {port} は存在しません。Podman は代わりに {real} を公開します。',
    },
  },
  why: {
    en: "Everybody who reaches one of the host's addresses reaches the port; the rules that Podman writes for it stand before those of most firewalls.",
    ja: 'ホストのいずれかのアドレスに到達できる誰もがこのポートに到達できます。Podman が書く規則は、多くのファイアウォールの規則より先に働きます。',
  },
  remedy: {
    en: 'Add hostIP: 127.0.0.1, or the address of the interface that is meant. If all are meant, hostIP: 0.0.0.0 says so.',
    ja: 'hostIP: 127.0.0.1 か、意図するインターフェースのアドレスを追加してください。全体に公開する意図なら hostIP: 0.0.0.0 と明記してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    ports:
    - containerPort: 8080
      hostPort: «8080»
      name: http
    - {containerPort: 5432, hostPort: «15432»}
`,
        fixed: `${appPod}
    ports:
    - containerPort: 8080
      hostPort: 8080
      hostIP: "127.0.0.1"
      name: http
    - {containerPort: 5432, hostPort: 15432, hostIP: "127.0.0.1"}
`,
      },
      {
        text: `${appPod}
    ports:
    - {containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}
    - {containerPort: 6379, hostPort: 6379, hostIP: «0.0.0.0»}
  - name: helper
    image: quay.io/acme/helper:1.4
    ports:
    - {containerPort: 81, hostPort: «8080», hostIP: 127.0.0.1}
    - {containerPort: 82, hostPort: «70000», hostIP: 127.0.0.1}
`,
      },
      {
        settings: { podman: '4.6' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          ports: [{containerPort: «8080»}]
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    ports:
    - containerPort: 8080
    - {containerPort: 8081, hostPort: 8081, hostIP: 127.0.0.1}
    - {containerPort: 8081, hostPort: 8081, protocol: UDP, hostIP: "::1"}
    - {containerPort: 8083, hostPort: 8083, hostIP: 0.0.0.0}
    - {containerPort: 8084, hostPort: "{{ .port }}"}
    - {containerPort: 8085, hostPort: 0}
`,
      },
      {
        text: `${webPod}
  hostNetwork: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    ports: [{containerPort: 8080, hostPort: 8080}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: never-played
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        ports: [{containerPort: 8080, hostPort: 8080}]
`,
      },
    ],
  },
  check(document, { settings }) {
    const taken = new Map<string, Port>();
    return portsOf(document, settings).flatMap(port => reports(document, port, taken, settings));
  },
});

type Key = 'all' | 'service' | 'unasked' | 'twice' | 'wrapped';

function reports(document: KubeDocument, port: Port, taken: Map<string, Port>, { podman }: Settings): Report<Key>[] {
  const { workload, container, value, containerPort, protocol } = port;
  // The host's own network has no ports to publish.
  if (booleanOf(dig(workload.spec, 'hostNetwork')) === true || !playedSince(workload.object.kind)) return [];
  const field = get(value, 'hostPort');
  const number = numberOf(field?.value);
  if (!field || number === 0) return unasked(port, podman);
  if (number === undefined) return [];
  const at = field.value.at;
  const subject = container.path;
  const params = { pod: podName(workload), port: number };
  if (number > 65535)
    return [{ at, message: 'wrapped', params: { ...params, real: number % 65536 }, subject, severity: 'error' }];
  const address = textOf(dig(value, 'hostIP'));
  const key = `${number}/${protocol}`;
  const other = taken.get(key);
  taken.set(key, port);
  if (other && other.containerPort !== containerPort && isOneAddress(address, textOf(dig(other.value, 'hostIP')))) {
    return [{ at, message: 'twice', params, subject, severity: 'error' }];
  }
  const service = protocol === 'TCP' ? privatePorts.get(containerPort ?? number) : undefined;
  const isSaid = address !== undefined && address !== '';
  if (isSaid && !(service && isAny(address))) return [];
  const title = { en: 'Publish it on 127.0.0.1 only', ja: '127.0.0.1 だけで公開する' };
  const fixes = isSaid
    ? []
    : fixFields(document, [{ value, fields: { hostIP: '127.0.0.1' }, after: ['hostPort'] }], title);
  if (!service) return [{ at, message: 'all', params, subject, fixes }];
  const place = dig(value, 'hostIP')?.at ?? at;
  return [{ at: place, message: 'service', params: { ...params, service }, subject, fixes, severity: 'warning' }];
}

/** What newer versions publish without a hostPort. */
function unasked({ workload, container, value, containerPort }: Port, podman: string): Report<Key>[] {
  const at = dig(value, 'containerPort')?.at;
  if (!at || containerPort === undefined || !inRange(podman, containerPortPublished)) return [];
  const params = { pod: podName(workload), podman, port: containerPort };
  return [{ at, message: 'unasked', params, subject: container.path, severity: 'warning' }];
}

const isAny = (address = ''): boolean => /^(?:|0\.0\.0\.0|::|\[::\])$/.test(address);

const isOneAddress = (a: string | undefined, b: string | undefined): boolean => isAny(a) || isAny(b) || a === b;
