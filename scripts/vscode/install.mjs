import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm } from '../packages.mjs';

/** VS Code's server and workbench as code-server carries them, and the Node.js that it needs. */
const codeServer = 'code-server@4.139.1';
const node = `node-linux-${process.arch}@24.21.0`;

const versions = `${codeServer} ${node}\n`;

const home = path.resolve('.vscode-test/code-server');
const ready = path.join(home, 'ready');
const packages = path.join(home, 'node_modules');

/** Why there is no VS Code to be had on this machine; undefined if there is. */
export const whyNoVsCode = () =>
  process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
    ? undefined
    : 'the VS Code of code-server runs on Linux only; "npm run test:desktop" takes the VS Code of this machine';

/** @returns {Promise<{node: string, root: string}>} the Node.js to run VS Code's server with, and where that lies */
export async function installVsCode() {
  const found = {
    node: path.join(packages, node.replace(/@.*/, ''), 'bin/node'),
    root: path.join(packages, 'code-server/lib/vscode'),
  };
  if ((await readFile(ready, 'utf8').catch(() => '')) === versions) return found;
  console.log(`Installing VS Code (${codeServer}, about 800 MB) into .vscode-test ...`);
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), '{ "private": true }\n');
  // Nothing is compiled: the few native modules that would have to be are not needed here.
  npm(['install', node, codeServer, '--ignore-scripts'], { cwd: home });
  npm(['install', '--omit=dev', '--ignore-scripts'], { cwd: found.root });
  await writeFile(ready, versions);
  return found;
}
