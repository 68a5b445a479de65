import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import type { YamlEntry, YamlItem } from '../../parse/yaml/node.ts';
import { booleanOf, dig, type Field, get, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { fixRemoving } from './_fixes.ts';

export interface Volume {
  readonly workload: Workload;
  readonly value: Value;
  readonly name: string;
  /** JSON pointer: the subject of findings about it. */
  readonly path: string;
}

export const volumesOf = (workload: Workload): Volume[] =>
  itemsOf(dig(workload.spec, 'volumes')).map((value, i) => ({
    workload,
    value,
    name: textOf(dig(value, 'name')) ?? '',
    path: `${workload.path}/volumes/${i}`,
  }));

export const volumesIn = (document: KubeDocument): Volume[] => document.workloads.flatMap(volumesOf);

/** A volume that is a path of the host. */
export interface HostPath extends Volume {
  /** `path` in `hostPath`. */
  readonly field: Field;
  readonly host: string;
}

export const hostPathsIn = (document: KubeDocument): HostPath[] =>
  volumesIn(document).flatMap(volume => {
    const field = get(dig(volume.value, 'hostPath'), 'path');
    const host = textOf(field?.value);
    return field && host ? [{ ...volume, field, host: normalizePath(host) }] : [];
  });

export interface Mount {
  readonly container: Container;
  readonly value: Value;
  /** Of the volume. */
  readonly name: string;
  /** `mountPath`, without the options that Podman takes behind a colon. */
  readonly target: string;
  readonly options: readonly string[];
}

export const mountsOf = (workload: Workload): Mount[] =>
  workload.containers.flatMap(container =>
    itemsOf(dig(container.value, 'volumeMounts')).map(value => {
      const [target = '', options] = (textOf(dig(value, 'mountPath')) ?? '').split(':');
      const name = textOf(dig(value, 'name')) ?? '';
      return { container, value, name, target, options: options?.split(',') ?? [] };
    }),
  );

export const isReadOnly = ({ value, options }: Mount): boolean =>
  booleanOf(dig(value, 'readOnly')) === true || options.includes('ro');

/** Whether a volume is mounted, and nowhere so that it can be written. */
export function isMountedReadOnly({ workload, name }: Volume): boolean {
  const mounts = mountsOf(workload).filter(mount => mount.name === name);
  return mounts.length > 0 && mounts.every(isReadOnly);
}

/** Removes a volume and whatever mounts it. */
export function fixRemovingVolume(document: KubeDocument, { workload, value, name }: Volume): Fix[] {
  const parts = [...mountParts(workload, name), value.written.holder];
  const found = parts.filter(part => part !== undefined);
  const title = { en: 'Remove the volume and its mounts', ja: 'ボリュームとそのマウントを削除する' };
  return found.length === parts.length ? fixRemoving(document, [...new Set(found)], title) : [];
}

const mountParts = (workload: Workload, name: string): (YamlEntry | YamlItem | undefined)[] =>
  workload.containers.flatMap(({ value }) =>
    itemsOf(dig(value, 'volumeMounts'))
      .filter(mount => (textOf(dig(mount, 'name')) ?? '') === name)
      .map(mount => mount.written.holder),
  );
