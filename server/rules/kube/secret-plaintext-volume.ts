import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { hostVolumeOf } from './_volumeNames.ts';
import { volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/secret-plaintext-volume',
  title: { en: 'Secret that stays on disk', ja: 'ディスクに残るシークレット' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  podman: '>=4.4',
  references: [podmanKubePlay],
  messages: {
    copy: {
      en: 'Podman copies the secret in plain text into volume {name}, which stays when {pod} is gone.',
      ja: 'Podman はシークレットを平文でボリューム {name} にコピーし、{pod} を削除しても残します。',
    },
  },
  why: {
    en: 'Kubernetes keeps secret volumes in memory and ends them with the pod. Under Podman the files lie in the storage of the host, readable for everybody in the container, and every pod that names the volume gets them.',
    ja: 'Kubernetes のシークレットボリュームはメモリー上にあり、ポッドとともに消えます。Podman ではホストのストレージに残り、コンテナ内の誰もが読み取れ、この名前のボリュームを使うすべてのポッドに渡されます。',
  },
  remedy: {
    en: 'End the pod with podman kube down --force, which removes the volume too. defaultMode (Podman 4.8) limits who reads it in the container.',
    ja: 'ボリュームも削除する podman kube down --force でポッドを終了してください。コンテナ内で読み取れる者は defaultMode（Podman 4.8 以降）で制限できます。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
  volumes:
  - name: keys
    secret:
      secretName: «web-keys» # from the vault
      defaultMode: 0400
  - {name: more, secret: {items: [], secretName: «'more'»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    env:
    - name: KEY
      valueFrom: {secretKeyRef: {name: web-keys, key: key}}
  volumes:
  - {name: secret, configMap: {name: web}}
  - {name: keys, secret: {secretName: '{{ .keys }}'}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes: [{name: keys, secret: {secretName: web-keys}}]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .flatMap(volumesOf)
      .flatMap(volume => {
        const made = hostVolumeOf(volume, settings);
        if (made?.source !== 'secret') return [];
        const params = { name: made.name, pod: podName(volume.workload) };
        return [{ at: made.value.at, message: 'copy', params, subject: volume.path }];
      }),
});
