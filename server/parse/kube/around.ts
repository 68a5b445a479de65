import { nearest } from '../../core/nearest.ts';
import { remember } from '../../core/remember.ts';
import type { DataKind, DataObject } from './data.ts';
import type { DataUse } from './dataUses.ts';
import type { KubeDocument } from './document.ts';

/** The ConfigMaps and Secrets of all documents of a stream, which its pods refer to. */
export class DataAround {
  readonly #objects: Readonly<Record<DataKind, ReadonlyMap<string, DataObject>>>;
  readonly #unlike = new WeakMap<DataAround, Readonly<Record<DataKind, readonly string[]>>>();
  /** False with a template in the stream, which may make any object. */
  readonly isKnown: boolean;

  constructor(documents: readonly Pick<KubeDocument, 'data' | 'yaml'>[]) {
    const objects = { ConfigMap: new Map<string, DataObject>(), Secret: new Map<string, DataObject>() };
    let isKnown = true;
    for (const { data, yaml } of documents) {
      if (yaml.isTemplate) isKnown = false;
      for (const object of data) {
        // Of several with one name Podman takes the last.
        if (object.name !== undefined) objects[object.kind].set(object.name, object);
        else isKnown = false;
      }
    }
    this.#objects = objects;
    this.isKnown = isKnown;
  }

  find(kind: DataKind, name: string): DataObject | undefined {
    return this.#objects[kind].get(name);
  }

  names(kind: DataKind): string[] {
    return [...this.#objects[kind].keys()];
  }

  /** Whether two streams say the same to all that a document asks of them. */
  answersAs(other: DataAround, uses: readonly DataUse[]): boolean {
    if (this === other || uses.length === 0) return true;
    if (this.isKnown !== other.isKnown) return false;
    return uses.every(({ kind, name }) => {
      const [mine, theirs] = [this.find(kind, name), other.find(kind, name)];
      // What comes and goes matters to a name that is not there only if that is what it was to be.
      if (!mine || !theirs)
        return mine === theirs && this.#namesUnlike(other)[kind].every(each => nearest(name, [each]) === undefined);
      return mine === theirs || (isSame(mine.keys, theirs.keys) && isSame(mine.files, theirs.files));
    });
  }

  /** The names that one of two streams has and the other has not. */
  #namesUnlike(other: DataAround): Readonly<Record<DataKind, readonly string[]>> {
    const unlike = (kind: DataKind): string[] => [
      ...this.names(kind).filter(name => !other.find(kind, name)),
      ...other.names(kind).filter(name => !this.find(kind, name)),
    ];
    return remember(this.#unlike, other, () => ({ ConfigMap: unlike('ConfigMap'), Secret: unlike('Secret') }));
  }
}

function isSame(a: Iterable<string> | undefined, b: Iterable<string> | undefined): boolean {
  if (!a || !b) return a === b;
  const [mine, theirs] = [[...a], [...b]];
  return mine.length === theirs.length && mine.every((each, i) => each === theirs[i]);
}
