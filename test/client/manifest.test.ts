import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { languageIds } from '../../client/candidate.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { profiles } from '../../server/core/severity.ts';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const manifest = json('package.json');
const settings = manifest.contributes.configuration.properties;
const kana = /[\u3040-\u30ff\u4e00-\u9fff]/;

describe('the manifest', () => {
  test('says everything in English and Japanese, and nothing twice', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(match => match[1]).sort();
    const english = json('package.nls.json');
    const japanese = json('package.nls.ja.json');
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)]);
    assert.deepEqual(Object.keys(japanese), Object.keys(english));
    for (const [key, text] of Object.entries<string>(japanese)) assert.match(text, kana, key);
  });

  test('declares no language, and waits for those that VS Code has', () => {
    assert.equal(manifest.contributes.languages, undefined);
    // `.conf` is `properties` unless somebody knows TOML.
    const conf = ['properties', 'toml', 'ini'];
    assert.deepEqual(
      manifest.activationEvents,
      [...languageIds, ...conf].map(language => `onLanguage:${language}`),
    );
  });

  test('offers the documentation of a rule in every language that it waits for', () => {
    const menus: { command: string; when: string }[] = manifest.contributes.menus.commandPalette;
    const when = menus.find(({ command }) => command === 'podseal.openDocumentation')?.when ?? '';
    const [, languages = ''] = /editorLangId =~ \/(.*)\//.exec(when) ?? [];
    for (const event of manifest.activationEvents)
      assert.match(event.slice('onLanguage:'.length), new RegExp(languages));
  });

  test('is not switched off in Restricted Mode', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  test('has the settings that the engine knows, with its defaults', () => {
    assert.deepEqual(settings['podseal.profile'].enum, profiles);
    assert.equal(settings['podseal.profile'].default, defaultSettings.profile);
    assert.equal(settings['podseal.podmanVersion'].default, defaultSettings.podman);
    assert.equal(settings['podseal.fips'].default, defaultSettings.fips);
  });

  test('lets every setting but the trace differ by folder', () => {
    for (const [name, { scope }] of Object.entries<{ scope: string }>(settings))
      assert.equal(scope, name === 'podseal.trace.server' ? 'window' : 'resource', name);
  });

  test('shows every command in the palette, unless it says when', () => {
    const commands: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const limited: string[] = manifest.contributes.menus.commandPalette.map(
      ({ command }: { command: string }) => command,
    );
    assert.deepEqual(
      limited.filter(command => !commands.includes(command)),
      [],
    );
  });
});

test("the client's own texts are in English and Japanese", () => {
  const sources = readdirSync('client', { recursive: true })
    .filter(file => String(file).endsWith('.ts'))
    .map(file => readFileSync(`client/${file}`, 'utf8'));
  const used = sources.flatMap(source => [...source.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map(match => match[1]));
  const english = json('l10n/bundle.l10n.json');
  const japanese = json('l10n/bundle.l10n.ja.json');
  assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
  assert.deepEqual(Object.keys(japanese), Object.keys(english));
  for (const [key, text] of Object.entries<string>(japanese)) assert.match(text, kana, key);
});
