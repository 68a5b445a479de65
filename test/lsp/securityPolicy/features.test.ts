import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { complete } from '../../../server/lsp/securityPolicy/completion.ts';
import { hover } from '../../../server/lsp/securityPolicy/hover.ts';
import { parseSecurityPolicy } from '../../../server/parse/securityPolicy/stream.ts';
import { mark, unmark } from '../../support/marked.ts';

const context = { settings: defaultSettings, locale: 'en' as const, workspace: unknownWorkspace };
const policy = (spec: string) => `apiVersion: v1\nkind: SecurityPolicy\nspec:\n${spec}`;

function said(marked: string): string {
  const { text, spans } = unmark(marked);
  const [span = { start: 0, end: 0 }] = spans;
  const [unit] = parseSecurityPolicy(text).units;
  const found = unit && hover(unit.content, (span.start + span.end) >> 1, context);
  if (!found) return '';
  assert.equal(mark(text, [found.span]), marked);
  return found.paragraphs.join('\n');
}

const labels = (text: string): string[] => {
  const [unit] = parseSecurityPolicy(text.replace('|', '')).units;
  const found = unit && complete(unit.content, text.indexOf('|'), context);
  return (found?.items ?? []).map(({ label }) => label);
};

describe('in a security policy', () => {
  test('a hover tells what lists, fields and capabilities mean', () => {
    assert.match(said(policy('  «forbidden»:\n  - privileged: true\n')), /no container or pod may say/);
    assert.match(said(policy('  forbidden:\n  - «privileged»: true\n')), /every capability and device/);
    assert.match(
      said(policy('  required:\n  - seccompProfile:\n      «type»: RuntimeDefault\n')),
      /`RuntimeDefault`, `Localhost`/,
    );
    assert.match(said(policy('  required:\n  - «dropCapabilities»: [ALL]\n')), /\*\*capabilities\.drop\*\*/);
    assert.match(said(policy('  forbidden:\n  - capabilities: {add: [«CAP_SYS_ADMIN»]}\n')), /mount file systems/);
    assert.equal(said(policy('  forbidden:\n  - «nope»: 1\n')), '');
  });

  test('lists, fields and values are completed', () => {
    assert.deepEqual(labels(policy('  allowed: []\n  |\n')), ['requiredLabels', 'forbidden', 'required']);
    assert.deepEqual(labels(policy('  requiredLabels:\n  - |\n')), ['key', 'value']);
    const fields = labels(policy('  forbidden:\n  - priv|\n'));
    assert.ok(fields.includes('privileged') && fields.includes('addCapabilities') && fields.includes('hostPID'));
    assert.deepEqual(labels(policy('  allowed:\n  - |\n')), ['capabilities', 'addCapabilities']);
    assert.deepEqual(labels(policy('  forbidden:\n  - capabilities:\n      |\n')), ['add', 'drop']);
    assert.deepEqual(labels(policy('  forbidden:\n  - privileged: |\n')), ['true', 'false']);
    assert.equal(labels(policy('  required:\n  - dropCapabilities: [|]\n'))[0], 'ALL');
    assert.ok(labels(policy('  forbidden:\n  - capabilities:\n      add:\n      - SYS|\n')).includes('SYS_ADMIN'));
    assert.deepEqual(labels(policy('  required:\n  - procMount: |\n')), ['Default', 'Unmasked']);
  });

  test('nothing is offered where anything may stand', () => {
    for (const text of [
      policy('  requiredLabels:\n  - key: |\n'),
      policy('  required:\n  - runAsUser: |\n'),
      'kind: SecurityPolicy\nmetadata:\n  name: |\n',
    ])
      assert.deepEqual(labels(text), [], text);
  });
});
