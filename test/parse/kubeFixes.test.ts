import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseAllDocuments, parseDocument } from 'yaml';
import { applyEdits, combineFixes, type Fix } from '../../server/core/fix.ts';
import type { Profile } from '../../server/core/severity.ts';
import { parseDocument as parseOurs } from '../../server/parse/yaml/parse.ts';
import { differences } from '../support/differences.ts';
import { lint } from '../support/lint.ts';

const file = '../shared/cases/kube-dev.jsonl';
const skip = existsSync(file) ? false : `NOT JUDGED: ${file} is not here`;

interface Case {
  readonly id: string;
  readonly concept: string;
  readonly content: string;
  /** What another tool makes of the content. */
  readonly fixed_content?: string;
}

const cases = skip
  ? []
  : readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Case)
      .filter(({ content }) => parseDocument(content, { logLevel: 'silent' }).errors.length === 0);

/** What a fix of a rule may touch. */
const touched: Readonly<Record<string, RegExp>> = {
  'kube/privileged': /\/securityContext\/privileged$/,
  'kube/allow-privilege-escalation': /\/securityContext(\/(privileged|allowPrivilegeEscalation))?$/,
  'kube/run-as-non-root': /\/securityContext(\/runAs(NonRoot|User|Group))?$/,
  'kube/run-as-non-root-not-enforced': /\/securityContext\/runAs(User|Group)$/,
  'kube/cap-drop-all': /\/securityContext(\/capabilities(\/(add|drop)(\/\d+)?)?)?$/,
  'kube/cap-dangerous': /\/securityContext(\/capabilities(\/add(\/\d+)?)?)?$/,
  'kube/readonly-rootfs': /\/(securityContext(\/readOnlyRootFilesystem)?|(volumeMounts|volumes)(\/\d+)?)$/,
  'kube/host-network': /\/hostNetwork$/,
  'kube/host-pid': /\/hostPID$/,
  'kube/host-ipc': /\/hostIPC$/,
  'kube/secret-env-literal': /\/env\/\d+\/value(From)?$/,
  'kube/runtime-socket': /\/(volumes|volumeMounts)(\/.*)?$/,
};

function checkFix({ id, content }: Case, rule: string, fix: Fix) {
  const fixed = applyEdits(content, fix.edits);
  const documents = parseAllDocuments(fixed, { merge: true, logLevel: 'silent' });
  assert.ok(Array.isArray(documents));
  // A Secret that a fix adds stands before the pod.
  const document = documents.at(-1);
  assert.deepEqual(
    documents.flatMap(each => each.errors),
    [],
    `${id} ${rule}\n${fixed}`,
  );
  const changes = differences(parseDocument(content, { merge: true, logLevel: 'silent' }).toJS(), document?.toJS());
  assert.notDeepEqual(changes, [], `${id} ${rule} changes nothing`);
  const pattern = touched[rule];
  if (pattern)
    assert.deepEqual(
      changes.filter(change => !pattern.test(change)),
      [],
      `${id} ${rule}\n${fixed}`,
    );
  const left = parseOurs(fixed).comments.map(comment => comment.text);
  for (const { text, span } of parseOurs(content).comments) {
    const removed = fix.edits.some(edit => edit.span.start < span.start && span.end < edit.span.end);
    assert.ok(removed || left.includes(text), `${id} ${rule} loses #${text}`);
  }
}

/** What another tool changes where there is one right way to change it: no placeholder, and not all that we ask for. */
const agreed: readonly string[] = ['host-ipc', 'host-network', 'host-pid', 'host-port', 'cap-drop-all', 'cpu-request'];

test("another tool's repairs are ours", { skip }, () => {
  const fixed = cases.filter(({ concept, fixed_content }) => fixed_content !== undefined && agreed.includes(concept));
  for (const { id, concept, content, fixed_content = '' } of fixed) {
    const fixes = lint('pod.yaml', content, { profile: 'kubernetes' })
      .filter(({ rule }) => rule.id === `kube/${concept}`)
      .flatMap(finding => finding.fixes.slice(0, 1));
    const text = applyEdits(content, combineFixes(fixes));
    assert.deepEqual(parseDocument(text).toJS(), parseDocument(fixed_content).toJS(), id);
  }
});

describe('fixes of labelled manifests', { skip }, () => {
  for (const profile of ['podman', 'kubernetes'] satisfies Profile[]) {
    test(`change what they name and nothing else: ${profile}`, () => {
      const known = new Set<string>();
      for (const each of cases) {
        for (const { rule, fixes } of lint('pod.yaml', each.content, { profile })) {
          for (const fix of fixes) checkFix(each, rule.id, fix);
          for (const fix of fixes) known.add(`${rule.id} ${fix.title.text.en}`);
        }
      }
      assert.ok(known.size > 5);
    });

    test(`leave nothing that can be fixed: ${profile}`, () => {
      for (const { id, content } of cases) {
        let text = content;
        for (let round = 0; round < 200; round++) {
          const fix = lint('pod.yaml', text, { profile }).find(finding => finding.fixes.length > 0)?.fixes[0];
          if (!fix) break;
          text = applyEdits(text, fix.edits);
        }
        const left = lint('pod.yaml', text, { profile }).filter(finding => finding.fixes.length > 0);
        assert.deepEqual(
          left.map(finding => finding.rule.id),
          [],
          `${id}\n${text}`,
        );
      }
    });
  }
});
