import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type SecurityField, securityField } from '../../parse/kube/workload.ts';
import { booleanOf, dig, get, isUnknown, type Value } from '../../parse/yaml/view.ts';
import { fixFields, type Put } from './_fixes.ts';
import type { ContainerCase } from './_pods.ts';

/** The user and group that fixes write: of no meaning on any host, as the Pod Security Standards ask. */
export const unprivilegedId = 10001;

/** What holds for a container: its own words, or its pod's. */
interface EffectiveUser {
  readonly nonRoot: SecurityField | undefined;
  readonly user: SecurityField | undefined;
  /** A template decides, so nobody can tell. */
  readonly isUnknown: boolean;
}

export function effectiveUser({ workload, container }: ContainerCase): EffectiveUser {
  const nonRoot = securityField(workload, container, 'runAsNonRoot');
  const user = securityField(workload, container, 'runAsUser');
  const pod = dig(workload.spec, 'securityContext');
  return { nonRoot, user, isUnknown: [nonRoot?.value, user?.value, pod].some(isUnknown) };
}

/** Writes a user or group into the security context of a pod's spec or a container. */
export const fixId = (
  document: KubeDocument,
  holder: Value,
  level: SecurityField['level'],
  name: 'runAsUser' | 'runAsGroup',
): Fix[] =>
  fixFields(
    document,
    [
      {
        value: holder,
        fields: { securityContext: { [name]: unprivilegedId } },
        after: level === 'pod' ? 'first' : ['image', 'name'],
      },
    ],
    { en: 'Set {name} to {id}', ja: '{name} を {id} にする' },
    { name, id: unprivilegedId },
  );

type Fields = Record<string, boolean | number>;

/**
 * Keeps a container from running as root: what says otherwise is corrected where it stands, and what is
 * missing is said once for the pod. `enforced` adds the number without which Podman does not care.
 */
export function fixUser(document: KubeDocument, each: ContainerCase, enforced: boolean) {
  const { workload, container } = each;
  const own = dig(container.value, 'securityContext');
  const ownFields: Fields = {};
  const podFields: Fields = {};
  const { nonRoot, user } = effectiveUser(each);
  const target = (field: SecurityField): Fields => (field.level === 'pod' ? podFields : ownFields);
  if (nonRoot && booleanOf(nonRoot.value) !== true) target(nonRoot)['runAsNonRoot'] = true;
  if (!nonRoot && !(enforced && user)) podFields['runAsNonRoot'] = true;
  if (enforced && !user) {
    // A container that speaks for itself goes on doing so.
    const fields = get(own, 'runAsNonRoot') ? ownFields : podFields;
    fields['runAsUser'] = unprivilegedId;
    if (!securityField(workload, container, 'runAsGroup')) fields['runAsGroup'] = unprivilegedId;
  }
  const puts: Put[] = [
    { value: workload.spec, fields: nested(podFields), after: 'first' },
    { value: container.value, fields: nested(ownFields), after: ['image', 'name'] },
  ];
  return fixFields(
    document,
    puts,
    { en: 'Run as user {user}', ja: 'ユーザー {user} で実行する' },
    { user: unprivilegedId },
  );
}

const nested = (fields: Fields): Record<string, Fields> =>
  Object.keys(fields).length > 0 ? { securityContext: fields } : {};
