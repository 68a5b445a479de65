import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, get, isUnknown, itemsOf } from '../../parse/yaml/view.ts';
import { capabilitiesOf, policyLine, type Question, sameFaultAs } from './_policies.ts';
import { fixListing } from './_policyFixes.ts';

/** What a container's lists of capabilities lack; ALL stands for every one. */
export function lacking(
  document: KubeDocument,
  { holding, demand, asked: { each } }: Question,
): Report<'add' | 'drop' | 'pod'>[] {
  const { field, terms, at } = demand;
  const list = field === 'capabilities.add' ? 'add' : 'drop';
  const capabilities = each && dig(each.container.value, 'securityContext', 'capabilities');
  const written = get(capabilities, list);
  const items = itemsOf(written?.value);
  // A list that is none is refused as a whole.
  if (
    !each ||
    [capabilities, written?.value, ...items].some(isUnknown) ||
    (written && written.value.node.type !== 'seq')
  )
    return [];
  const names = new Set(capabilitiesOf(written?.value).map(({ name }) => name));
  const missing = terms.map(({ value }) => value).filter(value => !names.has(value) && !names.has('ALL'));
  if (missing.length === 0 || !(written || each.isWhole)) return [];
  const wanted = missing.join(', ');
  const { container, pod, params } = each;
  const shared = {
    params: { name: params.container, field, wanted, policy: holding.name, pod: params.pod },
    related: [policyLine(holding, at)],
    // Dropping one is less than the built-in rule asks for.
    supersedes: missing.includes('ALL') ? sameFaultAs(field) : [],
    fixes: fixListing(document, each, list, missing),
  };
  if (written && items.length > 0) return [{ ...shared, at: written.keyAt, message: list }];
  const group = { ...pod, subject: `${pod.subject} ${field} ${wanted}` };
  return [{ ...shared, at: container.nameAt, message: list, group }];
}
