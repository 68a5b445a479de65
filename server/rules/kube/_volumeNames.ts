import { inRange } from '../../core/podmanVersion.ts';
import type { Settings } from '../../core/settings.ts';
import { dig, get, textOf, type Value } from '../../parse/yaml/view.ts';
import { memoryEmptyDirSince } from '../../podman/kubeSupport.ts';
import type { Volume } from './_volumes.ts';

/** The volume of the host that Podman makes of a pod's volume: every pod that says this name gets the same one. */
export interface HostVolume {
  readonly volume: Volume;
  readonly source: string;
  readonly name: string;
  /** The name as it is written. */
  readonly value: Value;
}

const naming: readonly (readonly [string, readonly string[]])[] = [
  ['persistentVolumeClaim', ['persistentVolumeClaim', 'claimName']],
  ['configMap', ['configMap', 'name']],
  ['emptyDir', ['name']],
  ['secret', ['secret', 'secretName']],
];

/** Undefined where Podman makes none: of a path of the host, in memory. */
export function hostVolumeOf(volume: Volume, { podman }: Settings): HostVolume | undefined {
  if (get(volume.value, 'hostPath')) return undefined;
  const inMemory = textOf(dig(volume.value, 'emptyDir', 'medium')) === 'Memory' && inRange(podman, memoryEmptyDirSince);
  const found = naming.find(([source]) => get(volume.value, source));
  if (!found || (inMemory && found[0] === 'emptyDir')) return undefined;
  const value = dig(volume.value, ...found[1]);
  const name = textOf(value);
  return value && name ? { volume, source: found[0], name, value } : undefined;
}
