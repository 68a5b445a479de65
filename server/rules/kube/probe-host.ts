import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, get, textOf } from '../../parse/yaml/view.ts';
import { fixField } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/probe-host',
  title: { en: 'Probe of another host', ja: '別ホストへのプローブ' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'warning' },
  aliases: ['host-probes-lifecycle'],
  references: [podSecurityStandards],
  messages: {
    host: {
      en: 'The {probe} of container {container} in {pod} asks {host} instead of the container.',
      ja: '{pod} のコンテナ {container} の {probe} は、コンテナではなく {host} に問い合わせます。',
    },
  },
  why: {
    en: "Kubernetes sends it from the node, where no network policy holds: who writes the manifest reaches what only the node may reach. Podman sends it from the container, and judges the container by somebody else's health.",
    ja: 'Kubernetes はネットワークポリシーの及ばないノードから送信するため、マニフェストを書く者がノードだけの到達先に到達できます。Podman はコンテナから送信し、別の相手の状態でコンテナを判断します。',
  },
  remedy: {
    en: 'Remove host: the probe then asks the container itself.',
    ja: 'host を削除してください。プローブはコンテナ自身に問い合わせます。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    livenessProbe:
      httpGet:
        host: «db.internal» # why?
        port: 8080
`,
        fixed: `${appPod}
    livenessProbe:
      httpGet:
        # why?
        port: 8080
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    readinessProbe: {tcpSocket: {host: «127.0.0.1», port: 8080}}
    lifecycle:
      preStop:
        httpGet: {port: 80, host: «"::1"»}
`,
        fixed: `${appPod}
    readinessProbe: {tcpSocket: {port: 8080}}
    lifecycle:
      preStop:
        httpGet: {port: 80}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    startupProbe: {httpGet: {port: 8080, host: localhost}}
    livenessProbe: {httpGet: {port: 8080, host: ""}}
    readinessProbe: {httpGet: {port: 8080, host: never.read}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    livenessProbe:
      httpGet:
        port: 8080
        host:
        httpHeaders: [{name: Host, value: example.com}]
`,
      },
    ],
  },
  *check(document, { settings }) {
    for (const workload of document.workloads) {
      for (const container of workload.containers) {
        if (container.role === 'ephemeral' && settings.profile !== 'kubernetes') continue;
        yield* reports(document, workload, container, settings);
      }
    }
  },
});

/** Podman reads the first two. */
const probes = [
  ['livenessProbe'],
  ['startupProbe'],
  ['readinessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

function reports(
  document: KubeDocument,
  workload: Workload,
  container: Container,
  { profile }: Settings,
): Report<'host'>[] {
  const isAll = profile === 'kubernetes';
  return probes.slice(0, isAll ? undefined : 2).flatMap(steps =>
    ['httpGet', 'tcpSocket'].flatMap(action => {
      const map = dig(container.value, ...steps, action);
      const field = get(map, 'host');
      const host = textOf(field?.value);
      if (!map || !field || !host || (!isAll && /^(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host))) return [];
      const params = { probe: steps.join('.'), container: container.name ?? '', pod: podName(workload), host };
      const fixes = fixField(document, map, field, '', { en: 'Remove host', ja: 'host を削除する' });
      return [{ at: field.value.at, message: 'host', params, subject: container.path, fixes }];
    }),
  );
}
