import { readFile } from 'node:fs/promises';
import { LspProcess } from './lspProcess.mjs';
import { capabilities } from './servers.mjs';
import { keystrokes } from './texts.mjs';

/** Compilers warm up, as they do while somebody works. */
const warmUp = 50;

/** Milliseconds from each keystroke sent to its diagnostics received, sorted; pulled if the server can, else pushed. */
export async function latencies(server, file, count = 300) {
  const lsp = new LspProcess(server.command, server.settings);
  try {
    const { capabilities: abilities } = await initialize(lsp);
    lsp.notify('workspace/didChangeConfiguration', { settings: server.settings });
    const ask = abilities.diagnosticProvider === undefined ? pushed : puller();
    const { uri, languageId, text } = file;
    await ask(lsp, uri, () =>
      lsp.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    );
    const times = [];
    let version = 1;
    for (const change of keystrokes(file, warmUp + count)) {
      version++;
      const start = performance.now();
      await ask(lsp, uri, () =>
        lsp.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] }),
      );
      times.push(performance.now() - start);
    }
    return { times: times.slice(warmUp).sort((a, b) => a - b), memory: await memoryOf(lsp.pid) };
  } finally {
    await lsp.stop();
  }
}

/** As editors ask: what they show already need not be sent again. */
function puller() {
  let previousResultId;
  return async (lsp, uri, act) => {
    act();
    ({ resultId: previousResultId } = await lsp.request('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId,
    }));
  };
}

function pushed(lsp, _, act) {
  const published = lsp.next('textDocument/publishDiagnostics');
  act();
  return published;
}

async function initialize(lsp) {
  const params = { processId: process.pid, rootUri: null, capabilities, workspaceFolders: null };
  const result = await lsp.request('initialize', params);
  lsp.notify('initialized', {});
  return result;
}

/** Resident memory in MB, where the system tells. */
async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Milliseconds from spawn to `initialize` answered, sorted; and the memory a while later. */
export async function starts(server, runs = 7) {
  const times = [];
  let memory = Number.NaN;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const lsp = new LspProcess(server.command, server.settings);
    await initialize(lsp);
    times.push(performance.now() - start);
    if (run === runs - 1) {
      await new Promise(resolve => setTimeout(resolve, 2000));
      memory = await memoryOf(lsp.pid);
    }
    await lsp.stop();
  }
  return { times: times.sort((a, b) => a - b), memory };
}

export const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
