import { asList, at, type Json, readJson, textAt } from './json.ts';

/** The file system that a folder lies on. */
export interface MountedFrom {
  readonly target: string;
  readonly source: string;
  readonly type: string;
}

export function readMount(text: string): MountedFrom | undefined {
  const [found] = asList(at(readJson(text), 'filesystems'));
  const [target, source, type] = [textAt(found, 'target'), textAt(found, 'source'), textAt(found, 'fstype')];
  return target !== undefined && source !== undefined ? { target, source, type: type ?? '' } : undefined;
}

export interface Disk {
  readonly names: readonly string[];
  readonly type: string;
  readonly children: readonly Disk[];
}

export function readDisks(text: string): readonly Disk[] | undefined {
  const disks = at(readJson(text), 'blockdevices');
  return Array.isArray(disks) ? disks.map(readDisk) : undefined;
}

const readDisk = (json: Json): Disk => ({
  names: [textAt(json, 'name') ?? '', textAt(json, 'kname') ?? ''],
  type: textAt(json, 'type') ?? '',
  children: asList(at(json, 'children')).map(readDisk),
});

/** The devices from the disk down to the one of this name. */
export function pathTo(disks: readonly Disk[], name: string): readonly Disk[] | undefined {
  for (const disk of disks) {
    if (disk.names.includes(name)) return [disk];
    const below = pathTo(disk.children, name);
    if (below) return [disk, ...below];
  }
  return undefined;
}
