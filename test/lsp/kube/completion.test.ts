import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import { unknownWorkspace, type Workspace } from '../../../server/core/workspace.ts';
import type { Proposal } from '../../../server/lsp/features/model.ts';
import { complete } from '../../../server/lsp/kube/completion.ts';
import { parseKube } from '../../../server/parse/kube/stream.ts';
import { mark } from '../../support/marked.ts';

interface Given {
  readonly settings?: Partial<Settings>;
  readonly workspace?: Workspace;
}

/** What is proposed at `|`. */
function found(text: string, { settings, workspace = unknownWorkspace }: Given = {}) {
  const [unit] = parseKube(text.replace('|', '')).units;
  const context = { settings: { ...defaultSettings, ...settings }, locale: 'en' as const, workspace };
  return unit && complete(unit.content, text.indexOf('|'), context);
}

const proposals = (text: string, given?: Given): readonly Proposal[] => found(text, given)?.items ?? [];
const labels = (text: string, given?: Given) => proposals(text, given).map(({ label }) => label);

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;
const inContainer = (lines: string) =>
  pod(`  containers:\n  - name: web\n    image: a\n    securityContext:\n${lines}    ports: []\n  - name: side\n`);

describe('completion in a pod', () => {
  test('of the fields of a security context, by whose it is', () => {
    const container = labels(inContainer('      |\n'));
    assert.ok(container.includes('privileged') && container.includes('capabilities') && !container.includes('fsGroup'));
    const inPod = labels(pod('  securityContext:\n    run|\n  containers: []\n'));
    assert.ok(inPod.includes('runAsNonRoot') && inPod.includes('fsGroup') && !inPod.includes('privileged'));
    const template = labels(
      'kind: Deployment\napiVersion: apps/v1\nspec:\n  template:\n    spec:\n      securityContext:\n        |\n',
    );
    assert.ok(template.includes('sysctls'));
    assert.ok(labels(inContainer('').replace('securityContext:\n', 'securityContext: {|}\n')).includes('privileged'));
  });

  test('leaves out what is there', () => {
    const left = labels(inContainer('      privileged: false\n      |\n      runAsUser: 1\n'));
    assert.ok(!left.includes('privileged') && !left.includes('runAsUser') && left.includes('runAsGroup'));
    assert.ok(
      !labels(inContainer('').replace('securityContext:\n', 'securityContext: {privileged: false, |}\n')).includes(
        'privileged',
      ),
    );
  });

  test('writes the safe value, and replaces the word at the cursor', () => {
    const text = inContainer('      allow|Priv: true\n');
    assert.equal(
      mark(text.replace('|', ''), [found(text)?.span ?? { start: 0, end: 0 }]),
      inContainer('      «allowPriv: »true\n'),
    );
    const written = (label: string) => proposals(inContainer('      |\n')).find(each => each.label === label)?.text;
    assert.equal(written('allowPrivilegeEscalation'), 'allowPrivilegeEscalation: false');
    assert.equal(written('capabilities'), 'capabilities:');
  });

  test('says what Podman ignores', () => {
    const detail = (podman: string) =>
      proposals(inContainer('      |\n'), { settings: { podman } }).find(({ label }) => label === 'seccompProfile')
        ?.detail;
    assert.deepEqual([detail('5.8'), detail('6.2')], ['ignored by Podman', undefined]);
  });

  test('of values', () => {
    assert.deepEqual(labels(inContainer('      privileged: |\n')), ['false', 'true']);
    assert.deepEqual(labels(inContainer('      seccompProfile:\n        type: Run|\n')), [
      'RuntimeDefault',
      'Localhost',
      'Unconfined',
    ]);
    assert.deepEqual(labels(inContainer('      seccompProfile: {type: |}\n')), [
      'RuntimeDefault',
      'Localhost',
      'Unconfined',
    ]);
    assert.deepEqual(labels(inContainer('      seccompProfile:\n        |\n')), ['type', 'localhostProfile']);
    assert.deepEqual(labels(pod('  hostNetwork: |\n')), ['false', 'true']);
  });

  test('of capabilities, with what each allows', () => {
    for (const list of [
      '      capabilities:\n        drop:\n        - |\n',
      '      capabilities: {drop: [|]}\n',
      '      capabilities:\n        drop: [CHOWN, |]\n',
    ])
      assert.equal(labels(inContainer(list))[0], 'ALL', list);
    const [first, second] = proposals(inContainer('      capabilities:\n        add:\n          - NET|\n'));
    assert.equal(first?.label, 'NET_BIND_SERVICE');
    assert.ok(second?.documentation);
  });

  test('of the seccomp profiles of the workspace', () => {
    const files = [
      'seccomp/web.json',
      'deploy/seccomp/team/x.json',
      'my-seccomp.json',
      'a/profiles/y.json',
      'package.json',
    ];
    const workspace = { ...unknownWorkspace, foldersUp: ['.', '..'], filesBelow: () => files };
    const text = inContainer('      seccompProfile:\n        type: Localhost\n        localhostProfile: |\n');
    assert.deepEqual(labels(text, { workspace }), ['my-seccomp.json', 'profiles/y.json', 'team/x.json', 'web.json']);
    assert.deepEqual(labels(text), []);
    const annotated = `metadata:\n  annotations:\n    seccomp.security.alpha.kubernetes.io/pod: |\n`;
    const known = ['runtime/default', 'localhost/profile.json', 'unconfined'];
    assert.deepEqual(labels(`kind: Pod\n${annotated}`), known);
    const own = ['runtime/default', 'unconfined', 'localhost/my-seccomp.json', 'localhost/web.json'];
    assert.deepEqual(labels(`kind: Pod\n${annotated}`, { workspace }), own);
  });

  test('of annotations of a claim', () => {
    const claim = (line: string) => `kind: PersistentVolumeClaim\nmetadata:\n  annotations:\n    ${line}\n`;
    assert.ok(labels(claim('|')).includes('volume.podman.io/mount-options'));
    assert.ok(!labels(claim('|')).includes('io.podman.annotations.userns'));
    assert.deepEqual(labels(claim('volume.podman.io/type: |')), ['tmpfs', 'none']);
  });

  test('of annotations that Podman reads, where it reads them', () => {
    const annotated = (line: string) =>
      pod('  containers:\n  - name: web\n').replace('web\n', `web\n  annotations:\n    ${line}\n`);
    const keys = labels(annotated('io|'));
    assert.ok(keys.includes('io.podman.annotations.userns'));
    assert.ok(keys.includes('container.seccomp.security.alpha.kubernetes.io/web'));
    assert.deepEqual(labels(annotated('io.podman.annotations.userns: |')), ['auto', 'keep-id', 'nomap', 'host']);
    const deployment = (line: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    metadata:\n      annotations:\n        ${line}\n    spec:\n      containers:\n      - name: web\n`;
    assert.ok(!labels(deployment('|')).includes('io.podman.annotations.userns'));
    assert.ok(labels(deployment('|')).includes('seccomp.security.alpha.kubernetes.io/pod'));
  });

  test('not in comments, other values and other objects', () => {
    for (const text of [
      inContainer('      # |\n'),
      inContainer('      runAsUser: 1 |\n'),
      pod('  containers:\n  - name: |\n'),
      pod('  containers:\n  - command: [|]\n'),
      'apiVersion: v1\nkind: Service\nspec:\n  |\n',
    ])
      assert.deepEqual(labels(text), [], text);
  });
});
