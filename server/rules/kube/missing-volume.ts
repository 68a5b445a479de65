import { dig, get, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { isWhole, playedContainers } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { mountsOf, volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/missing-volume',
  title: { en: 'Mount of a volume that is not there', ja: '存在しないボリュームのマウント' },
  severity: 'error',
  references: [podmanKubePlay],
  messages: {
    missing: {
      en: 'Container {container} mounts {volume}, which is no volume of {pod}.',
      ja: 'コンテナ {container} は、{pod} のボリュームではない {volume} をマウントします。',
    },
  },
  why: {
    en: 'Podman and Kubernetes refuse the pod.',
    ja: 'Podman も Kubernetes もこのポッドを拒否します。',
  },
  remedy: {
    en: 'Add the volume to volumes, or correct the name.',
    ja: 'volumes にボリュームを追加するか、名前を修正してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    volumeMounts:
    - name: «dta» # typed too fast
      mountPath: /data
    - {mountPath: /pages, name: pages}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: pages, configMap: {name: pages}}
`,
      },
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: «data», mountPath: /data}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          volumeMounts: [{name: data, mountPath: /data}, {name: '{{ .x }}', mountPath: /x}]
  volumeClaimTemplates:
    - metadata: {name: data}
---
# A patch: its volumes stand elsewhere.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: app
          volumeMounts: [{name: data, mountPath: /data}]
---
# Nobody knows what is filled in.
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: data, mountPath: /data}]
  volumes: '{{ .volumes }}'
`,
      },
    ],
  },
  check: document =>
    document.workloads.filter(isWhole).flatMap(workload => {
      const volumes = volumesOf(workload);
      const list = get(workload.spec, 'volumes')?.value.node;
      const isClear = (!list || list.type === 'seq') && volumes.every(({ name }) => name !== '');
      if (!isClear) return [];
      const claims = itemsOf(dig(workload.object.value, 'spec', 'volumeClaimTemplates'));
      const known = new Set([
        ...volumes.map(({ name }) => name),
        ...claims.map(claim => textOf(dig(claim, 'metadata', 'name'))),
      ]);
      const containers = playedContainers(workload);
      return mountsOf(workload).flatMap(({ container, value, name }) => {
        const at = dig(value, 'name')?.at;
        if (!at || name === '' || known.has(name) || !containers.includes(container)) return [];
        const params = { container: container.name ?? '', pod: podName(workload), volume: name };
        return [{ at, message: 'missing', params, subject: container.path }];
      });
    }),
});
