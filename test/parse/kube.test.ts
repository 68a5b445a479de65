import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rule } from '../../server/core/rule.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import type { KubeDocument } from '../../server/parse/kube/document.ts';
import { parseKube } from '../../server/parse/kube/stream.ts';
import { podSecurityField, securityField, workloadKinds } from '../../server/parse/kube/workload.ts';
import { numberOf, textOf } from '../../server/parse/yaml/view.ts';
import { exposesEngine } from '../../server/podman/sockets.ts';
import { kube } from '../../server/rules/kube/kind.ts';
import { ids, lint, linter } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';
import { random } from '../support/random.ts';

describe('a file is claimed by two words of its text', () => {
  const block = 'apiVersion: v1\nkind: Pod\n';
  const claimed: Record<string, [path: string, text: string, languageId?: string]> = {
    'block style': ['pod.yaml', block],
    'a document of a stream': ['all.yml', `apiVersion: v1\nkind: Service\n---\n${block}`],
    'a marker on the line': ['pod.yaml', '--- \nkind: "Deployment" # x\napiVersion: apps/v1'],
    'Windows line endings': ['pod.yaml', block.replaceAll('\n', '\r\n')],
    'a quoted key': ['pod.yaml', '"kind" : \'Pod\'\n"apiVersion": v1\n'],
    JSON: ['pod.json', '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}'],
    'JSON on one line': ['x.json', '{"kind":"List","apiVersion":"v1"}'],
    'flow style': ['pod.yaml', '{\n  apiVersion: v1,\n  kind: Pod,\n}'],
    'an untitled editor': ['Untitled-1', block, 'yaml'],
    'a template': ['templates/app.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: {{ .x }}\n'],
  };
  for (const [name, [path, text, languageId]] of Object.entries(claimed)) {
    test(name, () => assert.ok(kube.claims({ path, text, languageId })));
  }

  const foreign: Record<string, [path: string, text: string]> = {
    Compose: ['docker-compose.yaml', 'services:\n  kind: Pod\n'],
    Kustomize: ['kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'],
    'a resource of its own': ['x.yaml', 'apiVersion: v1\nkind: PodMonitor\n'],
    'a reference to a kind': [
      'hpa.yaml',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n',
    ],
    'our own config': ['.podseal.yaml', block],
    'another kind of file': ['pod.md', block],
    'no version': ['pod.yaml', 'kind: Pod\n'],
  };
  for (const [name, [path, text]] of Object.entries(foreign)) {
    test(`not ${name}`, () => assert.ok(!kube.claims({ path, text })));
  }
});

const documentOf = (text: string): KubeDocument => {
  const document = parseKube(text).units[0]?.content;
  assert.ok(document);
  return document;
};

