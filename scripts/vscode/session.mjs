import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { startServer } from './server.mjs';
import { takeShot } from './shots.mjs';

/**
 * Runs a bundled suite inside a real VS Code in a headless browser, on a copy of the workspace.
 * @param {{node: string, root: string}} vscode
 * @param {{
 *   browser: string, host: 'node' | 'web', suite: string, workspace: string, trusted?: boolean, locale?: string,
 *   settings?: object, shots?: string, seconds?: number, onLine: (line: string) => void
 * }} options `suite`: path of the CommonJS bundle inside the checkout; `onLine`: gets all that the consoles print
 * @returns {Promise<number>} the extension host's exit code
 */
export async function runSession(vscode, options) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'podseal-vscode-'));
  let server;
  let browser;
  try {
    const workspace = path.join(scratch, path.basename(options.workspace));
    await cp(options.workspace, workspace, { recursive: true });
    server = await startServer(vscode, { ...options, data: path.join(scratch, 'server') });
    browser = await chromium.launch({ executablePath: options.browser, args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    if (options.locale) await page.addInitScript(speak, options.locale);
    const start = options.host === 'web' ? await inWorker(page, server.host, options) : inProcess(server.host, options);
    return await untilExit(page, `http://${server.host}/?${start(workspace)}`, workspace, options);
  } finally {
    await browser?.close();
    server?.stop();
    await server?.ended;
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remote = (host, file) => `vscode-remote://${host}${path.resolve(file)}`;

/** The extension and its tests in the Node.js extension host: the address says where they are. */
const inProcess =
  (host, { suite }) =>
  workspace =>
    new URLSearchParams({
      folder: remote(host, workspace),
      payload: JSON.stringify([
        ['extensionDevelopmentPath', remote(host, '.')],
        ['extensionTestsPath', remote(host, suite)],
        ['skipWelcome', 'true'],
      ]),
    });

/**
 * The extension and its tests in the browser's extension host: served from the page's own origin, which lets the
 * extension start its worker, and put into the page's configuration before the workbench reads it.
 */
async function inWorker(page, host, { suite }) {
  await page.context().route(
    url => url.pathname.startsWith('/podseal/'),
    async route => {
      const file = path.join('.', new URL(route.request().url()).pathname.slice('/podseal/'.length));
      const body = await readFile(file).catch(() => undefined);
      const contentType = file.endsWith('.json') ? 'application/json' : 'text/javascript';
      await route.fulfill(body ? { body, contentType } : { status: 404 });
    },
  );
  await page.addInitScript(developInBrowser, { host, tests: `/podseal/${suite}` });
  return workspace => new URLSearchParams({ folder: remote(host, workspace) });
}

/** Runs in the page. */
function developInBrowser({ host, tests }) {
  const at = file => ({ scheme: 'http', authority: host, path: file });
  new MutationObserver((_, observer) => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    observer.disconnect();
    const settings = JSON.parse(element.getAttribute('data-settings'));
    settings.developmentOptions = {
      ...settings.developmentOptions,
      extensions: [at('/podseal')],
      extensionTestsPath: at(tests),
    };
    element.setAttribute('data-settings', JSON.stringify(settings));
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: VS Code's display language, whatever it loads. */
function speak(language) {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => {} });
}

/** Opens the page and listens until VS Code says that the tests are over. */
async function untilExit(page, address, workspace, { seconds = 180, shots, onLine }) {
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`the suite did not end within ${seconds} seconds`)), seconds * 1000);
      page.on('crash', () => reject(new Error('the page crashed')));
      const onLog = async (_level, args) => {
        const line = format(...args);
        if (!(shots && (await takeShot(page, line, shots, workspace)))) onLine(line);
      };
      Promise.all([page.exposeFunction('codeAutomationExit', resolve), page.exposeFunction('codeAutomationLog', onLog)])
        .then(() => page.goto(address))
        .catch(reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
