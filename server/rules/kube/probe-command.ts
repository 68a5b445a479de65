import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, fieldsOf, get, isUnknown, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { hasTool } from '../../podman/imageTools.ts';
import { playedContainers, playedIn } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/probe-command',
  title: { en: 'Probe that Podman runs in the container', ja: 'Podmanがコンテナ内で実行するプローブ' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    needs: {
      en: 'For the {probe}, Podman runs {tool} in container {container}: without it and a shell in the image, the container counts as sick and is started again and again.',
      ja: 'Podman は {probe} のために、コンテナ {container} の中で {tool} を実行します。イメージに {tool} とシェルがなければ異常と見なされ、再起動を繰り返します。',
    },
    missing: {
      en: 'For the {probe}, Podman runs {tool} in container {container}, and its image has neither {tool} nor a shell: it is started again and again.',
      ja: 'Podman は {probe} のためにコンテナ {container} の中で {tool} を実行しますが、イメージには {tool} もシェルもないため、再起動を繰り返します。',
    },
    shell: {
      en: 'Podman puts this text of the {probe} into a shell command in container {container} as it is.',
      ja: 'Podman は {probe} のこの文字列を、コンテナ {container} の中のシェルコマンドにそのまま入れます。',
    },
    grpc: {
      en: 'Podman ignores the gRPC {probe} of container {container}: nothing watches it.',
      ja: 'Podman はコンテナ {container} の gRPC の {probe} を無視します。監視されません。',
    },
    init: {
      en: 'Podman refuses {pod}: init container {container} has a {probe}.',
      ja: '初期化コンテナ {container} に {probe} があるため、Podman は {pod} を拒否します。',
    },
    port: {
      en: 'Container {container} has no port {port}, which the {probe} asks: Podman refuses {pod}.',
      ja: '{probe} が問い合わせるポート {port} がコンテナ {container} にないため、Podman は {pod} を拒否します。',
    },
  },
  why: {
    en: 'Kubernetes asks from outside. Podman makes a health check of the probe, a command that runs in the container: curl for httpGet, nc for tcpSocket, through /bin/sh.',
    ja: 'Kubernetes は外部から問い合わせますが、Podman はプローブを、コンテナの中で実行するヘルスチェックに変えます。httpGet は curl、tcpSocket は nc を、/bin/sh 経由で実行します。',
  },
  remedy: {
    en: 'Use exec with a program that the image has, for instance a health check of the application itself.',
    ja: 'アプリケーション自身のヘルスチェックなど、イメージにあるプログラムを exec で指定してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    ports: [{name: http, containerPort: 8080}]
    livenessProbe:
      «httpGet»:
        path: /healthz
        port: http
    startupProbe: {«tcpSocket»: {port: 8080}}
  - name: static
    image: gcr.io/distroless/static-debian12:nonroot
    livenessProbe: {«tcpSocket»: {port: 80}}
  - name: rpc
    image: quay.io/acme/rpc:1.4
    livenessProbe: {«grpc»: {port: 9000}}
`,
      },
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    «readinessProbe»: {exec: {command: [/bin/ready]}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    livenessProbe: {httpGet: {path: «"/a?b=$(id)"», port: 8080}}
    startupProbe: {httpGet: {port: «http»}}
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    livenessProbe: {exec: {command: [/bin/healthy]}}
    readinessProbe: {httpGet: {path: /ready, port: 8080}}
    startupProbe: {}
  - name: web
    image: docker.io/nginxinc/nginx-unprivileged:1.29-alpine
    livenessProbe: {httpGet: {path: /health?deep=1, port: 8080}}
  - name: cache
    image: docker.io/library/redis:8-alpine
    livenessProbe: {tcpSocket: {port: 6379}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    livenessProbe: {httpGet: {path: /, port: 8080}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(workload =>
      playedContainers(workload).flatMap(container =>
        container.role === 'init' ? initReports(workload, container) : reports(workload, container, settings),
      ),
    ),
});

type Key = 'needs' | 'missing' | 'shell' | 'grpc' | 'init' | 'port';

/** Even an empty one. */
function initReports(workload: Workload, { value, name = '', path }: Container): Report<Key>[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'].flatMap(probe => {
    const field = get(value, probe);
    if (!field || isUnknown(field.value)) return [];
    const params = { probe, container: name, pod: podName(workload) };
    return [{ at: field.keyAt, message: 'init', params, subject: path, severity: 'error' as const }];
  });
}

const tools: Readonly<Record<string, string>> = { httpGet: 'curl', tcpSocket: 'nc', grpc: '' };

/** What a shell does not take for a letter of a word; between double quotes or not, Podman writes none. */
const shellSpecial = /[\s;&|<>()$`"'*?[\]{}~#!\\]/;

const reports = (workload: Workload, container: Container, settings: Settings): Report<Key>[] =>
  ['livenessProbe', 'startupProbe'].flatMap(probe => {
    const action = actionOf(dig(container.value, probe));
    if (!action) return [];
    const tool = tools[action.key] ?? '';
    const { at, message, severity, port } = faultOf(container, action, tool, inRange(settings.podman, '>=5.0')) ?? {};
    if (!at || !message) return [];
    const params = { probe, tool, port: port ?? '', container: container.name ?? '', pod: podName(workload) };
    return [{ at, message, params, subject: container.path, ...(severity && { severity }) }];
  });

/** Of a probe that does not simply run a command. */
const actionOf = (probe: Value | undefined): Field | undefined =>
  dig(probe, 'exec') ? undefined : fieldsOf(probe).find(({ key }) => Object.hasOwn(tools, key));

type Fault = Pick<Report<Key>, 'at' | 'message' | 'severity'> & { readonly port?: string };

function faultOf(container: Container, action: Field, tool: string, knowsPorts: boolean): Fault | undefined {
  const port = dig(action.value, 'port');
  const portName = textOf(port);
  if (port && portName && knowsPorts && isUnknownPort(container, portName))
    return { at: port.at, message: 'port', severity: 'error', port: portName };
  if (!tool) return { at: action.keyAt, message: 'grpc', severity: 'info' };
  const spliced = ['path', 'host'].map(key => dig(action.value, key)).find(text => isSpecial(textOf(text)));
  if (spliced) return { at: spliced.at, message: 'shell', severity: 'warning' };
  const reference = parseImageReference(textOf(dig(container.value, 'image')) ?? '');
  const has = reference && hasTool(tool, reference.name, reference.tag);
  if (has) return undefined;
  return has === false
    ? { at: action.keyAt, message: 'missing', severity: 'warning' }
    : { at: action.keyAt, message: 'needs' };
}

/** A lone question mark of a query breaks nothing: no file has such a name. */
const isSpecial = (text = ''): boolean => shellSpecial.test(text.replace('?', ''));

const isUnknownPort = ({ value }: Container, port: string): boolean =>
  /\D/.test(port) && !itemsOf(dig(value, 'ports')).some(each => textOf(dig(each, 'name')) === port);