describe('pods are found in every kind', () => {
  const podSpec = '{containers: [{name: c}], initContainers: [{name: i}, null], ephemeralContainers: [{name: e}]}';
  const wrapped: Record<string, (spec: string) => string> = {
    Pod: spec => `spec: ${spec}`,
    CronJob: spec => `spec: {jobTemplate: {spec: {template: {spec: ${spec}}}}}`,
    PodTemplate: spec => `template: {spec: ${spec}}`,
  };
  for (const kind of workloadKinds) {
    test(kind, () => {
      const wrap = wrapped[kind] ?? (spec => `spec: {template: {spec: ${spec}}}`);
      const { workloads } = documentOf(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: x}\n${wrap(podSpec)}\n`);
      assert.deepEqual(
        workloads.map(({ containers }) => containers.map(({ role, name }) => `${role} ${name}`)),
        [['init i', 'main c', 'ephemeral e']],
      );
    });
  }

  test('in a List, also one that contains itself', () => {
    const text = `apiVersion: v1
kind: List
items: &items
- {apiVersion: v1, kind: Pod, spec: {containers: [{name: a}]}}
- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, spec: {containers: []}}]}
- {apiVersion: v1, kind: List, items: *items}
`;
    assert.deepEqual(
      documentOf(text).workloads.map(({ path }) => path),
      ['/items/0/spec', '/items/1/items/0/spec'],
    );
  });

  test("not in somebody's own resource", () => {
    assert.deepEqual(
      documentOf('apiVersion: batch.volcano.sh/v1\nkind: Job\nspec: {template: {spec: {}}}\n').workloads,
      [],
    );
  });
});

describe('what a container inherits', () => {
  const { workloads } = documentOf(`apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  os: {name: windows}
  hostUsers: false
  securityContext: {runAsUser: 1, runAsGroup: 2, privileged: true, fsGroup: 3}
  containers:
  - name: c
    securityContext: {runAsUser: 4, runAsGroup: null, privileged: false, fsGroup: 5}
`);
  const [workload] = workloads;
  const [container] = workload?.containers ?? [];
  assert.ok(workload && container);
  const effective = (name: string) => {
    const field = securityField(workload, container, name);
    return field && [field.level, textOf(field.value)];
  };

  test("its own word wins over its pod's", () => assert.deepEqual(effective('runAsUser'), ['container', '4']));
  test("null is no word, and the pod's holds", () => assert.deepEqual(effective('runAsGroup'), ['pod', '2']));
  test('only a container can be privileged', () => {
    assert.deepEqual(effective('privileged'), ['container', 'false']);
    assert.equal(podSecurityField(workload, 'privileged'), undefined);
  });
  test('only a pod has an fsGroup', () => {
    assert.equal(effective('fsGroup'), undefined);
    assert.equal(numberOf(podSecurityField(workload, 'fsGroup')?.value), 3);
  });
  test('Windows and user namespaces are seen', () => assert.ok(workload.isWindows && workload.hasOwnUsers));
});

describe('paths that hand over a container engine', () => {
  const paths: Record<string, ReturnType<typeof exposesEngine>> = {
    '/var/run/docker.sock': 'socket',
    '/run/docker.sock/': 'socket',
    '/var//run/./podman/../podman/podman.sock': 'socket',
    '/run/user/1000/podman/podman.sock': 'socket',
    '/run/containerd/containerd.sock': 'socket',
    '/run/crio/crio.sock': 'socket',
    '/var/run': 'directory',
    '/run/user/0/': 'directory',
    '/run/docker.sock.bak': undefined,
    '/data/docker.sock': undefined,
    '/run/secrets': undefined,
    'docker.sock': undefined,
  };
  for (const [path, exposed] of Object.entries(paths)) test(path, () => assert.equal(exposesEngine(path), exposed));
});

const examples = (kube.rules as readonly Rule<never>[]).flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].map(example => unmark(example.text).text),
);

test('an unchanged document is the same object, wherever it moves', () => {
  const pod = (i: number) =>
    `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec: {containers: [{name: c}]}\n`;
  const pods = Array.from({ length: 200 }, (_, i) => pod(i));
  const before = parseKube(pods.join(''));
  const changed = [...pods.slice(0, 90), pods[90]?.replace('name: c', 'name: cc'), ...pods.slice(91)];
  const after = parseKube(`# moved\n${changed.join('')}`, before);
  const known = new Set(before.units.map(unit => unit.content));
  // The first document got the comment, the 91st was edited.
  assert.deepEqual(
    after.units.flatMap((unit, i) => (known.has(unit.content) ? [] : [i])),
    [0, 90],
  );
});

