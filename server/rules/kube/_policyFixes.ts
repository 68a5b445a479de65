import type { Fix } from '../../core/fix.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { policyFields } from '../../parse/securityPolicy/fields.ts';
import type { Data } from '../../parse/yaml/render.ts';
import { booleanOf, dig, fieldsOf, get, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { fixContainer, fixField, fixFields, fixPod } from './_fixes.ts';
import type { ContainerCase } from './_pods.ts';
import { type Asked, capabilitiesOf, type Said } from './_policies.ts';
import { fixUser } from './_user.ts';

/** Makes a field say a word of a policy, where it is said or would be said. */
export function fixSaying(
  document: KubeDocument,
  asked: Asked,
  path: string,
  word: string,
  said: Said | undefined,
  settings: Settings,
): Fix[] {
  const { workload, each } = asked;
  const { level, type } = policyFields[path] ?? {};
  if (!isPossible(asked, path, word)) return [];
  // A number that Podman obeys comes with the word that it ignores.
  if (path === 'runAsNonRoot' && word === 'true' && each && !userOf(each))
    return fixUser(document, each, settings.profile !== 'kubernetes');
  const value = type === 'integer' ? Number(word) : type === 'boolean' ? word === 'true' : word;
  const title = { en: 'Set {field} to {value}', ja: '{field} を {value} にする' };
  const params = { field: path, value: word };
  if (level === 'spec') {
    if (said && word === policyFields[path]?.unset && typeof value === 'boolean')
      return fixField(document, workload.spec, said, value, { en: `Remove ${path}`, ja: `${path} を削除する` });
    return fixPod(document, workload.spec, { [path]: value }, title, params);
  }
  const fields = { securityContext: nested(path.split('.'), value) };
  const isPods = !each || said?.level === 'pod' || (!said && path === 'runAsNonRoot');
  return isPods
    ? fixPod(document, workload.spec, fields, title, params)
    : fixContainer(document, each.container.value, fields, title, params);
}

const userOf = ({ container, workload }: ContainerCase) =>
  get(dig(container.value, 'securityContext'), 'runAsUser') ?? get(dig(workload.spec, 'securityContext'), 'runAsUser');

const nested = ([key = '', ...rest]: readonly string[], value: Data): { readonly [key: string]: Data } => ({
  [key]: rest.length > 0 ? nested(rest, value) : value,
});

/** Kubernetes refuses some fields beside each other. */
function isPossible({ workload, each }: Asked, path: string, word: string): boolean {
  const own = dig(each?.container.value, 'securityContext');
  if (path === 'allowPrivilegeEscalation' && word === 'false') {
    const added = itemsOf(dig(own, 'capabilities', 'add')).map(value => capabilityName(textOf(value) ?? ''));
    return booleanOf(dig(own, 'privileged')) !== true && !added.includes('SYS_ADMIN');
  }
  const [parent = '', child] = path.split('.');
  if (child === undefined) return true;
  if (word === 'Localhost') return false;
  const beside = dig(own, parent) ?? dig(workload.spec, 'securityContext', parent);
  return fieldsOf(beside).every(({ key }) => key === child) || parent === 'seLinuxOptions';
}

/** Adds capabilities to one of a container's lists. */
export function fixListing(
  document: KubeDocument,
  { container }: ContainerCase,
  list: 'add' | 'drop',
  missing: readonly string[],
): Fix[] {
  const capabilities = dig(container.value, 'securityContext', 'capabilities');
  const title =
    list === 'drop'
      ? { en: 'Drop {names}', ja: '{names} を削除する' }
      : { en: 'Add {names}', ja: '{names} を追加する' };
  const params = { names: missing.join(', ') };
  const isWholeList = missing.includes('ALL') || capabilitiesOf(dig(capabilities, list)).length === 0;
  if (isWholeList || !capabilities) {
    const names = missing.includes('ALL') ? ['ALL'] : missing;
    return fixContainer(
      document,
      container.value,
      { securityContext: { capabilities: { [list]: names } } },
      title,
      params,
    );
  }
  const [only, ...more] = missing;
  if (only === undefined || more.length > 0) return [];
  return fixFields(document, [{ value: capabilities, fields: {}, items: { [list]: only } }], title, params);
}
