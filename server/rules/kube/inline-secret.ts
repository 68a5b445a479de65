import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeObject } from '../../parse/kube/document.ts';
import { dig, type Field, fieldsOf, textOf } from '../../parse/yaml/view.ts';
import { plausibleSecret, secretsIn, secretValue } from '../../podman/secrets.ts';
import { cisKubernetes } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'value' | 'plain';

export default kubeRule({
  id: 'kube/inline-secret',
  title: { en: 'Secret with its values in the file', ja: '値がそのまま書かれた Secret' },
  severity: { podman: 'info', strict: 'hint', kubernetes: 'info' },
  // What a fix has moved out of the pod is still in the file, which is said more quietly.
  impliedBy: ['kube/secret-env-literal'],
  references: [
    cisKubernetes('5.4.1'),
    { title: 'podman-secret(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-secret.1.html' },
    {
      title: 'Kubernetes: Good practices for Secrets',
      url: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    },
  ],
  messages: {
    value: {
      en: 'The key {key} of the Secret {secret} holds a credential ({kind}) that everybody can read who has this file.',
      ja: 'Secret {secret} のキー {key} に認証情報（{kind}）が書かれており、このファイルを持つ全員が読み取れます。',
    },
    plain: {
      en: 'The values of the Secret {secret} stand in this file; base64 hides nothing.',
      ja: 'Secret {secret} の値がこのファイルに書かれています。base64 では何も隠せません。',
    },
  },
  why: {
    en: 'What is in a repository is in all its copies and its history. Podman stores the Secret unencrypted, too.',
    ja: 'リポジトリに置かれたものは、すべてのコピーと履歴に残ります。Podman も Secret を暗号化せずに保存します。',
  },
  remedy: {
    en: 'Keep this document out of the repository, or encrypt its values (SOPS, SealedSecret), and replace what was written here.',
    ja: 'このドキュメントをリポジトリの外に置くか、値を暗号化してください（SOPS、SealedSecret）。ここに書かれていたものは交換してください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Secret
metadata:
  name: deploy
data:
  user: ZGVwbG95
  github: «Z2hwX3g3S3EyTG1OOHBSNHNUNnZXOXlaMWFCM2NENWVGN2dIOWpLMA==» # base64
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: {name: db}
  stringData:
    url: «'postgres://app:s3cr3t-and-long@db.acme.io/app'»
    «password»: hunter2-and-more
    user: admin
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  «"password"»: >-
    aHVudGVyMi1h
    bmQtbW9yZQ==
  ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `apiVersion: v1
kind: Secret
metadata:
  name: db
stringData:
  password: ""
  user: changeme
  token: <token>
  key: \${KEY}
  more: "{{ .Values.more }}"
  file: /run/secrets/db
data:
  old: Y2hhbmdlbWU=
  half: not-base64!
  ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==
`,
      },
      // Encrypted by SOPS.
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=]
sops:
  age: []
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
spec:
  encryptedData: {password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq}
---
apiVersion: v1
kind: Secret
metadata:
  name: token
type: kubernetes.io/service-account-token
`,
      },
      // How Podman takes its Secrets; a password could be anything.
      {
        text: `apiVersion: v1
kind: Secret
metadata:
  name: db
stringData: {password: hunter2-and-more}
`,
      },
    ],
  },
  check: ({ objects }, { settings }) =>
    objects.filter(({ kind }) => kind === 'Secret').flatMap(object => reports(object, settings)),
});

/** Each credential that its format gives away; of all others, which may be anything, one for the Secret. */
function reports({ value: object, name: secret = '', path }: KubeObject, { profile }: Settings): Report<Key>[] {
  if (dig(object, 'sops')) return [];
  const found = [
    ...fieldsOf(dig(object, 'stringData')).map(field => ({ field, text: textOf(field.value) })),
    ...fieldsOf(dig(object, 'data')).map(field => ({ field, text: decoded(textOf(field.value)) })),
  ].flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text, kind: kindOf(text) }]));
  const shared = { subject: path, ...(profile !== 'podman' && { severity: 'warning' as const }) };
  const certain = found.flatMap(({ field, kind }) =>
    kind === undefined
      ? []
      : [{ ...shared, at: field.value.at, message: 'value' as const, params: { secret, key: field.key, kind } }],
  );
  const other = found.find(({ text, kind }) => kind === undefined && plausibleSecret(text) && !isPublic(text))?.field;
  return other && profile !== 'podman' ? [...certain, plain(other, secret, path)] : certain;
}

const plain = ({ keyAt }: Field, secret: string, subject: string): Report<Key> => ({
  at: keyAt,
  message: 'plain',
  params: { secret },
  subject,
});

const kindOf = (text: string): string | undefined => [...secretsIn(text)][0]?.kind ?? secretValue(text);

/** The text that base64 stands for; undefined where it is none, or no text. */
function decoded(base64 = ''): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

const isPublic = (text: string): boolean => /^\s*(?:-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)|ssh-)/.test(text);
