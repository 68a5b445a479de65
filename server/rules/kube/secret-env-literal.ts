import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, get, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { secretKeyRefSince } from '../../podman/kubeSupport.ts';
import { fromManual, plausibleSecret, secretName, secretValue, unreplacedPlaceholder } from '../../podman/secrets.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { cisKubernetes, podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { fixWithSecret } from './_secretFix.ts';

export default kubeRule({
  id: 'kube/secret-env-literal',
  title: { en: 'Secret in an environment variable', ja: '環境変数に書かれたシークレット' },
  severity: 'error',
  aliases: ['C-0012', 'env-var-secret', 'sensitiveContainerEnvVar'],
  references: [
    cisKubernetes('5.4.1'),
    { title: 'podman-secret(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-secret.1.html' },
    podmanKubePlay,
  ],
  messages: {
    name: {
      en: 'The variable {name} of container {container} holds a secret in plain text.',
      ja: 'コンテナ {container} の変数 {name} にシークレットが平文で書かれています。',
    },
    value: {
      en: 'The variable {name} of container {container} holds a credential ({kind}) in plain text.',
      ja: 'コンテナ {container} の変数 {name} に認証情報（{kind}）が平文で書かれています。',
    },
    placeholder: {
      en: 'The variable {name} of container {container} waits for a secret: taken as it is, everybody can guess it.',
      ja: 'コンテナ {container} の変数 {name} はシークレットの仮の値のままで、誰にでも推測できます。',
    },
  },
  why: {
    en: 'Everybody who can read this file or its history has it, and podman inspect shows it to whoever can ask the engine.',
    ja: 'このファイルや履歴を読める全員に知られ、podman inspect でも表示されます。',
  },
  remedy: {
    en: 'Keep it in a Secret that is not in this repository, refer to it with secretKeyRef, and replace the one that was written here.',
    ja: 'リポジトリの外の Secret に保存して secretKeyRef で参照し、ここに書かれていたものは無効にして交換してください。',
  },
  examples: {
    bad: [
      {
        text: `# the database
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/db:16
    env:
    - name: LOG
      value: debug
    - name: POSTGRES_PASSWORD
      value: «'s3cr:et pass'» # rotate
`,
        fixed: `# the database
apiVersion: v1
kind: Secret
metadata:
  name: db-postgres-password
stringData:
  POSTGRES_PASSWORD: 's3cr:et pass'
---
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/db:16
    env:
    - name: LOG
      value: debug
    - name: POSTGRES_PASSWORD
      valueFrom: # rotate
        secretKeyRef:
          name: db-postgres-password
          key: POSTGRES_PASSWORD
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/ci:1.4
    env: [{name: DEPLOY, value: «ghp_x7Kq2LmN8pR4sT6vW9yZ1aB3cD5eF7gH9jK0»}]
`,
        fixed: `apiVersion: v1
kind: Secret
metadata:
  name: ci-deploy
stringData:
  DEPLOY: ghp_x7Kq2LmN8pR4sT6vW9yZ1aB3cD5eF7gH9jK0
---
apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/ci:1.4
    env: [{name: DEPLOY, valueFrom: {secretKeyRef: {name: ci-deploy, key: DEPLOY}}}]
`,
      },
      {
        settings: { podman: '4.3.1' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/db:16
    env:
    - name: POSTGRES_PASSWORD
      value: «'s3cr:et pass'»
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/db:16
    env:
    - {name: MYSQL_ROOT_PASSWORD, value: «changeme»}
    - {name: API_TOKEN, value: <token>}
    - {name: DEPLOY_TOKEN, value: "@DEPLOY_TOKEN@"}
    - {name: AWS_ACCESS_KEY_ID, value: «AKIAIOSFODNN7EXAMPLE»}
`,
      },
      {
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "db"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/db:16", "env": [{"name": "DB_PASSWORD", "value": «"hunter2-and-more"»}]}
]}}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: [{name: DB_PASSWORD, value: «abc-123-def»}]
  - name: other
    image: quay.io/acme/app:1.4
    env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: other, key: password}}}]
`,
        fixed: `apiVersion: v1
kind: Secret
metadata:
  name: web-app-db-password
  namespace: shop
stringData:
  DB_PASSWORD: abc-123-def
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: web-app-db-password, key: DB_PASSWORD}}}]
  - name: other
    image: quay.io/acme/app:1.4
    env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: other, key: password}}}]
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/db:16
    env:
    - name: POSTGRES_PASSWORD_FILE
      value: /run/secrets/postgres
    - name: POSTGRES_PASSWORD
      valueFrom:
        secretKeyRef: {name: db, key: password}
    - name: API_TOKEN
      value: $(OTHER)
    - name: DB_PASSWORD
      value: "{{ .Values.password }}"
    - name: APP_SECRET
      value: ""
    - name: TOKENIZERS_PARALLELISM
      value: "false"
    - name: ADMIN_PASSWORD
      value: changeme
    - name: AWS_ACCESS_KEY_ID
      value: AKIAIOSFODNN7EXAMPLE
`,
      },
    ],
  },
  check(document, { settings }) {
    // What several containers share through an alias is one fault.
    const seen = new Set<unknown>();
    const isNew = ({ node }: Value): boolean => {
      const known = seen.has(node);
      seen.add(node);
      return !known;
    };
    return containersIn(document, settings).flatMap(each => {
      const variables = dig(each.container.value, 'env');
      if (!variables || !isNew(variables)) return [];
      return itemsOf(variables)
        .filter(isNew)
        .flatMap(variable => reports(document, each, variable, settings));
    });
  },
});

function reports(
  document: KubeDocument,
  each: ContainerCase,
  variable: Value,
  { profile, podman }: Settings,
): Report<'name' | 'value' | 'placeholder'>[] {
  const name = textOf(dig(variable, 'name'));
  const field = get(variable, 'value');
  const value = textOf(field?.value);
  if (name === undefined || !field || value === undefined) return [];
  const kind = secretValue(value);
  const isPlaceholder = kind === undefined && (unreplacedPlaceholder(value) || fromManual.test(value));
  if (isPlaceholder && profile === 'podman') return [];
  if (kind === undefined && !(secretName(name) && (isPlaceholder || plausibleSecret(value)))) return [];
  const isSupported = profile === 'kubernetes' || inRange(podman, secretKeyRefSince);
  return [
    {
      at: field.value.at,
      message: isPlaceholder ? 'placeholder' : kind === undefined ? 'name' : 'value',
      ...(isPlaceholder && { severity: 'warning' }),
      params: { ...each.params, name, kind: kind ?? '' },
      subject: each.container.path,
      fixes: isSupported && !isPlaceholder ? fixWithSecret(document, each, field, name) : [],
    },
  ];
}
