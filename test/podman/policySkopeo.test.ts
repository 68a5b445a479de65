import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import invalidPolicy from '../../server/rules/policy/invalid-policy.ts';
import { unmark } from '../support/marked.ts';
import { ask, eachOf, realTool } from '../support/realTools.ts';

const skopeo = realTool('skopeo');

/** Older ones do not know the newer keys. */
const tooOld =
  skopeo.skip ||
  (/ 1\.1?\d\./.test(skopeo.version) && `NOT ASKED: ${skopeo.version} is too old (scripts/podman-oracle.sh)`);

const texts = (examples: readonly { readonly text: string }[]) =>
  examples.map(({ text }) => unmark(text).text).filter(text => !text.includes('{{'));

test('the real skopeo refuses the bad examples of policy/invalid-policy and takes the good ones and the repaired ones', {
  skip: tooOld,
}, async () => {
  const { bad, good } = invalidPolicy.examples;
  const repaired = bad.flatMap(({ fixed }) => (fixed === undefined ? [] : [{ text: fixed }]));
  const probes = [
    ...texts(bad).map(text => ({ text, refused: true })),
    ...[...texts(good), ...texts(repaired)].map(text => ({ text, refused: false })),
  ];
  assert.ok(probes.length > 100);
  const folder = await mkdtemp(path.join(tmpdir(), 'podseal-policy-'));
  try {
    const others: unknown[] = [];
    const numbered = probes.map((probe, number) => ({ ...probe, number }));
    await eachOf(numbered, 4, async ({ text, refused, number }) => {
      const error = await refusal(text, path.join(folder, `${number}.json`));
      if ((error !== undefined) !== refused) others.push({ text, refused, skopeo: error });
    });
    assert.deepEqual(others, []);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What skopeo says when it does not take the policy. */
async function refusal(text: string, file: string): Promise<string | undefined> {
  await writeFile(file, text);
  const { stderr } = await ask(skopeo, ['--policy', file, 'copy', 'dir:/nonexistent', `dir:${file}.copy`]);
  return /Error loading trust policy: .*?(?="?$)/m.exec(stderr)?.[0];
}
