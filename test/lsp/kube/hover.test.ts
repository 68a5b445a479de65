import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import type { Locale } from '../../../server/core/text.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { hover } from '../../../server/lsp/kube/hover.ts';
import { parseKube } from '../../../server/parse/kube/stream.ts';
import { securityFields } from '../../../server/parse/kube/workload.ts';
import { annotationTextOf, annotationTexts } from '../../../server/podman/annotationTexts.ts';
import { capabilityNames } from '../../../server/podman/capabilities.ts';
import { capabilityText } from '../../../server/podman/capabilityTexts.ts';
import { annotationLevel, annotationValues } from '../../../server/podman/kubeAnnotations.ts';
import { securityContextTexts } from '../../../server/podman/securityFieldTexts.ts';
import { mark, unmark } from '../../support/marked.ts';

/** What the hover in the middle of the mark says; its range is the mark. */
function said(marked: string, settings: Partial<Settings> = {}, locale: Locale = 'en'): string {
  const { text, spans } = unmark(marked);
  const [span = { start: 0, end: 0 }] = spans;
  const [unit] = parseKube(text).units;
  const context = { settings: { ...defaultSettings, ...settings }, locale, workspace: unknownWorkspace };
  const found = unit && hover(unit.content, (span.start + span.end) >> 1, context);
  if (!found) return '';
  assert.equal(mark(text, [found.span]), marked);
  return found.paragraphs.join('\n');
}

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${spec}`;
const two = (podUser: string, own: string) =>
  pod(
    `  securityContext: {${podUser}}\n  containers:\n  - name: web\n    securityContext: {${own}}\n  - name: side\n    image: a\n`,
  );

describe('a hover says', () => {
  test('what holds for a container, and whose word that is', () => {
    assert.match(said(two('runAsUser: 7', '«runAsUser»: 8')), /`web`: `8`, its own\n.*restricted/);
    assert.match(said(two('«runAsUser»: 7', 'runAsUser: 8')), /- `web`: `8`, its own\n- `side`: `7`, the pod's\n/);
    assert.match(said(two('seccompProfile: {«type»: RuntimeDefault}', '')), /`side`: `RuntimeDefault`, the pod's/);
    assert.match(said(two('seccompProfile: {type: «Unconfined»}', '')), /Pod Security Standards, restricted/);
    assert.match(
      said(two('', '«capabilities»:\n        drop: [ALL]\n        add: ["CHOWN"]')),
      /`{drop: \[ALL\], add: \[CHOWN\]}`, its own/,
    );
    assert.match(said(two('', '«capabilities»: &a {add: [*a]}')), /`{add: \[{add: …}\]}`, its own/);
    assert.match(said(two('«runAsNonRoot»: null', '')), /`web`: `false`, nobody says anything/);
  });

  test('that a field stands where nobody reads it', () => {
    assert.match(said(two('«privileged»: true', '')), /in the pod nobody reads it/);
    assert.match(said(two('', '«fsGroup»: 1')), /in a container nobody reads it/);
  });

  test('what the chosen Podman does with it', () => {
    assert.match(said(two('', '«runAsNonRoot»: true')), /Podman ignores it: add `runAsUser`/);
    const seccomp = two('', '«seccompProfile»: {type: Localhost}');
    assert.match(said(seccomp, { podman: '5.8' }), /Podman 5\.8 ignores it/);
    assert.doesNotMatch(said(seccomp, { podman: '6.2' }), /ignores/);
    assert.match(said(pod('  «hostPID»: true\n  containers: []\n'), { podman: '4.3' }), /Podman 4\.3 ignores it/);
    assert.match(said(pod('  «hostPID»: true\n  containers: []\n')), /switches the SELinux confinement/);
  });

  test('what a capability allows', () => {
    const adding = (item: string) => said(two('', `capabilities: {add: [${item}]}`));
    assert.match(adding('«NET_ADMIN»'), /With it a process can change interfaces.*\nThe Pod Security Standards forbid/);
    assert.match(adding('«CAP_NET_BIND_SERVICE»'), /listen on ports.*\nThe one capability/);
    assert.match(adding('«chown»'), /baseline.*allows to add it/);
    assert.equal(adding('«NOPE»'), '');
  });

  test('what an annotation is for, where Podman reads it and since when', () => {
    const annotated = (key: string, settings?: Partial<Settings>) =>
      said(pod('  containers: []\n').replace('web\n', `web\n  annotations:\n    ${key}: x\n`), settings);
    assert.match(
      annotated('«io.podman.annotations.userns»'),
      /user namespace.*\n.*object itself.*\nPodman 5\.0 or newer/,
    );
    assert.match(annotated('«io.podman.annotations.userns»', { podman: '4.9' }), /Needs Podman 5\.0.*for 4\.9/);
    assert.match(
      annotated('«container.seccomp.security.alpha.kubernetes.io/web»'),
      /own metadata.*\n`runtime\/default`/,
    );
    assert.equal(annotated('«example.com/mine»'), '');
  });

  test('it in Japanese', () => {
    assert.match(
      said(two('', '«runAsNonRoot»: true'), {}, 'ja'),
      /`web`：`true`（コンテナの指定）.*Podman は無視します/s,
    );
  });

  test('nothing about other keys, and elsewhere', () => {
    assert.equal(said(pod('  containers:\n  - «image»: a\n')), '');
    assert.equal(said('apiVersion: v1\nkind: Service\nspec:\n  «privileged»: true\n'), '');
  });
});

describe('texts', () => {
  test('tell of every field, capability and annotation', () => {
    assert.deepEqual(Object.keys(securityContextTexts).sort(), Object.keys(securityFields).sort());
    assert.deepEqual(
      capabilityNames.filter(name => !capabilityText(name)),
      [],
    );
    for (const { key, values } of annotationTexts) {
      const name = key.endsWith('/') ? `${key}web` : key;
      assert.ok(annotationLevel(name), key);
      assert.equal(annotationTextOf(name)?.key, key);
      const grammar = annotationValues.find(each => each.key.test(name));
      for (const value of values) assert.ok(grammar?.value.test(value.replaceAll('"', '')) ?? true, `${key} ${value}`);
    }
  });
});
