import { spawn } from 'node:child_process';
import path from 'node:path';
import { writeUserSettings } from './userSettings.mjs';

/**
 * Starts VS Code's own server, without code-server's front.
 * @param {{node: string, root: string}} vscode
 * @param {{data: string, trusted?: boolean, token?: string, port?: number, settings?: object}} options
 *   `data`: a folder for all that it writes
 * @returns {Promise<{host: string, stop: () => void, ended: Promise<unknown>}>}
 */
export async function startServer(vscode, { data, trusted = true, token, port = 0, settings = {} }) {
  await writeUserSettings(path.join(data, 'data'), settings);
  const args = [
    path.join(vscode.root, 'out/server-main.js'),
    '--host=127.0.0.1',
    `--port=${port}`,
    token ? `--connection-token=${token}` : '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    // A built product takes an extension under development only with this.
    '--enable-smoke-test-driver',
    ...(trusted ? ['--disable-workspace-trust'] : []),
    `--server-data-dir=${data}`,
    `--extensions-dir=${path.join(data, 'extensions')}`,
    `--logsPath=${path.join(data, 'logs')}`,
  ];
  const env = { ...process.env };
  // If it were set, server-main.js would wait to be started by code-server.
  delete env.CODE_SERVER_PARENT_PID;
  const server = spawn(vscode.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = new Promise(resolve => server.once('exit', resolve));
  const stop = () => {
    try {
      process.kill(-server.pid);
    } catch {
      // It is gone already.
    }
  };
  // It has a process group of its own, so nobody else would end it.
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return { host: `127.0.0.1:${await listeningPort(server)}`, stop, ended };
}

function listeningPort(server) {
  return new Promise((resolve, reject) => {
    let seen = '';
    const read = chunk => {
      seen += chunk;
      const port = /agent listening on (\d+)/.exec(seen)?.[1];
      if (port) resolve(port);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    server.once('exit', code => reject(new Error(`VS Code's server ended with ${code}\n${seen}`)));
  });
}
