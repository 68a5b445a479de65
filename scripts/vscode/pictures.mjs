// Takes the pictures of the README in a real VS Code, on a copy of examples/.
import { spawnSync } from 'node:child_process';
import { bundleSuite } from './bundleSuite.mjs';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { installVsCode } from './install.mjs';
import { runSession } from './session.mjs';

const settings = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'workbench.iconTheme': null,
  'breadcrumbs.enabled': false,
  'editor.fontSize': 17,
  'editor.occurrencesHighlight': 'off',
  'editor.scrollbar.vertical': 'hidden',
  'editor.minimap.enabled': false,
  'editor.lightbulb.enabled': 'on',
};

const browser = findChromium();
if (!browser) throw new Error(`VS Code ${howToGetChromium}`);
if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
const suite = await bundleSuite('pictures', ['test/vscode/pictures.ts'], 'node');
const onLine = line => {
  if (line.includes('::test')) console.log(line);
};
const how = { browser, host: 'node', suite, workspace: 'examples', shots: 'docs/images', settings, onLine };
process.exit(await runSession(await installVsCode(), how));
