import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../files.ts';
import { type Io, readAll } from '../io.ts';
import type { Target } from './targets.ts';

/** What a target said, or what kept it from that. */
export type Collected = { readonly facts: string } | { readonly failure: string };

interface Collecting {
  readonly io: Io;
  readonly collector: string;
  /** Also looks for setuid files in images. */
  readonly deep: boolean;
  readonly signal: AbortSignal;
  /** Told which probe is running. */
  onProbe(probe: string): void;
}

/** Far more than any host says; what never ends must not fill the memory. */
const mostBytes = 512 * 1024 * 1024;
const mostComplaint = 10_000;

/** Collects the facts of a target with the one script, or reads those that were saved. Never rejects. */
export async function collect(target: Target, collecting: Collecting): Promise<Collected> {
  if (target.kind === 'facts') return read(target.file, collecting.io);
  const [program, ...args] = commandLine(target, collecting.deep);
  return run(program, args, collecting);
}

/** Programs by their names and arguments as a list: no shell of this host reads them. */
function commandLine(target: Exclude<Target, { kind: 'facts' }>, deep: boolean): [string, ...string[]] {
  const words = deep ? ['deep'] : [];
  switch (target.kind) {
    case 'local':
      return ['sh', '-s', '--', ...words];
    case 'ssh': {
      // Nobody is asked for a password, and a host that is not there does not keep others waiting.
      const options = ['BatchMode=yes', 'ConnectTimeout=15', 'ServerAliveInterval=15'].flatMap(option => [
        '-o',
        option,
      ]);
      return ['ssh', '-T', ...options, '--', target.host, ['sh', '-s', '--', ...words].join(' ')];
    }
    case 'machine':
      return ['podman', 'machine', 'ssh', target.host, ['sh', '-s', '--', ...words].join(' ')];
  }
}

async function read(file: string, { stdin }: Io): Promise<Collected> {
  try {
    return { facts: file === '-' ? String(await readAll(stdin)) : await readFile(file, 'utf8') };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

function run(
  program: string,
  args: readonly string[],
  { io, collector, signal, onProbe }: Collecting,
): Promise<Collected> {
  return new Promise(resolve => {
    // A group of its own, so that all that it has started ends with it.
    const child = spawn(program, args, { cwd: io.cwd, env: { ...io.env }, detached: process.platform !== 'win32' });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';
    const end = () => killGroup(child.pid);
    signal.addEventListener('abort', end, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > mostBytes) end();
      const probe = chunk
        .toString('latin1')
        .match(/\{"id":"[\w-]+"/g)
        ?.at(-1);
      if (probe) onProbe(probe.slice(7, -1));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < mostComplaint) complaint += chunk.toString();
    });
    // Who does not read the script to its end has said why, or answers nothing.
    child.stdin.on('error', () => {});
    child.stdin.end(collector);
    const finish = (collected: Collected) => {
      signal.removeEventListener('abort', end);
      resolve(collected);
    };
    child.once('error', error => finish({ failure: `${program}: ${messageOf(error).replace(/^spawn \S+ /, '')}` }));
    child.once('close', code => {
      const facts = Buffer.concat(chunks).toString();
      const said = complaint.trim().split('\n').at(-1) ?? '';
      finish(facts.includes('"podseal-facts"') ? { facts } : { failure: said || `${program}: ${code ?? 'ended'}` });
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It is gone already.
  }
}
