import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type HostVolume, hostVolumeOf } from './_volumeNames.ts';
import { volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/volume-name-collision',
  title: { en: 'Two volumes that are one', ja: '1つになってしまう2つのボリューム' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    same: {
      en: 'Podman makes one volume {name} of the {first} and the {second} in {pod}.',
      ja: 'Podman は {pod} の {first} と {second} から、1つのボリューム {name} を作ります。',
    },
  },
  why: {
    en: 'Podman names its volumes after the emptyDir, the claim, the secret or the config map, all in one row of names: what is written to one of the two shows in the other, secrets included.',
    ja: 'Podman は emptyDir、クレーム、シークレット、ConfigMap の名前をそのままボリュームの名前にします。一方に書かれたものは、シークレットも含めてもう一方にも現れます。',
  },
  remedy: { en: 'Give them different names.', ja: '異なる名前を付けてください。' },
  examples: {
    bad: [
      {
        text: `${appPod}
  volumes:
  - name: keys
    secret: {secretName: web-keys}
  - name: «web-keys»
    emptyDir: {}
`,
      },
      {
        text: `${appPod}
  volumes:
  - {name: a, persistentVolumeClaim: {claimName: web}}
  - {name: b, configMap: {name: «web»}}
  - {name: c, secret: {secretName: «"web"»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  volumes:
  - {name: keys, secret: {secretName: web-keys}}
  - {name: web, secret: {secretName: web-keys}}
  - {name: web-keys, hostPath: {path: /srv/web}}
  - {name: web-tmp, emptyDir: {medium: Memory}}
  - {name: conf, configMap: {name: web-tmp}}
`,
      },
    ],
  },
  check(document, { settings }) {
    const known = new Map<string, HostVolume>();
    return playedIn(document, settings)
      .flatMap(volumesOf)
      .flatMap(volume => {
        const made = hostVolumeOf(volume, settings);
        if (!made) return [];
        const first = known.get(made.name);
        if (!first) known.set(made.name, made);
        if (!first || first.source === made.source) return [];
        const params = { name: made.name, first: first.source, second: made.source, pod: podName(volume.workload) };
        const related = [{ at: first.value.at, text: { en: 'The other one', ja: 'もう一方' } }];
        return [{ at: made.value.at, message: 'same', params, subject: volume.path, related }];
      });
  },
});
