import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../server/core/fix.ts';
import { defaultSettings } from '../../../server/core/settings.ts';
import type { Span } from '../../../server/core/span.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { complete } from '../../../server/lsp/containerfile/completion.ts';
import { folds } from '../../../server/lsp/containerfile/folds.ts';
import { hover } from '../../../server/lsp/containerfile/hover.ts';
import { nameAt } from '../../../server/lsp/containerfile/names.ts';
import { outline } from '../../../server/lsp/containerfile/outline.ts';
import { rules } from '../../../server/rules/containerfile/rules.generated.ts';
import { parse } from '../../support/containerfile.ts';

const texts = [
  ...rules.flatMap(({ examples }) => examples.bad.map(({ text }) => text.replace(/[«»]/g, ''))),
  'FROM a AS',
  'FROM a\nRUN x \\\n\n  ',
  'FROM a\r\nCOPY --from=\\\r\n  b /x \\\r\n/y',
  '# escape=`\nFROM a\nRUN --mount=type=cache,`\ntarget=/x $',
].filter(text => text.length < 2000);

test('in every place of every example, all answers lie in the text, and nothing breaks', () => {
  const context = { settings: defaultSettings, locale: 'ja' as const, workspace: unknownWorkspace };
  for (const text of texts) {
    const file = parse(text);
    const isInside = ({ start, end }: Span) => assert.ok(start >= 0 && start <= end && end <= text.length, text);
    for (const { span } of [...outline(file), ...folds(file)]) isInside(span);
    for (let offset = 0; offset <= text.length; offset++) {
      const about = hover(file, offset, context)?.span;
      if (about) isInside(about);
      if (about) assert.ok(about.start <= offset && offset <= about.end, `${offset} in ${text}`);
      const proposed = complete(file, offset, context)?.span;
      if (proposed) {
        assert.ok(proposed.start <= offset && offset <= proposed.end, `${offset} in ${text}`);
        assert.doesNotMatch(text.slice(proposed.start, proposed.end), /\n/);
      }
      const named = nameAt(file, offset);
      if (!named) continue;
      assert.ok(
        named.places.some(({ span }) => span.start === named.at.start),
        `${offset} in ${text}`,
      );
      const edits = named.rename('fresh');
      if (!('text' in edits)) parse(applyEdits(text, edits));
    }
  }
});
