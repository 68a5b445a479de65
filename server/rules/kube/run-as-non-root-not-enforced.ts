import type { Context, Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container } from '../../parse/kube/workload.ts';
import { booleanOf, dig, textOf } from '../../parse/yaml/view.ts';
import { userOfImage } from '../containerfile/_users.ts';
import { builtUserOf } from './_builtImages.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { effectiveUser, fixUser } from './_user.ts';

export default kubeRule({
  id: 'kube/run-as-non-root-not-enforced',
  title: { en: 'runAsNonRoot without a user', ja: 'ユーザー指定のない runAsNonRoot' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  impliedBy: ['kube/run-as-group-without-user'],
  references: [
    podmanKubePlay,
    {
      title: 'Podman: Kubernetes YAML support',
      url: 'https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html#podman-kube-play-support',
    },
  ],
  messages: {
    ignored: {
      en: 'Podman ignores runAsNonRoot, and {pod} gives container {container} no runAsUser.',
      ja: 'Podman は runAsNonRoot を無視します。{pod} はコンテナ {container} に runAsUser を指定していません。',
    },
    root: {
      en: 'Podman ignores runAsNonRoot: container {container} runs as {user}, as {file} says, from which its image is built.',
      ja: 'Podman は runAsNonRoot を無視します。コンテナ {container} は、イメージのビルド元の {file} に従い {user} で実行されます。',
    },
  },
  why: {
    en: 'Kubernetes refuses to start such a container as root; Podman starts it as the user of its image, which is root unless the image says otherwise.',
    ja: 'Kubernetes はこのコンテナを root で起動することを拒否しますが、Podman はイメージのユーザーで起動します。イメージに指定がなければ root です。',
  },
  remedy: {
    en: 'Add runAsUser with a number above 0: Podman obeys that.',
    ja: '0 より大きい番号の runAsUser を追加してください。Podman はこれには従います。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: «true»
    fsGroup: 2000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
    fsGroup: 2000
    runAsUser: 10001
    runAsGroup: 10001
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext: {runAsGroup: 20, runAsNonRoot: «true»}
`,
        fixed: `${appPod}
    securityContext: {runAsGroup: 20, runAsNonRoot: true, runAsUser: 10001}
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: «true»
  containers:
  - name: proxy
    image: nginx:1.27
  - name: graphs
    image: grafana/grafana:11.2.0
    securityContext:
      runAsUser: 472
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
  containers:
  - name: proxy
    image: nginx:1.27
  - name: graphs
    image: grafana/grafana:11.2.0
    securityContext:
      runAsUser: 472
`,
      },
      {
        workspace: { 'app/Dockerfile': 'FROM scratch\nUSER 1001\nUSER 0:0\n' },
        text: `${webPod}
  containers:
  - name: app
    image: app:1
    securityContext: {runAsNonRoot: «true»}
`,
        fixed: `${webPod}
  containers:
  - name: app
    image: app:1
    securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001}
`,
      },
    ],
    good: [
      {
        workspace: { 'images/Containerfile.app': 'FROM scratch\n', 'Containerfile.app': 'FROM scratch\nUSER app\n' },
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: localhost/app:1
`,
      },
      {
        settings: { imageUsers: { 'quay.io/acme/*': '1001:0' } },
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Their images name a user by a number, as which both Podman and Kubernetes start them.
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: search
    image: docker.elastic.co/elasticsearch/elasticsearch:8.15.0
  - name: app
    image: gcr.io/distroless/static-debian12:nonroot
  - name: graphs
    image: grafana/grafana:11.2.0
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: \${APP_UID}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, context) =>
    oncePerPlace(
      containersIn(document, context.settings)
        .filter(({ workload }) => !workload.hasOwnUsers && !workload.isWindows)
        .flatMap(each => reports(document, each, context)),
    ),
});

function reports(document: KubeDocument, each: ContainerCase, context: Context): Report<'ignored' | 'root'>[] {
  const { nonRoot, user, isUnknown } = effectiveUser(each);
  if (isUnknown || user || !nonRoot || booleanOf(nonRoot.value) !== true) return [];
  const { params, container } = each;
  const shared = { at: nonRoot.value.at, subject: container.path, fixes: fixUser(document, each, true) };
  const built = builtUserOf(document, container, context);
  if (built?.isRoot) {
    const { related, user, file } = built;
    return [{ ...shared, message: 'root', params: { ...params, user, file }, related }];
  }
  if (built || hasNumberedUser(container, context.settings)) return [];
  return [{ ...shared, message: 'ignored', params }];
}

/** Whether the image is known to name a user by a number other than 0. */
function hasNumberedUser({ value }: Container, { imageUsers }: Settings): boolean {
  const user = userOfImage(textOf(dig(value, 'image')) ?? '', imageUsers);
  return user !== undefined && /^0*[1-9]\d*(?::|$)/.test(user);
}
