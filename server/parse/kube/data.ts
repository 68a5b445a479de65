import { keyOf } from '../yaml/node.ts';
import { dig, fieldsOf, isUnknown, type Value } from '../yaml/view.ts';
import type { KubeObject } from './document.ts';

export type DataKind = 'ConfigMap' | 'Secret';

/** A ConfigMap or Secret: what others may say of it. Never a value. */
export interface DataObject {
  readonly kind: DataKind;
  /** Undefined where a template makes it. */
  readonly name: string | undefined;
  /** What variables can take; undefined: nobody knows. */
  readonly keys: ReadonlySet<string> | undefined;
  /** What can be a file of a volume; undefined: nobody knows. */
  readonly files: ReadonlySet<string> | undefined;
}

export const dataObjects = (objects: readonly KubeObject[]): DataObject[] =>
  objects.flatMap((object): DataObject[] => {
    const { kind, name, value } = object;
    if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
    const keys = keysOf(value, kind === 'Secret' ? ['data', 'stringData'] : ['data']);
    return [{ kind, name, keys, files: kind === 'Secret' ? keys : keysOf(value, ['data', 'binaryData']) }];
  });

function keysOf(object: Value, fields: readonly string[]): Set<string> | undefined {
  const keys = new Set<string>();
  for (const field of fields) {
    const map = dig(object, field);
    if (!map) continue;
    if (isUnknown(map) || map.node.type !== 'map') return undefined;
    // A key without a value is there too, with an empty one.
    for (const entry of map.node.entries) keys.add(keyOf(entry) ?? '');
    for (const { key } of fieldsOf(map)) keys.add(key);
  }
  return [...keys].some(key => /\{\{|\$\{/.test(key)) ? undefined : keys;
}
