import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, get } from '../../parse/yaml/view.ts';
import { podFieldSince } from '../../podman/kubeSupport.ts';
import { fixField } from './_fixes.ts';
import { podName } from './_pods.ts';

/** Pods whose spec sets `hostNetwork`, `hostPID` or `hostIPC`, if the Podman at hand obeys it. */
export function hostNamespaceReports(
  document: KubeDocument,
  name: 'hostNetwork' | 'hostPID' | 'hostIPC',
  settings: Settings,
): Report<'host'>[] {
  const since = podFieldSince[name];
  if (since && settings.profile !== 'kubernetes' && !inRange(settings.podman, since)) return [];
  return document.workloads.flatMap(workload => {
    const field = get(workload.spec, name);
    if (!field || booleanOf(field.value) !== true) return [];
    const title = { en: `Remove ${name}`, ja: `${name} を削除する` };
    const fixes = fixField(document, workload.spec, field, false, title);
    return [{ at: field.value.at, message: 'host', params: { pod: podName(workload) }, subject: workload.path, fixes }];
  });
}
