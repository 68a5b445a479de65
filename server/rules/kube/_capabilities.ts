import type { Container } from '../../parse/kube/workload.ts';
import { dig, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';

/** A capability as it stands in a list. */
export interface ListedCapability {
  readonly value: Value;
  /** As it is written. */
  readonly text: string;
  /** As Podman reads it, without `CAP_`. */
  readonly name: string;
}

/** What a container adds or drops; without templates, which nobody can read yet. */
export const capabilitiesOf = ({ value }: Container, list: 'add' | 'drop'): ListedCapability[] =>
  itemsOf(dig(value, 'securityContext', 'capabilities', list)).flatMap(item => {
    const text = textOf(item);
    return text === undefined ? [] : [{ value: item, text, name: capabilityName(text) }];
  });
