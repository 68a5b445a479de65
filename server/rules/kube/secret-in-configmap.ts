import type { Report } from '../../core/rule.ts';
import type { KubeObject } from '../../parse/kube/document.ts';
import { dig, fieldsOf, textOf } from '../../parse/yaml/view.ts';
import { plausibleSecret, secretName, secretsIn, secretValue } from '../../podman/secrets.ts';
import { cisKubernetes, podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/secret-in-configmap',
  title: { en: 'Secret in a ConfigMap', ja: 'ConfigMap に書かれたシークレット' },
  severity: 'error',
  aliases: ['C-0012', 'KSV-0109', 'KSV-01010', 'sensitiveConfigmapContent'],
  references: [cisKubernetes('5.4.1'), podmanKubePlay],
  messages: {
    name: {
      en: 'The key {name} of the ConfigMap {configMap} holds a secret in plain text.',
      ja: 'ConfigMap {configMap} のキー {name} にシークレットが平文で書かれています。',
    },
    value: {
      en: 'The key {name} of the ConfigMap {configMap} holds a credential ({kind}) in plain text.',
      ja: 'ConfigMap {configMap} のキー {name} に認証情報（{kind}）が平文で書かれています。',
    },
  },
  why: {
    en: 'Everybody who can read this file or its history has it, and nobody guards a ConfigMap as they guard a Secret.',
    ja: 'このファイルや履歴を読める全員に知られます。また、ConfigMap は Secret のようには保護されません。',
  },
  remedy: {
    en: 'Keep it in a Secret that is not in this repository, and replace the one that was written here.',
    ja: 'リポジトリの外の Secret に保存し、ここに書かれていたものは無効にして交換してください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG: debug
  DB_PASSWORD: «'s3cr:et pass'» # rotate
  deploy: «ghp_x7Kq2LmN8pR4sT6vW9yZ1aB3cD5eF7gH9jK0»
`,
      },
      {
        text: `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {API_TOKEN: «"x7Kq2LmN8pR4"», MODE: fast}}
`,
      },
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  app.conf: «|
    # of the repository
    token = ghp_x7Kq2LmN8pR4sT6vW9yZ1aB3cD5eF7gH9jK0
»`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  PASSWORD_FILE: /run/secrets/password
  DB_PASSWORD: ""
  API_TOKEN: $(TOKEN)
  PUBLIC_KEY: abcdef123456
  app.conf: |
    password = \${DB_PASSWORD}
`,
      },
      { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {DB_PASSWORD: changeme}\n' },
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {DB_PASSWORD: "{{ .Values.password }}"}\n',
      },
      { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: DB_PASSWORD}\ndata: null\n' },
    ],
  },
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(reports),
});

function reports({ value: object, name: configMap = '', path }: KubeObject): Report<'name' | 'value'>[] {
  return fieldsOf(dig(object, 'data')).flatMap(({ key: name, value: { at }, value }) => {
    const text = textOf(value);
    if (text === undefined) return [];
    const [found] = secretsIn(text);
    const kind = found?.kind ?? secretValue(text);
    if (kind === undefined && !(secretName(name) && !text.includes('\n') && plausibleSecret(text))) return [];
    const params = { name, configMap, kind: kind ?? '' };
    return [{ at, message: kind === undefined ? 'name' : 'value', params, subject: path }];
  });
}
