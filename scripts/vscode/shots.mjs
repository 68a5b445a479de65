import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Takes the picture that a test has asked for by `::shot name`; the test goes on when `name.taken` appears. */
export async function takeShot(page, name, folder, workspace) {
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await writeFile(path.join(workspace, `${name}.taken`), '');
}
