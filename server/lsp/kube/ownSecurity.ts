import type { Fix } from '../../core/fix.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityField } from '../../parse/kube/workload.ts';
import { booleanOf, numberOf } from '../../parse/yaml/view.ts';
import { fixContainer } from '../../rules/kube/_fixes.ts';
import { type ContainerCase, containersIn } from '../../rules/kube/_pods.ts';
import { isConfining, profileOf } from '../../rules/kube/_seccomp.ts';
import { effectiveUser, unprivilegedId } from '../../rules/kube/_user.ts';

type Fields = Record<string, boolean | number | { type: string }>;

/**
 * The fields that a container inherits, written into the container itself: what is to change for it alone must not
 * change the pod. `found` names the rules that have something to say in the pod. Nothing for a path of a pod.
 */
export function speakForItself(
  document: KubeDocument,
  path: string,
  settings: Settings,
  found: ReadonlySet<string>,
): Fix[] {
  const each = containersIn(document, { ...settings, profile: 'kubernetes' }).find(
    ({ container }) => container.path === path,
  );
  if (!each) return [];
  const fields = { ...userFields(each, settings, found), ...seccompFields(each, found) };
  if (Object.keys(fields).length === 0) return [];
  const title = { en: 'Set it for this container', ja: 'このコンテナに設定する' };
  return fixContainer(document, each.container.value, { securityContext: fields }, title);
}

function userFields(each: ContainerCase, { profile }: Settings, found: ReadonlySet<string>): Fields {
  const { nonRoot, user, isUnknown } = effectiveUser(each);
  if (isUnknown || each.workload.hasOwnUsers) return {};
  const fields: Fields = {};
  const isNonRoot = booleanOf(nonRoot?.value) === true;
  if (found.has('kube/run-as-non-root') && !isNonRoot) fields['runAsNonRoot'] = true;
  const isRoot = found.has('kube/run-as-user-root') && numberOf(user?.value) === 0;
  const isMissing =
    !user &&
    profile !== 'kubernetes' &&
    found.has(isNonRoot ? 'kube/run-as-non-root-not-enforced' : 'kube/run-as-non-root');
  if (!isRoot && !isMissing) return fields;
  fields['runAsUser'] = unprivilegedId;
  if (isMissing && !securityField(each.workload, each.container, 'runAsGroup')) fields['runAsGroup'] = unprivilegedId;
  return fields;
}

function seccompFields({ workload, container }: ContainerCase, found: ReadonlySet<string>): Fields {
  const isAsked = found.has('kube/seccomp-missing') || found.has('kube/seccomp-unconfined');
  if (workload.isWindows || !isAsked) return {};
  const field = securityField(workload, container, 'seccompProfile');
  const profile = field && profileOf(field.value);
  if (profile?.isUnknown || isConfining(profile?.type)) return {};
  return { seccompProfile: { type: 'RuntimeDefault' } };
}
