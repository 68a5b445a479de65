import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Answer, ask, realTool } from './realTools.ts';

/** A place where the system's own Podman starts real containers, apart from everything else on the machine. */
export interface ContainerLab {
  readonly folder: string;
  /** An image made of busybox alone. */
  readonly image: string;
  /** What leads any program to this place's Podman. */
  readonly env: Readonly<Record<string, string>>;
  podman(...args: readonly string[]): Promise<Answer>;
  /** Runs any program as the one whose containers these are. */
  run(...command: readonly string[]): Promise<Answer>;
  close(): Promise<void>;
}

const image = 'localhost/podseal/lab:1';

/**
 * The lab, or why there is none: Podman or busybox is missing, or the machine does not let it start a container.
 * With a user, Podman runs without root.
 */
export async function openContainerLab(user?: string): Promise<ContainerLab | string> {
  const tool = realTool('podman');
  const runc = realTool('runc');
  const missing = tool.skip || runc.skip;
  if (missing) return missing;
  const folder = await mkdtemp(path.join(tmpdir(), 'podseal-lab-'));
  const env = await configure(folder, runc.path, user !== undefined);
  const change = user === undefined ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
  const run = (...command: readonly string[]) => {
    const [program = '', ...args] = [...change, ...command];
    return ask({ path: program, version: '', skip: false }, args, { env, cwd: folder });
  };
  const podman = (...args: readonly string[]) => run(tool.path, ...args);
  const close = async () => {
    await podman('pod', 'rm', '--force', '--all', '--time', '0');
    await podman('rm', '--force', '--all', '--time', '0');
    await podman('rmi', '--force', '--all');
    // Ends the process that holds the user's namespace open.
    if (user !== undefined) await podman('system', 'migrate');
    await rm(folder, { recursive: true, force: true });
  };
  const trouble = await buildImage(folder, podman, user);
  if (trouble === undefined) return { folder, image, env, podman, run, close };
  await close();
  return `NOT ASKED: this machine starts no containers: ${trouble.slice(0, 200)}`;
}

/** Works on machines without systemd, without overlay mounts and with either version of cgroups. */
async function configure(folder: string, runtime: string, isRootless: boolean): Promise<Record<string, string>> {
  const storage = path.join(folder, 'storage.conf');
  const containers = path.join(folder, 'containers.conf');
  await writeFile(storage, `[storage]\ndriver="vfs"\ngraphroot="${folder}/graph"\nrunroot="${folder}/run"\n`);
  await writeFile(
    containers,
    `[containers]\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\n[engine]\ncgroup_manager="cgroupfs"\nevents_logger="file"\nruntime="${runtime}"\n`,
  );
  const runtimeFolder = path.join(folder, 'runtime');
  await mkdir(runtimeFolder, { mode: 0o700 });
  return {
    CONTAINERS_STORAGE_CONF: storage,
    CONTAINERS_CONF: containers,
    ...(isRootless ? { HOME: folder, XDG_RUNTIME_DIR: runtimeFolder } : {}),
  };
}

/** What went wrong, if anything did. */
async function buildImage(
  folder: string,
  podman: ContainerLab['podman'],
  user: string | undefined,
): Promise<string | undefined> {
  const context = path.join(folder, 'image');
  await mkdir(context);
  try {
    await copyFile('/bin/busybox', path.join(context, 'busybox'));
  } catch {
    return 'no /bin/busybox (apt-get install busybox-static)';
  }
  await writeFile(path.join(context, 'Containerfile'), 'FROM scratch\nCOPY busybox /bin/busybox\n');
  if (user !== undefined) await ask({ path: 'chown', version: '', skip: false }, ['-R', user, folder]);
  const built = await podman('build', '--quiet', '--tag', image, context);
  if (built.status !== 0) return built.stderr;
  const started = await podman('run', '--rm', '--network', 'none', image, '/bin/busybox', 'true');
  return started.status === 0 ? undefined : started.stderr;
}
