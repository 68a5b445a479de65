import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type Document, parseAllDocuments, parse as parseYaml, stringify } from 'yaml';
import { applyEdits } from '../../../server/core/fix.ts';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { harden, podsOf } from '../../../server/lsp/kube/hardening.ts';
import { hardeningSlugs } from '../../../server/lsp/kube/hardeningRules.ts';
import { parseKube } from '../../../server/parse/kube/stream.ts';
import { securityFields } from '../../../server/parse/kube/workload.ts';
import { kube } from '../../../server/rules/kube/kind.ts';
import { differences } from '../../support/differences.ts';
import { lint } from '../../support/lint.ts';

const settingsFor = (given: Partial<Settings>): Settings => ({ ...defaultSettings, today: '2026-06-01', ...given });

/** A file after its pods are hardened, or the container with a path. */
function hardened(text: string, given: Partial<Settings> = {}, only?: string): { text: string; anchors: string[] } {
  const settings = settingsFor(given);
  const anchors: string[] = [];
  let result = text;
  const { units } = parseKube(text);
  for (let i = units.length - 1; i >= 0; i--) {
    const paths = only === undefined ? podsOf(units[i]?.content ?? none).map(([pod]) => pod?.path ?? '') : [only];
    for (const path of paths) {
      const { units } = parseKube(result);
      const unit = units[i];
      if (!unit) continue;
      const done = harden({ text: result, units, unit, path, settings, workspace: unknownWorkspace });
      anchors.push(...done.anchors);
      const edits = done.edits.map(({ span, text }) => ({
        span: { start: unit.start + span.start, end: unit.start + span.end },
        text,
      }));
      result = applyEdits(result, edits);
    }
  }
  return { text: result, anchors };
}

const [none] = parseKube('').units.map(({ content }) => content) as [never];

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;

describe('hardening a pod', () => {
  test('writes what the restricted standard asks, and the number that Podman needs', () => {
    assert.equal(
      hardened(pod('  containers:\n    - name: web\n      image: quay.io/a/web:1 # ours\n      command: [x]\n')).text,
      pod(`  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: quay.io/a/web:1 # ours
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
      command: [x]
`),
    );
  });

  test('writes no number where the Pod Security Standards alone count', () => {
    const { text } = hardened(pod('  containers:\n  - image: a\n'), { profile: 'kubernetes' });
    assert.match(text, / {4}runAsNonRoot: true\n/);
    assert.doesNotMatch(text, /runAsUser/);
  });

  test('keeps flow style, comments and Windows line endings', () => {
    const text = pod(
      '  # all of it\n  containers: [{name: web, image: a, securityContext: {privileged: true}}] # one\n',
    );
    assert.equal(
      hardened(text.replaceAll('\n', '\r\n')).text,
      pod(`  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  # all of it
  containers: [{name: web, image: a, securityContext: {privileged: false, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true}}] # one
`).replaceAll('\n', '\r\n'),
    );
  });

  test('takes what annotations switch off for what it is to Podman', () => {
    const off = 'container.seccomp.security.alpha.kubernetes.io/web: unconfined';
    const text = pod('  containers:\n  - name: web\n    image: a\n').replace(
      'spec:',
      `  annotations:\n    ${off}\nspec:`,
    );
    assert.match(hardened(text).text, /io\/web: runtime\/default\n/);
    assert.match(hardened(text, { profile: 'kubernetes' }).text, /io\/web: unconfined\n/);
  });

  test('writes nothing that Windows has not', () => {
    const { text } = hardened(pod('  os: {name: windows}\n  containers:\n  - image: a\n'));
    assert.equal(
      text,
      pod('  securityContext:\n    runAsNonRoot: true\n  os: {name: windows}\n  containers:\n  - image: a\n'),
    );
  });

  test('leaves what is ignored or switched off', () => {
    const container = '  containers:\n  - image: a\n';
    const reason = 'podseal: ignore kube/readonly-rootfs -- it writes';
    assert.doesNotMatch(hardened(pod(`  containers:\n  - image: a # ${reason}\n`)).text, /readOnly/);
    assert.doesNotMatch(hardened(pod(container).replace('name: web', `name: web # ${reason}`)).text, /readOnly/);
    assert.doesNotMatch(
      hardened(`# podseal: ignore-file kube/readonly-rootfs -- x\n---\n${pod(container)}`).text,
      /readOnly/,
    );
    const rules = { 'kube/readonly-rootfs': 'off', 'kube/seccomp-missing': 'off' } as const;
    assert.doesNotMatch(hardened(pod(container), { rules }).text, /readOnly|seccomp/);
    const ignore = [{ rule: 'CKV_K8S_22', pointer: '/spec/containers/0' }];
    assert.doesNotMatch(hardened(pod(container), { ignore }).text, /readOnly/);
  });

  test('names the anchors through which it changes more', () => {
    const shared = 'x: &base\n  image: a\n  securityContext: &security {privileged: true}\n';
    const { text, anchors } = hardened(`${shared}${pod('  containers:\n  - {<<: *base, name: web}\n')}`);
    assert.ok(anchors.length > 0, text);
    assert.deepEqual(hardened(pod('  containers:\n  - image: a\n')).anchors, []);
  });

  test('knows rules that are there', () => {
    const known = new Set(kube.rules.map(({ id }) => id));
    assert.deepEqual(
      hardeningSlugs.filter(slug => !known.has(`kube/${slug}`)),
      [],
    );
  });
});

