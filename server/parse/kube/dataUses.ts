import { booleanOf, dig, isUnknown, itemsOf, textOf, type Value } from '../yaml/view.ts';
import type { DataKind } from './data.ts';
import type { Container, Workload } from './workload.ts';

/** A place where a pod takes something of a ConfigMap or a Secret. */
export interface DataUse {
  readonly kind: DataKind;
  readonly name: string;
  readonly nameValue: Value;
  /** The key that it takes; undefined: all of them. */
  readonly key: Value | undefined;
  readonly as: 'variable' | 'file';
  /** Nobody minds if it is not there. */
  readonly isOptional: boolean;
  readonly workload: Workload;
  /** None for a volume of the pod. */
  readonly container: Container | undefined;
}

/** Where a reference stands: in a variable, a list of variables, a volume; and how its fields are called there. */
const inVariable = [
  ['ConfigMap', 'configMapKeyRef'],
  ['Secret', 'secretKeyRef'],
] as const;
const inVariables = [
  ['ConfigMap', 'configMapRef'],
  ['Secret', 'secretRef'],
] as const;
const inVolume = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
] as const;

/** Ephemeral containers are left out: Podman never reads them. */
export const dataUses = (workload: Workload): DataUse[] => [
  ...workload.containers.flatMap(container =>
    container.role === 'ephemeral' ? [] : usesOfContainer(workload, container),
  ),
  ...itemsOf(dig(workload.spec, 'volumes')).flatMap(volume => usesOfVolume(workload, volume)),
];

function usesOfContainer(workload: Workload, container: Container): DataUse[] {
  const shared = { workload, container, as: 'variable' } as const;
  const single = itemsOf(dig(container.value, 'env')).flatMap(variable =>
    inVariable.flatMap(([kind, field]) => {
      const reference = dig(variable, 'valueFrom', field);
      return uses(reference, 'name', { ...shared, kind, key: dig(reference, 'key') });
    }),
  );
  const all = itemsOf(dig(container.value, 'envFrom')).flatMap(source =>
    inVariables.flatMap(([kind, field]) => uses(dig(source, field), 'name', { ...shared, kind, key: undefined })),
  );
  return [...single, ...all];
}

const usesOfVolume = (workload: Workload, volume: Value): DataUse[] =>
  inVolume.flatMap(([kind, field, nameField]) => {
    const source = dig(volume, field);
    const keys = itemsOf(dig(source, 'items')).map(item => dig(item, 'key'));
    const shared = { workload, container: undefined, as: 'file', kind } as const;
    return [undefined, ...keys.filter(key => key !== undefined)].flatMap(key =>
      uses(source, nameField, { ...shared, key }),
    );
  });

function uses(
  reference: Value | undefined,
  nameField: string,
  use: Omit<DataUse, 'name' | 'nameValue' | 'isOptional'>,
): DataUse[] {
  const nameValue = dig(reference, nameField);
  const name = textOf(nameValue);
  if (!nameValue || !name) return [];
  const optional = dig(reference, 'optional');
  return [{ ...use, name, nameValue, isOptional: booleanOf(optional) === true || isUnknown(optional) }];
}
