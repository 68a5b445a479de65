import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KubeLab } from '../support/kubeLab.ts';
import { lint } from '../support/lint.ts';
import { realTool } from '../support/realTools.ts';

const pod = (image: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: ${image}
    command: [/app]
    ${more}
`;
const of = (more: string): string => pod('localhost/app:1', more);
const digest = '6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6';

interface Case {
  readonly text: string;
  /** What Podman refuses it for; undefined: it takes the file. */
  readonly refused?: string;
}

const image = 'kube/image-invalid';
const yaml = 'kube/refused-yaml';
const quantity = 'kube/resource-quantity';

const variable = (source: string): string => of(`env: [{name: A, valueFrom: {${source}}}]`);

const cases: Readonly<Record<string, Case>> = {
  'a tab on a line of its own': { text: `${of('')}\t\n`, refused: yaml },
  'a tab before a comment': { text: `\t# c\n${of('')}`, refused: yaml },
  'an escaped slash': { text: of('args: ["\\/"]'), refused: yaml },
  'half a character': { text: of('args: ["\\ud83d\\ude00"]'), refused: yaml },
  'a question between brackets': { text: of('args: [a?b]'), refused: yaml },
  'a tag without a value': { text: of('args: [!a]'), refused: yaml },
  'a dash between brackets': { text: of('args: [a, -]') },
  'a question outside of brackets': { text: of('workingDir: /a?b[c]') },
  'capital letters in an image': { text: pod('localhost/App:1'), refused: image },
  'blanks around an image': { text: pod('" localhost/app:1 "'), refused: image },
  'a digest that is cut': { text: pod(`localhost/app@sha256:${digest.slice(20)}`), refused: image },
  'a digest that is cut short': { text: pod('localhost/app@sha256:6b9f'), refused: image },
  'a digest in capital letters': { text: pod(`localhost/app@sha256:${digest.toUpperCase()}`), refused: image },
  'two slashes in an image': { text: pod('localhost//app:1'), refused: image },
  'a URL as an image': { text: pod('https://localhost/app:1'), refused: image },
  'an ordinary image': { text: pod('localhost/app:1') },
  'a policy that is none': { text: of('imagePullPolicy: Alway'), refused: 'kube/pull-policy' },
  'a policy of the wrong type': { text: of('imagePullPolicy: true'), refused: 'kube/pull-policy' },
  'a policy in small letters': { text: of('imagePullPolicy: ifnotpresent') },
  "a policy of Podman's own": { text: of('imagePullPolicy: missing') },
  'an empty policy': { text: of('imagePullPolicy: ""') },
  'a CPU with a unit': { text: of('resources: {limits: {cpu: 1core}}'), refused: quantity },
  'a request that is no amount': { text: of('resources: {requests: {cpu: abc}}'), refused: quantity },
  'a disk with a unit of its own': { text: of("resources: {limits: {ephemeral-storage: '1 Gi'}}"), refused: quantity },
  'memory with another unit': { text: of('resources: {limits: {memory: 512MB}}'), refused: 'kube/memory-quantity' },
  'half a CPU': { text: of('resources: {limits: {cpu: "0.5"}}') },
  'a CPU with an exponent': { text: of('resources: {limits: {cpu: 1e-1}}') },
  'a field that Podman has not': {
    text: variable('fieldRef: {fieldPath: status.podIP}'),
    refused: 'kube/unsupported-env-source',
  },
  'a label in the wrong quotes': {
    text: variable('fieldRef: {fieldPath: \'metadata.labels["a"]\'}'),
    refused: 'kube/unsupported-env-source',
  },
  'a resource that Podman has not': {
    text: variable('resourceFieldRef: {resource: limits.ephemeral-storage}'),
    refused: 'kube/unsupported-env-source',
  },
  ...Object.fromEntries(
    ['metadata.name', 'metadata.uid', `"metadata.labels['a']"`, `"metadata.annotations['a']"`].map(field => [
      `the field ${field}`,
      { text: variable(`fieldRef: {fieldPath: ${field}}`) },
    ]),
  ),
  ...Object.fromEntries(
    ['limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'].map(resource => [
      `the resource ${resource}`,
      { text: variable(`resourceFieldRef: {resource: ${resource}}`) },
    ]),
  ),
  'two containers of one name': {
    text: of('').replace('containers:', 'initContainers: [{name: app, image: localhost/app:1}]\n  containers:'),
    refused: 'kube/duplicate-container',
  },
  'a pod without a name': { text: of('').replace('name: web', 'labels: {a: b}'), refused: 'kube/missing-name' },
  'a pod with the start of a name': {
    text: of('').replace('name: web', 'generateName: web-'),
    refused: 'kube/missing-name',
  },
  'a pod whose name is a number': { text: of('').replace('name: web', 'name: 5') },
  'a request above the limit': { text: of('resources: {limits: {cpu: 1}, requests: {cpu: 2}}') },
};

const current: Readonly<Record<string, Case>> = {
  'less CPU than there can be': { text: of('resources: {limits: {cpu: 9m}}'), refused: quantity },
  'the least CPU': { text: of('resources: {limits: {cpu: 10m}}') },
  'memory requested above the limit': {
    text: of('resources: {limits: {memory: 64Mi}, requests: {memory: 128Mi}}'),
    refused: 'kube/memory-quantity',
  },
};

for (const name of ['podman', 'currentPodman'] as const) {
  const tool = realTool(name);
  describe(`what ${tool.version || name} refuses is an error`, { skip: tool.skip }, () => {
    let lab: KubeLab;
    before(async () => {
      lab = new KubeLab(tool);
      await lab.open();
    });
    after(() => lab.close());

    for (const [title, { text, refused }] of Object.entries({ ...cases, ...(name === 'currentPodman' && current) })) {
      test(title, async () => {
        const { status, stderr } = await lab.play(text);
        assert.equal(status === 0, refused === undefined, stderr);
        const errors = lint('pod.yaml', text).filter(({ severity }) => severity === 'error');
        assert.deepEqual(
          errors.map(({ rule }) => rule.id),
          refused === undefined ? [] : [refused],
        );
      });
    }

    for (const amount of ['0', '-1']) {
      test(`a limit of ${amount} is none`, async () => {
        const text = of(`resources: {limits: {memory: ${amount}}}`);
        assert.equal((await lab.play(text)).status, 0);
        const { Memory } = (await lab.inspect('web-app')).HostConfig;
        assert.equal(Memory, 0);
        assert.ok(lint('pod.yaml', text).some(({ rule }) => rule.id === 'kube/memory-limit'));
      });
    }
  });
}
