import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container } from '../../parse/kube/workload.ts';
import { dig, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { fixContainer } from './_fixes.ts';

/** A capability as it stands in a list. */
export interface ListedCapability {
  readonly value: Value;
  /** As it is written. */
  readonly text: string;
  /** As Podman reads it, without `CAP_`. */
  readonly name: string;
}

/** Drops all capabilities, unless all are added: Podman refuses both at once, and what is added has its own finding. */
export const fixDroppingAll = (document: KubeDocument, container: Container): Fix[] =>
  capabilitiesOf(container, 'add').some(({ name }) => name === 'ALL')
    ? []
    : fixContainer(
        document,
        container.value,
        { securityContext: { capabilities: { drop: ['ALL'] } } },
        { en: 'Drop all capabilities', ja: 'すべてのケーパビリティを削除する' },
      );

/** What a container adds or drops; without templates, which nobody can read yet. */
export const capabilitiesOf = ({ value }: Container, list: 'add' | 'drop'): ListedCapability[] =>
  itemsOf(dig(value, 'securityContext', 'capabilities', list)).flatMap(item => {
    const text = textOf(item);
    return text === undefined ? [] : [{ value: item, text, name: capabilityName(text) }];
  });
