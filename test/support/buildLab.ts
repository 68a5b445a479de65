import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, type RealTool, realTool } from './realTools.ts';

/** What came of a build. */
interface Built {
  /** What the tool said when it refused; undefined if it built the image. */
  readonly error: string | undefined;
  /** The files of the image, in order. */
  readonly files: readonly string[];
}

/** Builds small images without a base, offline, away from everything else on the machine. */
interface BuildLab {
  readonly tool: RealTool;
  build(text: string, ...options: readonly string[]): Promise<Built>;
  close(): void;
}

/** `debian` is Podman 4.3's Buildah, `current` is Podman 5.8. The context has these files. */
export function openBuildLab(which: 'debian' | 'current', context: Readonly<Record<string, string>>): BuildLab {
  const tool = realTool(which === 'debian' ? 'buildah' : 'currentPodman');
  const folder = mkdtempSync(path.join(tmpdir(), 'podseal-build-'));
  for (const [name, text] of Object.entries(context)) {
    mkdirSync(path.dirname(path.join(folder, 'context', name)), { recursive: true });
    writeFileSync(path.join(folder, 'context', name), text);
  }
  const file = path.join(folder, 'Containerfile');
  const output = path.join(folder, 'output');
  const build: BuildLab['build'] = async (text, ...options) => {
    writeFileSync(file, text);
    // What an earlier build has left is an image whose id may begin like a stage's name or number.
    const storage = mkdtempSync(path.join(folder, 'storage-'));
    const store =
      which === 'debian' ? ['--root', `${storage}/root`, '--runroot', `${storage}/run`, '--storage-driver', 'vfs'] : [];
    rmSync(output, { recursive: true, force: true });
    const kind = [
      'build',
      '--no-cache',
      '--isolation',
      'chroot',
      '--pull=never',
      '--output',
      `type=local,dest=${output}`,
    ];
    const { status, stderr } = await ask(tool, [...store, ...kind, ...options, '--file', file, `${folder}/context`], {
      env: { ORACLE_STORAGE: storage },
    });
    rmSync(storage, { recursive: true, force: true });
    return status === 0 ? { error: undefined, files: filesIn(output) } : { error: stderr, files: [] };
  };
  return { tool, build, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => !entry.isDirectory());
  return files.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}
