import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { fullName } from '../../podman/images.ts';
import { movedRegistry } from '../../podman/registries.ts';
import { pullRules, refusal, refusalMessages, unchecked } from '../_policyAround.ts';
import { mayCover, stepsOf, trustedEntries } from '../_trustedRegistries.ts';
import { editableIn, type ImageUse, placeIn, pulledImages } from './_images.ts';
import { webPod } from './_podExamples.ts';
import { kubeRule } from './_rule.ts';

const settings = { trustedRegistries: ['registry.example', 'quay.io/team', 'docker.io/library'] };
const signedOnly =
  '{"default": [{"type": "reject"}], "transports": {"docker": {"quay.io/team": [{"type": "insecureAcceptAnything"}], "registry.example": [{"type": "sigstoreSigned", "keyPath": "/k.pub"}]}}}';

type Key = 'untrusted' | 'moved' | 'rejected' | 'blocked' | 'unchecked';

export default kubeRule({
  id: 'kube/image-registry',
  title: { en: 'Image from the wrong registry', ja: '不適切なレジストリのイメージ' },
  severity: 'error',
  aliases: [
    ...['KSV-0032', 'KSV-0033', 'KSV-0034', 'KSV-0035', 'KSV-0125', 'C-0001', 'C-0078', 'C-0253'],
    ...['restrict-image-registries', 'allowed-repos'],
  ],
  references: [
    { title: 'NIST SP 800-190 4.1.5', url: 'https://csrc.nist.gov/pubs/sp/800/190/final' },
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    {
      title: 'k8s.gcr.io is frozen',
      url: 'https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/',
    },
  ],
  messages: {
    ...refusalMessages,
    untrusted: {
      en: '"{image}" comes from {registry}, which this project does not trust.',
      ja: '「{image}」は、このプロジェクトで信頼されていない {registry} のイメージです。',
    },
    moved: {
      en: '{registry} is closed or gets no updates any more; its images are at {now}.',
      ja: '{registry} は閉鎖されたか、更新されていません。イメージは {now} に移っています。',
    },
    unchecked: {
      en: '{file} takes "{image}" without looking at a signature.',
      ja: '{file} では「{image}」の署名が検証されません。',
    },
  },
  why: {
    en: 'What comes from a registry that nobody answers for, or that nobody keeps up, runs all the same.',
    ja: '責任を持って管理されていないレジストリや、更新されないレジストリのイメージでも、そのまま実行されてしまいます。',
  },
  remedy: {
    en: 'Take the image from a registry that "trustedRegistries" in .podseal.yaml and policy.json allow, with a signature.',
    ja: '.podseal.yaml の「trustedRegistries」と policy.json が許可するレジストリの、署名付きのイメージを使ってください。',
  },
  examples: {
    bad: [
      {
        settings,
        text: `${webPod}
  initContainers:
  - name: prepare
    image: "«ghcr.io»/acme/prepare:1"
  containers:
  - name: app
    image: registry.example/app:1
  - name: short
    image: «bitnami/nginx»:1.27
  volumes:
  - name: files
    image: {reference: «quay.io»/teams/files:1}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: app
    image: «k8s.gcr.io»/pause:3.9 # small
  - name: old
    image: '«gcr.io/google_containers»/echoserver:1.4'
`,
        fixed: `${webPod}
  containers:
  - name: app
    image: registry.k8s.io/pause:3.9 # small
  - name: old
    image: 'registry.k8s.io/echoserver:1.4'
`,
      },
      {
        workspace: { 'etc/containers/policy.json': signedOnly },
        text: `${webPod}
  containers:
  - name: app
    image: registry.example/app:1
  - name: unsigned
    image: «quay.io/team/app»:1
  - name: rejected
    image: «docker.io/library/alpine»:3.22
`,
      },
      {
        workspace: { 'registries.conf': '[[registry]]\nlocation = "docker.io"\nblocked = true\n' },
        text: `${webPod}
  containers: [{name: app, image: «docker.io/acme/app»:3}]
`,
      },
    ],
    good: [
      {
        settings,
        text: `${webPod}
  containers:
  - name: app
    image: registry.example/a/b/app:1
  - name: official
    image: docker.io/alpine:3.22
  - name: team
    image: quay.io/team/app@sha256:6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6
  - name: built
    image: localhost/app:1
  - name: templated
    image: "{{ .Values.image }}"
  - name: substituted
    image: ghcr.io/\${IMAGE}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: app
    image: ghcr.io/acme/app:1
  - name: new
    image: registry.k8s.io/pause:3.9
  - name: other
    image: k8s.gcr.io.example/pause:3.9
`,
      },
      // Who checks nothing at all is told so in the policy itself.
      {
        workspace: { 'policy.json': '{"default": [{"type": "insecureAcceptAnything"}]}' },
        text: `${webPod}
  containers: [{name: app, image: quay.io/acme/app:3}]
`,
      },
    ],
  },
  *check(document, { settings, workspace }) {
    const uses = pulledImages(document, settings);
    if (uses.length === 0) return;
    const trusted = trustedEntries(settings);
    const rules = pullRules(workspace);
    for (const use of uses) {
      const { name, tag, digest, hostSpan, nameSpan } = use.reference;
      const image = fullName(name);
      const known = { steps: stepsOf(image), isWhole: true };
      const at = placeIn(document, use, nameSpan);
      const { subject } = use;
      if (trusted.length > 0 && !trusted.some(entry => mayCover(entry, known))) {
        const params = { image: name, registry: known.steps[0] ?? '' };
        yield { at: placeIn(document, use, hostSpan ?? nameSpan), message: 'untrusted', params, subject };
      }
      yield* moved(document, use, name);
      const refused = rules && refusal(rules, { name: image, tag, digest });
      const accepted = rules && !refused && unchecked(rules, { name: image, tag, digest });
      if (refused) yield { at, subject, ...refused };
      if (accepted) yield { at, subject, severity: 'info', ...accepted };
    }
  },
});

function moved(document: KubeDocument, use: ImageUse, name: string): Report<Key>[] {
  const found = movedRegistry(name);
  const start = use.reference?.nameSpan.start ?? 0;
  if (!found) return [];
  const part = { start, end: start + found.from.length };
  const span = editableIn(document, use, part);
  const params = { registry: found.from, now: found.to };
  const title = { text: { en: 'Write {now}', ja: '{now} と書く' }, params };
  const fixes = span ? [{ title, edits: [{ span, text: found.to }], safe: false }] : [];
  return [
    { at: placeIn(document, use, part), message: 'moved', params, subject: use.subject, severity: 'warning', fixes },
  ];
}
