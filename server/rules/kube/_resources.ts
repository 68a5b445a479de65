import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Severity } from '../../core/severity.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { quantityOf } from '../../parse/kube/quantity.ts';
import { dig, get, isUnknown, textOf, type Value } from '../../parse/yaml/view.ts';
import { fixContainer } from './_fixes.ts';
import { type ContainerCase, containersIn } from './_pods.ts';

/** What a container may use at most, or is promised, and what the fix writes where nobody said it. */
interface Amount {
  readonly list: 'limits' | 'requests';
  readonly resource: 'memory' | 'cpu';
  readonly usual: string;
}

/** Containers that `resources` says nothing of the kind about; ephemeral ones cannot have any. */
export const resourceReports = (document: KubeDocument, settings: Settings, amount: Amount): Report<Key>[] =>
  containersIn(document, settings)
    .filter(({ container }) => container.role !== 'ephemeral')
    .flatMap(each => reports(document, each, settings, amount));

type Key = 'missing' | 'pod';

function reports(
  document: KubeDocument,
  { container, workload, params, pod, isWhole }: ContainerCase,
  { profile }: Settings,
  { list, resource, usual }: Amount,
): Report<Key>[] {
  const resources = dig(container.value, 'resources');
  const given = dig(resources, list);
  const amount = get(given, resource);
  if (!isMap(resources) || !isMap(given) || isUnknown(amount?.value)) return [];
  // Kubernetes 1.34 lets a pod say it for all of its containers.
  if (profile === 'kubernetes' && dig(workload.spec, 'resources', list, resource)) return [];
  // Podman takes what is below zero for no limit, too.
  const isNone = list === 'limits' && (quantityOf(textOf(amount?.value) ?? '')?.value ?? 1) <= 0;
  if (amount && !isNone) return [];
  // Kubernetes promises what is the limit, where nothing else is said.
  const limit = list === 'requests' ? textOf(dig(resources, 'limits', resource)) : undefined;
  const request = list === 'limits' ? textOf(dig(resources, 'requests', resource)) : undefined;
  // Less than what is promised is refused.
  const value = limit ?? (isMore(request, usual) ? request : usual);
  const fixes = fixContainer(
    document,
    container.value,
    { resources: { [list]: { [resource]: value } } },
    { en: `Set ${list}.${resource} to {value}`, ja: `${list}.${resource} を {value} にする` },
    { value },
  );
  const severity: Severity | undefined = limit === undefined ? undefined : 'hint';
  const shared = { params, subject: container.path, fixes, severity };
  if (amount) return [{ ...shared, at: amount.value.at, message: 'missing' }];
  return isWhole ? [{ ...shared, at: container.nameAt, message: 'missing', group: pod }] : [];
}

const isMore = (one: string | undefined, other: string): one is string =>
  one !== undefined && (quantityOf(one)?.value ?? 0) > (quantityOf(other)?.value ?? 0);

const isMap = (value: Value | undefined): boolean => value === undefined || value.node.type === 'map';
