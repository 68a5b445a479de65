import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../server/core/finding.ts';
import type { Model } from '../../server/core/kind.ts';
import type { Example } from '../../server/core/rule.ts';
import { defaultSettings, type Settings } from '../../server/core/settings.ts';
import type { Workspace } from '../../server/core/workspace.ts';
import { heredocs, scriptFolder, variableUse } from '../../server/parse/containerfile/changedTopics.ts';
import type { Containerfile } from '../../server/parse/containerfile/containerfile.ts';
import { instructionNames } from '../../server/podman/buildFeatures.ts';
import { containerfile } from '../../server/rules/containerfile/kind.ts';
import { modelOf } from '../support/containerfile.ts';
import { filesAround } from '../support/filesAround.ts';
import { linter } from '../support/lint.ts';
import { random } from '../support/random.ts';

test('topics are instructions and variables', () => {
  const topics = containerfile.rules.flatMap(({ concerns = [] }) => concerns);
  const known = [...instructionNames, heredocs, scriptFolder, variableUse];
  assert.deepEqual(
    topics.filter(topic => !known.includes(topic.replace(/ --$/, ''))),
    [],
  );
});

const typed = [
  '',
  '',
  'x',
  ' ',
  '/',
  '0',
  '-',
  '$A',
  '"',
  ':',
  '=',
  '#',
  '.',
  '\n',
  '\n',
  ' \\\n',
  '\nRUN ',
  '\nUSER 1\n',
  '\n# ',
];

for (const profile of ['podman', 'strict'] as const) {
  test(`${profile}: a rule that looks away while others than its topics change has missed nothing`, () => {
    const { below, pick } = random(42);
    for (const rule of containerfile.rules) {
      for (const example of [...rule.examples.bad, ...rule.examples.good]) {
        const given = { ...defaultSettings, profile, today: '2026-06-01', ...example.settings };
        const settings: Settings = Object.freeze(given);
        const workspace = around(example);
        let text = example.text.replace(/[«»]/g, '');
        let model = modelOf(text);
        judged(text, model, settings, workspace);
        for (let edit = 0; edit < 3; edit++) {
          const at = below(text.length + 1);
          text = text.slice(0, at) + pick(typed) + text.slice(at + below(pick([3, 3, 40])));
          model = modelOf(text, model);
          const [known, anew] = [model, modelOf(text)].map(each => judged(text, each, settings, workspace));
          assert.deepEqual(known, anew, JSON.stringify(text));
        }
      }
    }
  });
}

const around = ({ workspace, file = 'Containerfile' }: Example): Workspace | undefined =>
  filesAround(workspace, file, file);

const judged = (text: string, model: Model<Containerfile>, settings: Settings, workspace?: Workspace): unknown[] =>
  linter.lint(containerfile, model, text, settings, workspace).map(plain);

const plain = (finding: Finding): unknown => ({ ...finding, rule: finding.rule.id, fixes: finding.fixes });