describe('hardening a container', () => {
  const two = pod('  containers:\n  - name: web\n    image: a\n  - name: side\n    image: b\n');

  test('changes it alone', () => {
    const { text } = hardened(two, {}, '/spec/containers/1');
    assert.equal(
      text,
      two.replace(
        'image: b\n',
        `image: b
    securityContext:
      runAsNonRoot: true
      runAsUser: 10001
      runAsGroup: 10001
      seccompProfile:
        type: RuntimeDefault
      allowPrivilegeEscalation: false
      capabilities:
        drop:
        - ALL
      readOnlyRootFilesystem: true
`,
      ),
    );
  });

  test('repeats nothing that its pod says', () => {
    const context =
      '  securityContext: {runAsNonRoot: true, runAsUser: 7000, seccompProfile: {type: RuntimeDefault}}\n';
    const { text } = hardened(two.replace('spec:\n', `spec:\n${context}`), {}, '/spec/containers/1');
    assert.doesNotMatch(text.slice(text.indexOf('side')), /runAs|seccomp/);
  });

  test('overrides what its pod says wrong', () => {
    const context = '  securityContext: {runAsUser: 0, seccompProfile: {type: Unconfined}}\n';
    const { text } = hardened(two.replace('spec:\n', `spec:\n${context}`), {}, '/spec/containers/0');
    assert.match(text, /spec:\n {2}securityContext: \{runAsUser: 0, seccompProfile: \{type: Unconfined\}\}\n/);
    assert.match(text, /name: web\n.*runAsUser: 10001.*type: RuntimeDefault.*name: side/s);
  });
});

/** The same manifest in other words. */
const rewrites: Record<string, (object: Record<string, unknown>) => string> = {
  'as it is': object => stringify(object),
  JSON: object => JSON.stringify(object, null, 2),
  'flow style': object => stringify(object, { collectionStyle: 'flow' }),
  'Windows line endings': object => stringify(object).replaceAll('\n', '\r\n'),
  'a merge key': ({ spec, ...rest }) =>
    `x-spec: &spec\n  ${stringify(spec).replaceAll('\n', '\n  ')}\n${stringify(rest)}spec: {<<: *spec}\n`,
  'a Deployment': ({ metadata, spec }) =>
    stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: {}, template: { metadata, spec } },
    }),
  'a CronJob': ({ metadata, spec }) => {
    const jobTemplate = { spec: { template: { metadata, spec } } };
    return stringify({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '@daily', jobTemplate } });
  },
  'a List': object =>
    stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Service' }, object] }),
};

const slugs = new Set(hardeningSlugs.map(slug => `kube/${slug}`));

/** They have nothing to say of a pod that shares the host's network, or of a number in quotes. */
const revealed = ['kube/host-users', 'kube/ssh-port'];

const idsIn = (text: string): string[] =>
  [...new Set(lint('pod.yaml', text, { profile: 'kubernetes' }).map(({ rule }) => rule.id))].sort();

