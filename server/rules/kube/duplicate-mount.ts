import { dig, isUnknown } from '../../parse/yaml/view.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { playedContainers } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type Mount, mountsOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/duplicate-mount',
  title: { en: 'Two mounts in one place', ja: '同じ場所への2つのマウント' },
  severity: 'error',
  references: [podmanKubePlay],
  messages: {
    twice: {
      en: 'Container {container} of {pod} mounts twice at {target}: it cannot start.',
      ja: '{pod} のコンテナ {container} は {target} に2回マウントしているため、起動できません。',
    },
  },
  why: { en: 'Podman and Kubernetes refuse the pod.', ja: 'Podman も Kubernetes もこのポッドを拒否します。' },
  remedy: { en: 'Mount each in a place of its own.', ja: 'それぞれ別の場所にマウントしてください。' },
  examples: {
    bad: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: /data}
    - {name: own, mountPath: «/data/»}
    - name: own
      mountPath: «"/data:ro"»
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: own, persistentVolumeClaim: {claimName: own}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: /data}
    - {name: data, mountPath: /data/more, subPath: more}
    - {name: data, mountPath: "{{ .Values.path }}"}
    - {name: data, mountPath: "{{ .Values.path }}"}
    - {name: data}
    - {name: data}
  - name: log
    image: quay.io/acme/log:1.4
    volumeMounts: [{name: data, mountPath: /data}]
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
    ],
  },
  check: ({ workloads }) =>
    workloads.flatMap(workload => {
      const containers = playedContainers(workload);
      const known = new Map<string, Mount>();
      return mountsOf(workload).flatMap(mount => {
        const { container, target } = mount;
        const value = dig(mount.value, 'mountPath');
        if (!value || isUnknown(value) || target === '' || !containers.includes(container)) return [];
        const place = `${container.path} ${normalizePath(target)}`;
        const first = dig(known.get(place)?.value, 'mountPath');
        if (!first) known.set(place, mount);
        const params = { container: container.name ?? '', pod: podName(workload), target };
        const related = first && [{ at: first.at, text: { en: 'The other one', ja: 'もう一方' } }];
        return related ? [{ at: value.at, message: 'twice', params, subject: container.path, related }] : [];
      });
    }),
});