describe('a document is another one once what it takes of the others changes', () => {
  const pod = `---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: c, envFrom: [{configMapRef: {name: a}}], env: [{name: A, valueFrom: {secretKeyRef: {name: b, key: k}}}]}]}
`;
  const map = (name: string, data: string) =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n`;
  const podIn = (others: string, previous?: ReturnType<typeof parseKube>) => {
    const model = parseKube(pod + others, previous);
    return { model, content: model.units.find(({ content }) => content.workloads.length > 0)?.content };
  };
  const same: Record<string, [string, string]> = {
    'a value': [map('a', '{x: 1}'), map('a', '{x: 2}')],
    'another ConfigMap': [map('a', '{x: 1}') + map('z', '{x: 1}'), map('a', '{x: 1}') + map('z', '{y: 1}')],
    'a name that nobody means': [map('far-away', '{x: 1}'), map('farther-away', '{x: 1}')],
    'an object of another kind': [map('a', '{x: 1}'), map('a', '{x: 1}') + pod.replace('web', 'other')],
  };
  for (const [name, [before, after]] of Object.entries(same)) {
    test(`not for ${name}`, () => {
      const { model, content } = podIn(before);
      assert.equal(podIn(after, model).content, content);
    });
  }

  const different: Record<string, [string, string]> = {
    'a key': [map('a', '{x: 1}'), map('a', '{y: 1}')],
    'a key of a file': [map('a', '{x: 1}'), `${map('a', '{x: 1}')}binaryData: {f: aGk=}\n`],
    'the name': [map('a', '{x: 1}'), map('b', '{x: 1}')],
    'a name that might be meant': [map('z', '{x: 1}'), map('zz', '{x: 1}')],
    'two names that might be meant': [map('z', '{x: 1}'), map('y', '{x: 1}')],
    'an object more': ['', map('a', '{x: 1}')],
    'a template': [map('a', '{x: 1}'), `${map('a', '{x: 1}')}---\n{{ include "more" . }}\n`],
  };
  for (const [name, [before, after]] of Object.entries(different)) {
    test(`for ${name}`, () => {
      const { model, content } = podIn(before);
      const { content: next, model: second } = podIn(after, model);
      assert.notEqual(next, content);
      assert.equal(podIn(after, second).content, next);
    });
  }
});

test('pieces of manifests in any order are findings or silence', () => {
  const { below, pick } = random(3);
  const pieces = [
    ...examples.flatMap(text => text.split(/(?<=\n)/)),
    '---\n',
    '{',
    '}',
    '[',
    '- ',
    ': ',
    '"',
    '&a ',
    '*a',
    '<<: ',
    '\t',
    '|\n',
    '# ',
    '{{ x }}',
  ];
  let model = parseKube('');
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 1 + below(40) }, () => pick(pieces)).join('');
    model = parseKube(text, model);
    for (const profile of ['podman', 'kubernetes'] as const) {
      const settings = { ...defaultSettings, profile };
      const spans = (findings: ReturnType<typeof lint>) => findings.map(({ rule, span }) => [rule.id, span]);
      assert.deepEqual(
        spans(linter.lint(kube, model, text, settings)),
        spans(linter.lint(kube, parseKube(text), text, settings)),
      );
    }
  }
});

test('a suppression above a container, at its end and for the file', () => {
  const text = (above: string, behind: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      # ${above}
      privileged: true # ${behind}
`;
  const flagged = (above: string, behind: string) =>
    ids(lint('pod.yaml', text(above, behind))).includes('kube/privileged');
  assert.ok(flagged('x', 'y'));
  assert.ok(!flagged('podseal: ignore kube/privileged -- device', 'y'));
  assert.ok(!flagged('x', 'podseal: ignore CKV_K8S_16 -- device'));
  assert.ok(!flagged('podseal: ignore-file kube/privileged -- device', ''));
});

test('messages show names as they are written, also where a template makes them', () => {
  const text = `apiVersion: v1
kind: Pod
metadata:
  generateName: "\${APP}-"
spec:
  containers:
  - name: \${APP}-web
    image: quay.io/acme/app:1.4
  - image: quay.io/acme/helper:1.4
    securityContext:
      allowPrivilegeEscalation: false
`;
  const shown = lint('pod.yaml', text, { profile: 'kubernetes' }).map(({ message }) => message.params ?? {});
  // Some speak of neither.
  const names = (key: string) => [...new Set(shown.flatMap(params => params[key] ?? []))];
  assert.deepEqual(names('container'), ['${APP}-web', 'quay.io/acme/helper:1.4']);
  assert.deepEqual(names('pod'), ['${APP}-']);
});

test('a kustomize patch is judged by what it says, and in the kubernetes profile by what it lacks', () => {
  const text = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: app
            securityContext:
              capabilities:
                add: [SYS_ADMIN]
`;
  const whole = text.replace('spec:\n', 'spec:\n  schedule: "@daily"\n');
  assert.deepEqual(ids(lint('patch.yaml', text)), ['kube/cap-dangerous']);
  assert.ok(ids(lint('cronjob.yaml', whole)).includes('kube/cap-drop-all'));
  assert.ok(ids(lint('patch.yaml', text, { profile: 'kubernetes' })).includes('kube/cap-drop-all'));
});
