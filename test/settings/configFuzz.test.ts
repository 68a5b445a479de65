import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { parseConfigFile } from '../../server/settings/configFile.ts';
import { resolveSettings } from '../../server/settings/resolve.ts';
import { lint } from '../support/lint.ts';
import { random } from '../support/random.ts';

const pieces = [
  ...[
    'profile',
    'podman',
    'rules',
    'ignore',
    'exclude',
    'rule',
    'path',
    'until',
    'strict',
    'kube/privileged',
    'DL3002',
  ],
  ...[': ', ':', '\n', '\n  ', '\n  - ', '- ', '? ', '\t', '\r\n', '[', ']', '{', '}', ', ', '"', "'", '|', '>', '#'],
  ...[
    ' # ',
    '&a ',
    '*a',
    '!!str ',
    '<<: ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '5.10',
    '2027-01-31',
    '\u{1f600}',
    '\0',
    '\ufeff',
  ],
];

test('no text breaks the config, its findings or their fixes', () => {
  const { below, pick } = random(7);
  for (let run = 0; run < 4000; run++) {
    const text = Array.from({ length: 1 + below(25) }, () => pick(pieces)).join('');
    const config = parseConfigFile('/w/.podseal.yaml', text);
    const settings = resolveSettings(config, {}, '/w/Containerfile', '2026-06-01');
    assert.ok(['podman', 'strict', 'kubernetes'].includes(settings.profile), text);
    assert.equal(typeof config.exclude('/w/a'), 'boolean');
    for (const { span, fixes } of lint('.podseal.yaml', text)) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(text));
      for (const { edits } of fixes) lint('.podseal.yaml', applyEdits(text, edits));
    }
  }
});
