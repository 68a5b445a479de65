import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { rules } from '../../server/rules/policy/rules.generated.ts';
import { labelled } from '../support/labelledCases.ts';
import { lint } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';
import { ask, eachOf, type RealTool, realTool } from '../support/realTools.ts';

/** Which Podman is built with the same containers/image. */
const podmanLike: readonly (readonly [tool: RealTool, podman: string])[] = [
  [realTool('skopeo'), '5.8'],
  [realTool('debianSkopeo'), '4.3'],
];

/** Those that say that the file is refused. */
const refusing = new Set(['policy/invalid-policy', 'policy/newer-than-podman']);

const { cases } = labelled<{ readonly content: string }>('policy.jsonl');

for (const [skopeo, podman] of podmanLike) {
  describe(`the real skopeo refuses what we say Podman ${podman} refuses, and nothing else`, {
    skip: skopeo.skip,
  }, () => {
    const judge = async (texts: readonly string[]) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'podseal-policy-'));
      const others: unknown[] = [];
      try {
        const probes = [...new Set(texts)].map((text, number) => ({ text, file: path.join(folder, `${number}.json`) }));
        await eachOf(probes, 4, async ({ text, file }) => {
          const error = await refusal(skopeo, text, file);
          const ours = lint('containers/policy.json', text, { podman }).filter(({ rule }) => refusing.has(rule.id));
          if (ours.length > 0 !== (error !== undefined))
            others.push({ text, skopeo: error, ours: ours.map(({ message }) => message.text.en) });
        });
      } finally {
        await rm(folder, { recursive: true });
      }
      assert.deepEqual(others, []);
    };

    test('all examples of all rules, repaired ones too', async () => {
      const texts = rules.flatMap(({ examples: { bad, good } }) => [
        ...[...bad, ...good].map(({ text }) => unmark(text).text),
        ...bad.flatMap(({ fixed }) => fixed ?? []),
      ]);
      assert.ok(texts.length > 300);
      await judge(texts.filter(text => !text.includes('{{')));
    });

    test('scopes of transports that nobody has images of', async () => {
      const names = [
        '',
        'host',
        'h:5000/ns',
        'h/ns/s:t',
        'h/ns/s:t:u',
        'h/ns:t',
        'h/ns/s/t',
        '/ns',
        'h//s',
        '*.h/ns',
        'h/s@t',
      ];
      const paths = ['/a', '/a/b.sif', '/', '/a/', '/a//b', '/a/../b', '/..a', '/a b:c', 'a', './a', '/\u00e9\n'];
      const digests = ['sha256', `sha256:${'a'.repeat(64)}`, `sha512:${'a'.repeat(64)}`, `a@sha256:${'a'.repeat(64)}`];
      const scopes = [...names, ...paths, ...digests];
      const transports = ['atomic', 'sif', 'tarball', 'docker-daemon', 'oci-archive', 'ostree'];
      await judge(
        transports.flatMap(transport =>
          scopes.map(scope => {
            const requirements = [{ type: 'reject' }];
            return JSON.stringify({ default: requirements, transports: { [transport]: { [scope]: requirements } } });
          }),
        ),
      );
    });

    test('the labelled cases', async () => judge(cases.map(({ content }) => content)));
  });
}

/** What skopeo says when it does not take the policy. */
async function refusal(skopeo: RealTool, text: string, file: string): Promise<string | undefined> {
  await writeFile(file, text);
  const { stderr } = await ask(skopeo, ['--policy', file, 'copy', 'dir:/nonexistent', `dir:${file}.copy`]);
  return /Error loading trust policy: .*?(?="?$)/m.exec(stderr)?.[0];
}
