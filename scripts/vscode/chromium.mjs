import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** The path of a browser that can show VS Code; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap(folder => names.map(name => path.join(folder, name))).find(file => existsSync(file));
}

export const howToGetChromium = 'needs Chromium: apt-get install -y chromium (or set CHROMIUM to a Chrome or Edge)';
