import { dig, get, isUnknown } from '../../parse/yaml/view.ts';
import { fixFields } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { isReadOnly, mountsOf, volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/host-path-writable',
  title: { en: 'Writable path of the host', ja: '書き込めるホストのパス' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'warning' },
  aliases: ['C-0045', 'writable-host-mount', 'ensure-readonly-hostpath'],
  references: [podSecurityStandards],
  messages: {
    writable: {
      en: 'Container {container} of {pod} can write to a path of the host.',
      ja: '{pod} のコンテナ {container} はホストのパスに書き込めます。',
    },
  },
  why: {
    en: 'Whatever runs in the container can change files that programs outside of it read or run.',
    ja: 'コンテナの中のプログラムが、外のプログラムが読み取り、実行するファイルを変更できます。',
  },
  remedy: {
    en: 'Add readOnly: true to the mount, or use a volume for what must be written.',
    ja: 'マウントに readOnly: true を追加するか、書き込みが必要なものにはボリュームを使ってください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    volumeMounts:
    # pages
    - name: «data»
      mountPath: /data
    - {name: «data», mountPath: /again, readOnly: false}
  volumes:
  - name: data
    hostPath:
      path: /srv/web
`,
        fixed: `${appPod}
    volumeMounts:
    # pages
    - name: data
      mountPath: /data
      readOnly: true
    - {name: data, mountPath: /again, readOnly: true}
  volumes:
  - name: data
    hostPath:
      path: /srv/web
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    volumeMounts: [{mountPath: /data, name: «data»}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  volumes: [{name: data, hostPath: {path: /srv/web}}]
`,
        fixed: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    volumeMounts: [{mountPath: /data, name: data, readOnly: true}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  volumes: [{name: data, hostPath: {path: /srv/web}}]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: /data, readOnly: true}
    - {name: data, mountPath: '/again:ro,z'}
    - {name: tmp, mountPath: /tmp}
    - {name: elsewhere, mountPath: /other}
    - {name: data, mountPath: /maybe, readOnly: "{{ .ro }}"}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: tmp, emptyDir: {}}
  - {name: not-mounted, hostPath: {path: /srv/other}}
`,
      },
    ],
  },
  *check(document) {
    for (const workload of document.workloads) {
      const volumes = volumesOf(workload).filter(({ value }) => get(value, 'hostPath'));
      const names = new Set(volumes.map(({ name }) => name));
      if (names.size === 0) continue;
      for (const mount of mountsOf(workload)) {
        const at = dig(mount.value, 'name')?.at;
        if (!at || !names.has(mount.name) || isReadOnly(mount) || isUnknown(dig(mount.value, 'readOnly'))) continue;
        const params = { container: mount.container.name ?? '', pod: podName(workload) };
        const title = { en: 'Mount it read-only', ja: '読み取り専用でマウントする' };
        yield {
          at,
          message: 'writable',
          params,
          subject: mount.container.path,
          fixes: fixFields(document, [{ value: mount.value, fields: { readOnly: true } }], title),
        };
      }
    }
  },
});
