import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, fieldsOf, get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { hostPathTypes, volumeSourceSince, volumeSources } from '../../podman/kubeSupport.ts';
import { fixFields } from './_fixes.ts';
import { isWhole, playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type Volume, volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/unsupported-volume',
  title: { en: 'Volume that Podman refuses', ja: 'Podmanが拒否するボリューム' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    type: {
      en: 'Podman {podman} knows no {type} volume, and refuses {pod}.',
      ja: 'Podman {podman} は {type} ボリュームに対応しておらず、{pod} を拒否します。',
    },
    none: {
      en: 'Volume {name} of {pod} says nothing about where it comes from: Podman refuses it.',
      ja: '{pod} のボリューム {name} には種類の指定がないため、Podman は拒否します。',
    },
    path: {
      en: 'Volume {name} of {pod} names no path of the host: Podman refuses it.',
      ja: '{pod} のボリューム {name} にはホストのパスがないため、Podman は拒否します。',
    },
    hostType: {
      en: 'Podman knows no hostPath of type {type}, and refuses {pod}.',
      ja: 'Podman は {type} という種類の hostPath に対応しておらず、{pod} を拒否します。',
    },
  },
  why: {
    en: 'podman kube play ends with an error, even if nothing mounts the volume.',
    ja: '誰もマウントしていなくても、podman kube play はエラーで終了します。',
  },
  remedy: {
    en: 'Use one of: emptyDir (with {} behind it), persistentVolumeClaim, configMap, secret, hostPath, and since Podman 5.3 image.',
    ja: 'emptyDir（値は {}）、persistentVolumeClaim、configMap、secret、hostPath、または Podman 5.3 以降の image を使ってください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
  volumes:
  - name: data
    «nfs»:
      server: files.example
      path: /
  - {name: all, «projected»: {sources: []}}
  - name: web
    hostPath: {path: /srv/web, type: «Folder»}
  - {name: nothing, hostPath: «{type: Directory}»}
`,
      },
      {
        text: `${appPod}
  volumes:
  # scratch space
  - name: «web-tmp»
    emptyDir:
  - {name: «web-more»}
`,
        fixed: `${appPod}
  volumes:
  # scratch space
  - name: web-tmp
    emptyDir: {}
  - {name: web-more, emptyDir: {}}
`,
      },
      {
        settings: { podman: '4.3' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      containers:
        - {name: app, image: 'quay.io/acme/app:1.4'}
      volumes:
        - {name: keys, «secret»: {secretName: keys}}
        - {name: pages, «image»: {reference: 'quay.io/acme/pages:1'}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  volumes:
  - {name: a, emptyDir: {}}
  - {name: b, hostPath: {path: /srv, type: ''}}
  - {name: c, secret: {secretName: keys}}
  - {name: d, configMap: {name: settings}}
  - {name: e, persistentVolumeClaim: {claimName: data}}
  - {name: f, image: {reference: 'quay.io/acme/pages:1'}}
  - {name: g, emptyDir: {}, nfs: {server: files.example, path: /}}
  - {name: h, hostPath: {path: '{{ .path }}'}}
  - '{{ .Values.more }}'
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes: [{name: a}, {name: b, nfs: {server: files.example, path: /}}]
`,
      },
      {
        // A patch: the rest stands in another file. And what Podman never plays.
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      volumes: [{name: a}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - {name: app, image: 'quay.io/acme/app:1.4'}
      volumes: [{name: a}]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .filter(isWhole)
      .flatMap(volumesOf)
      .flatMap(volume => reports(document, volume, settings)),
});

const supported = Object.keys(volumeSourceSince);

function reports(
  document: KubeDocument,
  { workload, value, name, path }: Volume,
  { podman }: Settings,
): Report<'type' | 'none' | 'path' | 'hostType'>[] {
  if (value.node.type !== 'map') return [];
  const pod = podName(workload);
  const has = (source: string) => get(value, source) !== undefined && inRange(podman, volumeSourceSince[source] ?? '');
  const source = supported.find(has);
  if (!source) {
    const field = fieldsOf(value).find(({ key }) => volumeSources.includes(key));
    if (field) return [{ at: field.keyAt, message: 'type', params: { pod, podman, type: field.key }, subject: path }];
    const title = { en: 'Make it an emptyDir', ja: 'emptyDir にする' };
    const fixes = fixFields(document, [{ value, fields: { emptyDir: {} } }], title);
    const at = dig(value, 'name')?.at ?? value.at;
    return [{ at, message: 'none', params: { pod, name }, subject: path, fixes }];
  }
  const hostPath = source === 'hostPath' ? dig(value, 'hostPath') : undefined;
  const type = dig(hostPath, 'type');
  if (!hostPath || isUnknown(hostPath) || isUnknown(dig(hostPath, 'path'))) return [];
  if (!textOf(dig(hostPath, 'path')))
    return [{ at: hostPath.at, message: 'path', params: { pod, name }, subject: path }];
  const text = textOf(type);
  if (!type || !text || hostPathTypes.includes(text)) return [];
  return [{ at: type.at, message: 'hostType', params: { pod, type: text }, subject: path }];
}
