import type { Fix } from '../../core/fix.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { seccompFieldSince } from '../../podman/kubeSecurity.ts';
import { fixFields, fixRemoving, fixScalar } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type Profile, profileOf } from './_seccomp.ts';
import { placesOf, type SecurityPlace } from './_securityContexts.ts';

/** Where the kubelet and Podman look for profiles, unless they are told another place. */
const root = '/var/lib/kubelet/seccomp/';

export default kubeRule({
  id: 'kube/seccomp-localhost-path',
  title: { en: "Seccomp profile's file", ja: 'seccomp プロファイルのファイルの指定' },
  severity: 'error',
  references: [
    {
      title: 'Kubernetes: Restrict system calls with seccomp',
      url: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Localhost needs a localhostProfile, the name of the file.',
      ja: 'Localhost には、ファイル名を指定する localhostProfile が必要です。',
    },
    absolute: {
      en: '{file} is absolute: localhostProfile is relative to the folder of the profiles.',
      ja: '{file} は絶対パスです。localhostProfile はプロファイルのフォルダーからの相対パスです。',
    },
    parent: {
      en: '{file} leads out of the folder of the profiles.',
      ja: '{file} はプロファイルのフォルダーの外を指しています。',
    },
    unused: {
      en: 'localhostProfile belongs to the type Localhost, and this is {type}.',
      ja: 'localhostProfile は type が Localhost のときだけ指定できますが、ここでは {type} です。',
    },
  },
  why: {
    en: 'Kubernetes refuses such a pod, and so does Podman since 6.2.',
    ja: 'Kubernetes も、6.2 以降の Podman も、このようなポッドを拒否します。',
  },
  remedy: {
    en: 'Put the profile below {root} or what --seccomp-profile-root names, and write its path from there.',
    ja: 'プロファイルを {root}、または --seccomp-profile-root で指定したフォルダーに置き、そこからのパスを書いてください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    seccompProfile:
      type: «Localhost»
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile: {type: Localhost, localhostProfile: «"/var/lib/kubelet/seccomp/web/app.json"»}
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile:
        type: RuntimeDefault
        localhostProfile: «app.json» # before
`,
        fixed: `${webPod}
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile: {type: Localhost, localhostProfile: "web/app.json"}
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile:
        type: RuntimeDefault
        # before
`,
      },
      {
        settings: { podman: '6.2' },
        text: `${appPod}
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: «../app.json»}}
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: «/etc/app.json»}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/app..v2.json}}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: "{{ .Values.profile }}"}}
  - name: other
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: "\${TYPE}", localhostProfile: app.json}}
`,
      },
      // Podman before 6.2 reads past all of it.
      {
        settings: { podman: '5.8' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    settings.profile === 'podman' && !inRange(settings.podman, seccompFieldSince)
      ? []
      : placesOf(document, settings, 'seccompProfile').flatMap(place => reports(document, place)),
});

type Key = 'missing' | 'absolute' | 'parent' | 'unused';

function reports(document: KubeDocument, { field, subject }: SecurityPlace): Report<Key>[] {
  const profile = profileOf(field.value);
  const { type, at, file, isUnknown } = profile;
  if (isUnknown || type === undefined || field.value.node.type !== 'map') return [];
  const report = (place: { at: Report['at'] }, message: Key, fixes: Fix[]): Report<Key>[] => [
    { at: place.at, message, params: { type, root, file: textOf(file?.value) ?? '' }, subject, fixes },
  ];
  if (type !== 'Localhost')
    return file ? report(file.value, 'unused', fixRemoving(document, [file.entry], without)) : [];
  const name = textOf(file?.value);
  if (!file || name === '') {
    const fields = { type: 'RuntimeDefault' };
    return report(at, 'missing', fixFields(document, [{ value: field.value, fields }], usual));
  }
  if (name === undefined) return [];
  if (name.startsWith('/')) return report(file.value, 'absolute', fixShortening(document, profile, name));
  return name.split('/').includes('..') ? report(file.value, 'parent', []) : [];
}

const without = { en: 'Remove localhostProfile', ja: 'localhostProfile を削除する' };
const usual = { en: 'Use the default profile', ja: '既定のプロファイルを使う' };

function fixShortening(document: KubeDocument, { file }: Profile, name: string): Fix[] {
  const rest = name.slice(root.length);
  if (!file || !name.startsWith(root) || !rest || rest.split('/').includes('..')) return [];
  const title = { en: 'Write it relative to {root}', ja: '{root} からの相対パスで書く' };
  return fixScalar(document, file.value, rest, title, { root });
}
