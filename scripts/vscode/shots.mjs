import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes the picture that a suite has asked for by `::shot name selector`, as soon as the page shows the element.
 * The suite goes on when `name.taken` appears in its workspace.
 * @returns whether the line was such a request
 */
export async function takeShot(page, line, folder, workspace) {
  const [, name, selector] = /::shot (\S+) (.+)/.exec(line) ?? [];
  if (!name) return false;
  await page.locator(selector).first().waitFor({ state: 'visible' });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  await writeFile(path.join(workspace, `${name}.taken`), '');
  return true;
}
