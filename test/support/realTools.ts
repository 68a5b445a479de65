import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

/** Current Podman and skopeo, as scripts/podman-oracle.sh installs them. */
const oracle = path.resolve('.cache/oracle/bin');

/** A program that tests ask what is true. */
export interface RealTool {
  readonly path: string;
  /** What it says to `--version`. */
  readonly version: string;
  /** For node:test: why a test that needs the program is left out, or false when the program is there. */
  readonly skip: string | false;
}

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Wanted {
  readonly program: string;
  readonly remedy: string;
  /** Tests say what these versions do; other versions are not asked. */
  readonly version?: RegExp;
}

const installed = (name: string): Wanted => ({ program: name, remedy: `apt-get install ${name}` });
const fromOracle = (name: string): Wanted => ({
  program: path.join(oracle, name),
  remedy: 'scripts/podman-oracle.sh',
});

const wanted = {
  podman: installed('podman'),
  buildah: installed('buildah'),
  runc: installed('runc'),
  /** Built with the containers/image of Podman 5.8. */
  skopeo: { ...fromOracle('skopeo'), version: / 1\.2[2-9]\./ },
  /** Debian 12's, built with that of Podman 4.3. */
  debianSkopeo: { ...installed('skopeo'), version: / 1\.9\./ },
  /** Podman 5.8 and its Quadlet: they validate and create, but start no container. */
  currentPodman: fromOracle('podman'),
  quadlet54: fromOracle('quadlet-5.4.2'),
  quadlet58: fromOracle('quadlet-5.8.6'),
} as const satisfies Record<string, Wanted>;

const found = new Map<string, RealTool>();

/** Looks for the program once a test run. */
export function realTool(name: keyof typeof wanted): RealTool {
  const known = found.get(name);
  if (known) return known;
  const tool = find(name, wanted[name]);
  found.set(name, tool);
  return tool;
}

function find(name: string, { program, remedy, version }: Wanted): RealTool {
  const asked: SpawnSyncReturns<string> = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (asked.error) return { path: name, version: '', skip: `NOT ASKED: ${name} is not installed (${remedy})` };
  const said = asked.stdout.trim();
  const skip = version && !version.test(said) ? `NOT ASKED: ${said} is another ${name} than the tests know` : false;
  return { path: program, version: said, skip };
}

/** Runs the program to its end; `status` is -1 if a signal ended it. Nothing goes through a shell. */
export function ask(
  tool: RealTool,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool.path, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', status => resolve({ status: status ?? -1, stdout, stderr }));
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(options.input ?? '');
  });
}

/** Work on many things, a few at a time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
