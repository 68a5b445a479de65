import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installVsCode, whyNoVsCode } from './install.mjs';
import { startServer } from './server.mjs';

/** Opens VS Code on a copy of examples/: the one of this machine, else one in the browser. */
export async function openEditor() {
  const scratch = await mkdtemp(path.join(tmpdir(), 'podseal-'));
  const workspace = path.join(scratch, 'examples');
  await cp('examples', workspace, { recursive: true });
  if (openDesktop(workspace)) return;
  const why = whyNoVsCode();
  if (why) throw new Error('no VS Code found: install it from https://code.visualstudio.com, with its command "code"');
  await serveInBrowser(await installVsCode(), scratch, workspace);
}

/** @returns whether there is a VS Code, and a display to show it on */
function openDesktop(workspace) {
  const shown = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!shown) return false;
  const args = [`--extensionDevelopmentPath=${path.resolve('.')}`, workspace];
  const { status } = spawnSync('code', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) return false;
  console.log(`VS Code is open on ${workspace}`);
  return true;
}

async function serveInBrowser(vscode, scratch, workspace) {
  const token = randomBytes(16).toString('hex');
  const port = Number(process.env.PORT ?? 0);
  const { host, ended } = await startServer(vscode, { data: path.join(scratch, 'server'), token, port });
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  const remote = file => `vscode-remote://${host}${path.resolve(file)}`;
  const query = new URLSearchParams({
    tkn: token,
    folder: remote(workspace),
    payload: JSON.stringify([['extensionDevelopmentPath', remote('.')]]),
  });
  console.log(
    `VS Code is ready, on a copy of examples/. Open in a browser, and end with Ctrl+C:\n\n  http://${host}/?${query}\n`,
  );
  await ended;
}