/** What is left of the standard, and can be repaired without a person. */
const repairable = (text: string) =>
  lint('pod.yaml', text, { profile: 'kubernetes' })
    .filter(({ rule, fixes }) => slugs.has(rule.id) && fixes.some(({ others = [] }) => others.length === 0))
    .map(({ rule, message }) => `${rule.id} ${message.text.en}`);

/** Tags of other programs are none of these tests' business. */
const quietly = { logLevel: 'silent' } as const;

const isPod = (text: string): boolean =>
  parseAllDocuments(text, quietly).length === 1 && parseYaml(text, quietly)?.kind === 'Pod';

const examples = kube.rules.flatMap(({ id, examples }) =>
  [...examples.bad, ...examples.good].map(({ text }) => ({ id, text: text.replaceAll(/[«»]/g, '') })),
);

describe('every example of every rule, hardened', () => {
  test('has nothing left that can be repaired, brings nothing new and stays as it is', () => {
    const brought = new Set<string>();
    for (const { id, text } of examples) {
      const before = new Set([...idsIn(text), ...revealed]);
      const { text: after } = hardened(text, { profile: 'strict' });
      assert.deepEqual(repairable(after), [], `${id}\n${after}`);
      for (const found of idsIn(after)) if (!before.has(found)) brought.add(`${found} in an example of ${id}`);
      assert.equal(hardened(after, { profile: 'strict' }).text, after, id);
    }
    assert.deepEqual([...brought], []);
  });

  for (const [name, rewrite] of Object.entries(rewrites)) {
    test(`also as ${name}`, () => {
      for (const { id, text } of examples) {
        const object = parse(text);
        if (!object) continue;
        const written = rewrite(object);
        const { text: after } = hardened(written, { profile: 'strict' });
        assert.deepEqual(repairable(after), [], `${id}\n${written}\n${after}`);
        assert.equal(hardened(after, { profile: 'strict' }).text, after, id);
      }
    });
  }
});

const labelled = '../shared/cases/kube-dev.jsonl';
const skip = existsSync(labelled) ? false : `NOT JUDGED: ${labelled} is not here`;

/** What *Harden* may change: fields of security, wherever they stand. */
const changed = new RegExp(
  `/(${Object.keys(securityFields).join('|')}|securityContext|host(Network|PID|IPC)|host|annotations)(/|$)|/metadata$`,
);

describe('every labelled manifest, hardened', { skip }, () => {
  const manifests = new Set(
    skip
      ? []
      : readFileSync(labelled, 'utf8')
          .trim()
          .split('\n')
          .map(line => (JSON.parse(line) as { content: string }).content),
  );

  test('has nothing left that can be repaired, differs in nothing else, keeps its comments and stays as it is', () => {
    for (const text of manifests) assertHardens(text);
  });

  test('also in other manners', () => {
    const manners = Object.values(rewrites);
    for (const [i, text] of [...manifests].entries()) {
      const object = parse(text);
      const written = object?.['spec'] ? manners[i % manners.length]?.(object) : undefined;
      if (written !== undefined) assertHardens(written);
    }
  });
});

/** A value of the wrong type is written anew, and says the same. */
const asTexts = (document: Document): unknown =>
  JSON.parse(JSON.stringify(document.toJS()), (_, value) => (typeof value === 'object' ? value : String(value)));

function assertHardens(text: string) {
  const { text: after } = hardened(text, { profile: 'strict' });
  assert.deepEqual(repairable(after), [], `${text}\n${after}`);
  assert.equal(hardened(after, { profile: 'strict' }).text, after);
  const comments = parseKube(after).units.flatMap(unit => unit.comments.map(comment => comment.text));
  for (const { comments: before } of parseKube(text).units)
    for (const comment of before) assert.ok(comments.includes(comment.text), `#${comment.text} is lost`);
  const before = parseAllDocuments(text, { merge: true, ...quietly });
  if (before.some(({ errors }) => errors.length > 0)) return;
  const documents = parseAllDocuments(after, { merge: true, ...quietly });
  assert.deepEqual(
    documents.flatMap(({ errors }) => errors),
    [],
    after,
  );
  const differing = differences(before.map(asTexts), documents.map(asTexts));
  assert.deepEqual(
    differing.filter(path => !changed.test(path)),
    [],
    after,
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return isPod(text) ? parseYaml(text, { merge: true, ...quietly }) : undefined;
  } catch {
    return undefined;
  }
}
