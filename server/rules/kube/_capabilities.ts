import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container } from '../../parse/kube/workload.ts';
import { flow } from '../../parse/yaml/render.ts';
import { dig, get, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { fixContainer, fixScalar } from './_fixes.ts';

/** A capability as it stands in a list. */
export interface ListedCapability {
  readonly value: Value;
  /** As it is written. */
  readonly text: string;
  /** As Podman reads it, without `CAP_`. */
  readonly name: string;
}

const title = { en: 'Drop all capabilities', ja: 'すべてのケーパビリティを削除する' };

/** Podman refuses to drop all and to add all: `add: [ALL]` becomes `drop: [ALL]`, and what else is added goes first. */
export function fixDroppingAll(document: KubeDocument, container: Container): Fix[] {
  const added = capabilitiesOf(container, 'add');
  if (!added.some(({ name }) => name === 'ALL')) {
    return fixContainer(document, container.value, { securityContext: { capabilities: { drop: ['ALL'] } } }, title);
  }
  const capabilities = dig(container.value, 'securityContext', 'capabilities');
  const field = get(capabilities, 'add');
  const [one, ...others] = added;
  if (!field || !one || others.length > 0 || get(capabilities, 'drop') || one.value.outside) return [];
  const { key } = field.entry;
  const renamed = { span: key.span, text: flow('drop', key.type === 'scalar' && key.style === 'double') };
  return fixScalar(document, one.value, 'ALL', title).map(fix => ({ ...fix, edits: [renamed, ...fix.edits] }));
}

/** What a container adds or drops; without templates, which nobody can read yet. */
export const capabilitiesOf = ({ value }: Container, list: 'add' | 'drop'): ListedCapability[] =>
  itemsOf(dig(value, 'securityContext', 'capabilities', list)).flatMap(item => {
    const text = textOf(item);
    return text === undefined ? [] : [{ value: item, text, name: capabilityName(text) }];
  });
