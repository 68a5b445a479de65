import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, fieldsOf, isUnknown } from '../../parse/yaml/view.ts';
import { containersIn } from './_pods.ts';

/** What runs to its end needs no probes. */
const jobs: ReadonlySet<string> = new Set(['Job', 'CronJob']);

/** Containers without such a probe, or with one that asks nothing; others than main ones cannot have any. */
export const probeReports = (
  document: KubeDocument,
  settings: Settings,
  probe: 'livenessProbe' | 'readinessProbe',
): Report<'missing' | 'pod'>[] =>
  containersIn(document, settings).flatMap(({ container, workload, params, pod, isWhole }) => {
    const value = dig(container.value, probe);
    if (container.role !== 'main' || jobs.has(workload.object.kind) || !isWhole) return [];
    if (isUnknown(value) || fieldsOf(value).length > 0) return [];
    const size = workload.containers.filter(({ role }) => role === 'main').length;
    return [{ at: container.nameAt, message: 'missing', params, subject: container.path, group: { ...pod, size } }];
  });
