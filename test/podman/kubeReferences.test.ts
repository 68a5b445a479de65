import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const pod = (env: string, volume = 'emptyDir: {}'): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: localhost/app:1
    command: [/app]
    ${env}
    volumeMounts: [{name: web-files, mountPath: /files, readOnly: true}]
  volumes:
  - name: web-files
    ${volume}
`;
const variable = (reference: string): string => pod(`env: [{name: A, valueFrom: {${reference}}}]`);
const variables = (reference: string): string => pod(`envFrom: [{${reference}}]`);
const files = (volume: string): string => pod('env: []', volume);

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {a: "1"}\nbinaryData: {b: aGk=}\n---\n';
const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf, namespace: x}\ndata: {z: "1"}\n---\n';
const secret = (name: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\ndata: {d: aGk=}\nstringData: {s: text}\n---\n`;

interface Case {
  readonly text: string;
  /** What Podman says; undefined: it takes the file. */
  readonly refused?: RegExp;
  readonly finding?: string;
}

const key = 'kube/missing-key';
const object = 'kube/missing-object';

/** Asked of every Podman. */
const ofConfigMaps: Readonly<Record<string, Case>> = {
  'a ConfigMap that is nowhere': {
    text: variable('configMapKeyRef: {name: none, key: a}'),
    refused: /configmap none not found/,
    finding: object,
  },
  'one that need not be there': { text: variable('configMapKeyRef: {name: none, key: a, optional: true}') },
  'all variables of one that is nowhere': {
    text: variables('configMapRef: {name: none}'),
    refused: /configmap none not found/,
    finding: object,
  },
  'all variables of one that need not be there': { text: variables('configMapRef: {name: none, optional: true}') },
  'files of one that is nowhere': {
    text: files('configMap: {name: none}'),
    refused: /no such ConfigMap "none"/,
    finding: object,
  },
  'files of one that need not be there': { text: files('configMap: {name: none, optional: true}') },
  'a key that is there': { text: map + variable('configMapKeyRef: {name: conf, key: a}') },
  'a ConfigMap behind the pod': { text: `${variable('configMapKeyRef: {name: conf, key: a}')}---\n${map}` },
  'one of another namespace': { text: other + variable('configMapKeyRef: {name: conf, key: z}') },
  'a key that is not there': {
    text: map + variable('configMapKeyRef: {name: conf, key: x}'),
    refused: /key x not found in configmap conf/,
    finding: key,
  },
  'a key that need not be there': { text: map + variable('configMapKeyRef: {name: conf, key: x, optional: true}') },
  'a variable of binary data': {
    text: map + variable('configMapKeyRef: {name: conf, key: b}'),
    refused: /key b not found in configmap conf/,
    finding: key,
  },
  'the first of two of one name': {
    text: map + other + variable('configMapKeyRef: {name: conf, key: a}'),
    refused: /key a not found in configmap conf/,
    finding: key,
  },
  'a file of binary data': { text: map + files('configMap: {name: conf, items: [{key: b, path: b}]}') },
  'a file that is not there': {
    text: map + files('configMap: {name: conf, items: [{key: x, path: x}]}'),
    finding: key,
  },
};

/** 4.3 makes Secrets that it cannot read. */
const ofSecrets: Readonly<Record<string, Case>> = {
  'a key of data': { text: secret('s1') + variable('secretKeyRef: {name: s1, key: d}') },
  'a key of stringData': { text: secret('s2') + variable('secretKeyRef: {name: s2, key: s}') },
  'a key that is not there': {
    text: secret('s3') + variable('secretKeyRef: {name: s3, key: x}'),
    refused: /secret s3 has not x key/,
    finding: key,
  },
  'a key that need not be there': { text: secret('s4') + variable('secretKeyRef: {name: s4, key: x, optional: true}') },
  'a file that is not there': {
    text: secret('s5') + files('secret: {secretName: s5, items: [{key: x, path: x}]}'),
    finding: key,
  },
  // It may be in Podman's store.
  'a Secret that is nowhere': {
    text: variable('secretKeyRef: {name: none, key: a}'),
    refused: /no secret with name or id "none"/,
  },
};

for (const [name, version] of [
  ['podman', '4.3'],
  ['currentPodman', '5.8'],
] as const) {
  const tool = realTool(name);
  describe(`references, asked of ${tool.version || name}`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    const cases = Object.entries({ ...ofConfigMaps, ...(name === 'currentPodman' && ofSecrets) });
    for (const [title, { text, refused, finding }] of cases) {
      test(title, async () => {
        const { status, stderr } = await lab.play(text);
        assert.equal(status === 0, refused === undefined, stderr);
        assert.match(stderr, refused ?? /(?:)/);
        const said = lint('pod.yaml', text, { podman: version }).filter(
          ({ rule: { id } }) => id === key || id === object,
        );
        assert.deepEqual(
          said.map(({ rule }) => rule.id),
          finding === undefined ? [] : [finding],
        );
      });
    }
  });
}
