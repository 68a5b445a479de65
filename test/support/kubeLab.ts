import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Answer, ask, type RealTool } from './realTools.ts';

/** What `podman kube play` makes of a file, told by Podman itself: pods are created, not started. */
export class KubeLab {
  readonly #tool: RealTool;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'podseal-kube-'));
  readonly #env: Record<string, string>;

  constructor(tool: RealTool) {
    this.#tool = tool;
    const graph = path.join(this.#folder, 'graph');
    mkdirSync(graph);
    const files = {
      'storage.conf': `[storage]\ndriver="vfs"\ngraphroot="${graph}"\nrunroot="${path.join(this.#folder, 'run')}"\n`,
      'containers.conf': '[engine]\ncgroup_manager="cgroupfs"\nevents_logger="none"\n',
      // Two blocks of zeros are an archive without files.
      'empty.tar': '\0'.repeat(1024),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(this.#folder, name), text);
    this.#env = {
      CONTAINERS_STORAGE_CONF: path.join(this.#folder, 'storage.conf'),
      CONTAINERS_CONF: path.join(this.#folder, 'containers.conf'),
      // For the current Podman, whose wrapper has settings of its own.
      ORACLE_STORAGE: graph,
    };
  }

  async open() {
    const { status, stderr } = await this.#podman(
      'import',
      '-q',
      path.join(this.#folder, 'empty.tar'),
      'localhost/app:1',
    );
    assert.equal(status, 0, stderr);
  }

  async close() {
    await this.#podman('pod', 'rm', '-fa');
    await this.#podman('rmi', '-fa');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * Without a network, unless the file is to choose it.
   * @param cwd where Podman is started
   */
  async play(text: string, { network = 'none', cwd }: PlayOptions = {}): Promise<Answer> {
    const file = path.join(this.#folder, 'pod.yaml');
    writeFileSync(file, text);
    await this.#podman('pod', 'rm', '-fa');
    const options = network === 'none' ? ['--network', 'none'] : [];
    return ask(this.#tool, ['kube', 'play', '--start=false', ...options, file], {
      env: this.#env,
      ...(cwd && { cwd }),
    });
  }

  async inspect(container: string): Promise<Inspected> {
    const { stdout, stderr } = await this.#podman('container', 'inspect', container);
    const [inspected] = JSON.parse(stdout) as Inspected[];
    assert.ok(inspected, stderr);
    return inspected;
  }

  /** How a volume is mounted, and where its files lie on the host. */
  async volume(name: string): Promise<{ Mountpoint: string; Options: Readonly<Record<string, string>> }> {
    const { stdout, stderr } = await this.#podman('volume', 'inspect', name);
    assert.notEqual(stdout.trim(), '[]', stderr);
    return JSON.parse(stdout)[0];
  }

  /** By port of the container and protocol. */
  async ports(pod: string): Promise<Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>>> {
    const { stdout } = await this.#podman('pod', 'inspect', pod);
    const inspected = JSON.parse(stdout);
    return [inspected].flat()[0].InfraConfig.PortBindings ?? {};
  }

  async removeVolumes(): Promise<void> {
    await this.#podman('pod', 'rm', '-fa');
    await this.#podman('volume', 'rm', '-fa');
    await this.#podman('secret', 'rm', '-a');
  }

  #podman(...args: string[]): Promise<Answer> {
    return ask(this.#tool, args, { env: this.#env });
  }
}

interface PlayOptions {
  readonly network?: 'none' | 'its own';
  readonly cwd?: string;
}

interface Inspected {
  readonly Config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Annotations: Readonly<Record<string, string>>;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
  readonly EffectiveCaps: readonly string[] | null;
  readonly Mounts: readonly {
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly Options: readonly string[];
  }[];
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly SecurityOpt: readonly string[];
    readonly CapDrop: readonly string[];
    readonly GroupAdd: readonly string[];
    readonly Memory: number;
    readonly PidsLimit: number;
    readonly RestartPolicy: { readonly Name: string };
    readonly Devices: readonly { readonly PathOnHost: string }[];
  };
}
