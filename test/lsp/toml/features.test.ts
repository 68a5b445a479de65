import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { tomlFeatures } from '../../../server/lsp/toml/features.ts';
import { shapeAt } from '../../../server/lsp/toml/shapes.ts';
import { parseToml } from '../../../server/parse/toml/parse.ts';
import type { Grammar } from '../../../server/podman/confGrammar.ts';
import { confKeyTexts } from '../../../server/podman/confKeyTexts.ts';
import { containersConfGrammar } from '../../../server/podman/containersConfGrammar.ts';
import { registriesGrammar } from '../../../server/podman/registriesGrammar.ts';
import { storageConfGrammar } from '../../../server/podman/storageConfGrammar.ts';
import { mark, unmark } from '../../support/marked.ts';

const context = { settings: defaultSettings, locale: 'en' as const, workspace: unknownWorkspace };

function said(marked: string, grammar: Grammar = containersConfGrammar, locale: 'en' | 'ja' = 'en'): string {
  const { text, spans } = unmark(marked);
  const [span = { start: 0, end: 0 }] = spans;
  const at = (span.start + span.end) >> 1;
  const found = tomlFeatures(grammar).hover?.(parseToml(text), at, { ...context, locale });
  if (!found) return '';
  assert.equal(mark(text, [found.span]), marked);
  return found.paragraphs.join('\n');
}

function items(text: string, grammar: Grammar = containersConfGrammar) {
  const file = parseToml(text.replace('|', ''));
  return tomlFeatures(grammar).complete?.(file, text.indexOf('|'), context)?.items ?? [];
}
const labels = (text: string, grammar?: Grammar) => items(text, grammar).map(({ label }) => label);

describe('in configuration files', () => {
  test('a hover tells what a key does, its default and which Podman lacks it', () => {
    assert.match(
      said('[containers]\n«privileged» = true\n'),
      /all capabilities and devices.*`false`.*Podman 4\.3 does not/s,
    );
    assert.match(
      said('[containers]\n«Privileged» = true\n', containersConfGrammar, 'ja'),
      /特権コンテナ.*Podman 4\.3/s,
    );
    assert.match(said('[«engine»]\n'), /Podman itself/);
    assert.match(
      said('[[registry]]\n[[registry.mirror]]\n«pull-from-mirror» = "all"\n', registriesGrammar),
      /`digest-only`/,
    );
    assert.match(said('[storage.options.overlay]\n«mountopt» = "nodev"\n', storageConfGrammar), /device files/);
    assert.match(said('[containers]\ndefault_capabilities = ["CHOWN", «"SYS_ADMIN"»]\n'), /CAP_SYS_ADMIN|SYS_ADMIN/);
    assert.equal(said('[containers]\n«nope» = 1\n'), '');
    assert.equal(said('# «privileged»\n'), '');
  });

  test('headers, keys and values are completed', () => {
    assert.ok(labels('[|\n').includes('[containers]'));
    assert.ok(labels('[|]\n').includes('[engine.runtimes]'));
    assert.ok(labels('[[|\n', registriesGrammar).includes('[[registry.mirror]]'));
    const keys = labels('[containers]\ninit = true\npri|\n[engine]\nretry = 1\n');
    assert.ok(keys.includes('privileged') && !keys.includes('init') && !keys.includes('retry'));
    assert.deepEqual(labels('[[registry]]\nlocation = "a"\n[[registry.mirror]]\nl|\n', registriesGrammar), [
      'location',
      'insecure',
      'pull-from-mirror',
    ]);
    assert.deepEqual(labels('[containers]\nprivileged = |\n'), ['true', 'false']);
    assert.deepEqual(labels('[engine]\npull_policy = "|"\n'), ['always', 'missing', 'never', 'newer']);
    assert.deepEqual(
      items('short-name-mode = |\n', registriesGrammar).map(({ text }) => text),
      ['"enforcing"', '"permissive"', '"disabled"'],
    );
    assert.ok(labels('[containers]\ndefault_capabilities = ["CHOWN", |]\n').includes('NET_BIND_SERVICE'));
    assert.deepEqual(labels('[containers]\nvolumes = |\n'), []);
    assert.deepEqual(labels('# |\n'), []);
  });

  test('all of the word under the cursor is replaced, and quotes are closed once', () => {
    /** The text with the proposal in it. */
    const taken = (text: string, label: string, grammar = registriesGrammar) => {
      const plain = text.replace('|', '');
      const found = tomlFeatures(grammar).complete?.(parseToml(plain), text.indexOf('|'), context);
      const item = found?.items.find(each => each.label === label);
      if (!found || !item) return '';
      return plain.slice(0, found.span.start) + (item.text ?? label) + plain.slice(found.span.end);
    };
    assert.equal(taken('[[registry]]\ninsecure = fa|lse\n', 'true'), '[[registry]]\ninsecure = true\n');
    for (const written of ['"enf|orcing"', '"|"', '"enf|', '|', '"|enforcing"'])
      assert.equal(taken(`short-name-mode = ${written}\n`, 'disabled'), 'short-name-mode = "disabled"\n', written);
    assert.equal(taken('[[registry]]\nloca|xx = "a"\n', 'location'), '[[registry]]\nlocation = "a"\n');
    assert.equal(items('[[registry]]\nloca| = "a"\n', registriesGrammar)[0]?.snippet, undefined);
    assert.equal(taken('[en|gin]\n', '[engine]', containersConfGrammar), '[engine]\n');
    assert.equal(taken('[[reg|]\n', '[[registry]]'), '[[registry]]\n');
  });

  test('a list may go over several lines', () => {
    const start = '[containers]\ndefault_capabilities = [ # "X" ]\n  "CHOWN",\n';
    for (const line of ['"SET|"', '|', '"SET|",\n"KILL"\n', '"KILL", "SE|'])
      assert.ok(labels(`${start}  ${line}\n]\n`).includes('SETUID'), line);
    assert.deepEqual(labels(`${start}  "KILL"|\n]\n`), []);
    assert.equal(items('[containers]\ndefault_capabilities = ["CHOWN",|]\n')[0]?.text, '"AUDIT_CONTROL"');
    assert.deepEqual(labels(`${start}  # |\n]\n`), []);
    assert.ok(labels(`${start}]\nini|\n`).includes('init'));
  });

  test('what is newer than the Podman in use is marked', () => {
    const found = items('[network]\n|\n').find(({ label }) => label === 'default_host_ips');
    assert.equal(found?.detail, 'newer than Podman 5.8');
  });

  test('every text belongs to a key', () => {
    const grammar = { ...containersConfGrammar, ...storageConfGrammar, ...registriesGrammar };
    for (const path of confKeyTexts.keys()) assert.ok(shapeAt(grammar, path.split('.')), path);
  });
});
