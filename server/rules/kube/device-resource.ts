import type { Report } from '../../core/rule.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, fieldsOf } from '../../parse/yaml/view.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { playedContainers, playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/device-resource',
  title: { en: 'Device of the host', ja: 'ホストのデバイス' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  podman: '>=5.4',
  references: [podmanKubePlay],
  messages: {
    device: {
      en: 'Container {container} of {pod} gets {device} of the host, whatever amount stands behind it.',
      ja: '{pod} のコンテナ {container} には、数量に関係なくホストのデバイス {device} が渡されます。',
    },
    raw: {
      en: "Container {container} of {pod} gets {device}: the host's disks or memory, past all permissions.",
      ja: '{pod} のコンテナ {container} に {device} が渡されます。権限を無視してホストのディスクやメモリーに触れられます。',
    },
  },
  why: {
    en: 'Podman reads such a key, in limits or requests, as a device to give to the container, where Kubernetes counts what a plugin hands out.',
    ja: 'Kubernetes はプラグインが配る数量として扱いますが、Podman は limits や requests のこのキーを、コンテナに渡すデバイスとして扱います。',
  },
  remedy: {
    en: 'Remove what the container does not need; give the one device instead of a whole class.',
    ja: '必要のないものは削除し、まとめてではなく必要なデバイスだけを渡してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    resources:
      limits:
        memory: 256Mi
        «podman.io/device=/dev/kvm»: 1
        «"podman.io/device=/dev//sda:/dev/disk:r"»: 1
      requests: {«vendor.example/gpu=all»: 0}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    resources:
      limits: {memory: 256Mi, podman.io/device: 1, nvidia.com/gpu: 1}
`,
      },
    ],
  },
  check: (document, { settings }) => playedIn(document, settings).flatMap(reports),
});

const reports = (workload: Workload): Report<'device' | 'raw'>[] =>
  playedContainers(workload).flatMap(container =>
    ['limits', 'requests'].flatMap(list =>
      fieldsOf(dig(container.value, 'resources', list)).flatMap(({ key, keyAt }) => {
        const [, name, which = ''] = /^([\w.-]+\/[\w.-]+)=(.+)$/.exec(key) ?? [];
        if (name === undefined) return [];
        const path = name === 'podman.io/device' ? normalizePath(which.split(':')[0] ?? '') : undefined;
        const isRaw = path !== undefined && sensitiveHostPath(path)?.kind === 'disk';
        const params = { container: container.name ?? '', pod: podName(workload), device: path ?? key };
        const report: Report<'device' | 'raw'> = isRaw
          ? { at: keyAt, message: 'raw', params, subject: container.path, severity: 'warning' }
          : { at: keyAt, message: 'device', params, subject: container.path };
        return [report];
      }),
    ),
  );
