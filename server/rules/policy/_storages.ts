import { inRange } from '../../core/podmanVersion.ts';
import type { Settings } from '../../core/settings.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { PolicyEntry } from '../../parse/policy/policy.ts';
import { parseRegistriesD, type SignatureStore, storesOf } from '../../parse/registriesD.ts';
import { scopeParents } from '../../podman/policyLookup.ts';

/** Beside the policy, where Podman looks for both. */
export const storageFolder = 'registries.d';

/** What is said for a scope, and in which file. */
interface Storage {
  readonly store: SignatureStore;
  readonly file: { readonly path: string; readonly text: string };
}

/** All files of registries.d together; '' stands for `default-docker`. */
export type Storages = ReadonlyMap<string, Storage>;

/** Undefined where there is no such folder, or not all of it is known. */
export function storagesAround(workspace: Workspace, { podman }: Settings): Storages | undefined {
  const names = workspace.filesBelow(storageFolder)?.filter(name => /^[^/]+\.yaml$/.test(name));
  if (!names || names.length === 0) return undefined;
  const storages = new Map<string, Storage>();
  for (const name of names) {
    const path = `${storageFolder}/${name}`;
    const text = workspace.read(path);
    if (typeof text !== 'string') return undefined;
    const { root, yaml } = parseRegistriesD(text);
    if (yaml.isBroken) return undefined;
    const { defaultDocker, docker } = storesOf(root, inRange(podman, '<4.4'));
    for (const [scope, store] of docker) storages.set(scope, { store, file: { path, text } });
    if (defaultDocker) storages.set('', { store: defaultDocker, file: { path, text } });
  }
  return storages;
}

/** The nearest place that answers a question about a scope: what leaves it open leaves it to its parents. */
export const storageFor = (
  storages: Storages,
  scope: string,
  answers: (store: SignatureStore) => boolean,
): Storage | undefined =>
  [scope, ...scopeParents('docker', scope)]
    .flatMap(place => storages.get(place) ?? [])
    .find(({ store }) => answers(store));

/** Whether something is said of a part of a scope. */
export const isSaidWithin = (storages: Storages, scope: string, says: (store: SignatureStore) => boolean): boolean =>
  [...storages].some(([place, { store }]) => says(store) && scopeParents('docker', place).includes(scope));

/** Whether images of registries fall under it: registries.d is about no others. */
export const isFromRegistries = ({ transport }: PolicyEntry): boolean =>
  transport === undefined || transport === 'docker';
