import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const folder = '.cache/bench';
const [major] = process.versions.node.split('.').map(Number);

/** The peers are no dependencies of ours: they are fetched when the benchmark first runs. */
const peers = ['dockerfile-language-server-nodejs@0.15.0', `yaml-language-server@${major >= 22 ? '2.0.0' : '1.25.0'}`];

export function installPeers() {
  if (existsSync(`${folder}/node_modules/yaml-language-server`)) return;
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', [...args, ...peers], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the peers could not be installed');
}

const node = (script, ...args) => [process.execPath, script, ...args, '--stdio'];

export const podseal = { name: 'podseal', command: node('dist/server.js'), settings: {} };

export const dockerPeer = {
  name: 'dockerfile-language-server-nodejs',
  command: node(`${folder}/node_modules/dockerfile-language-server-nodejs/lib/server.js`),
  settings: {},
};

/** Without schemas, which it would fetch from the network: it only has to find mistakes in the YAML itself. */
export const yamlPeer = {
  name: 'yaml-language-server',
  command: node(`${folder}/node_modules/yaml-language-server/out/server/src/server.js`),
  settings: { yaml: { validate: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } } },
};

export const capabilities = {
  textDocument: {
    synchronization: {},
    diagnostic: { dynamicRegistration: false },
    publishDiagnostics: { versionSupport: true, relatedInformation: true, codeDescriptionSupport: true },
  },
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, workspaceFolders: false },
};
