import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A quiet VS Code in which nothing happens by itself. */
const quiet = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  // VS Code itself opens this file at the start, and would activate everything that waits for JSON.
  'files.associations': { 'chatLanguageModels.json': 'plaintext' },
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Writes the user's settings into VS Code's data folder: the quiet ones, and more on top. */
export async function writeUserSettings(folder, settings = {}) {
  await mkdir(path.join(folder, 'User'), { recursive: true });
  await writeFile(path.join(folder, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
}
