import { inRange } from '../../core/podmanVersion.ts';
import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { foldKey } from '../../parse/json/keys.ts';
import { type RegistriesD, type SignatureStores, storesOf } from '../../parse/registriesD.ts';

export const registriesDRule = ruleFor<RegistriesD>();

export const references: AtLeastOne<Reference> = [
  {
    title: 'containers-registries.d(5)',
    url: 'https://github.com/containers/image/blob/main/docs/containers-registries.d.5.md',
  },
];

export const storeKeys: readonly string[] = ['lookaside', 'lookaside-staging', 'use-sigstore-attachments'];
/** What they were called once; Podman still reads them. */
export const oldKeys: ReadonlyMap<string, string> = new Map([
  ['sigstore', 'lookaside'],
  ['sigstore-staging', 'lookaside-staging'],
]);

/** What the Podman reads that is written for. */
export const storesIn = (file: RegistriesD, { podman }: Settings): SignatureStores =>
  inRange(podman, '<4.4') ? storesOf(file.root, true) : file;

/** A key as Podman compares it. */
export const keyIn = (key: string, { podman }: Settings): string => (inRange(podman, '<4.4') ? foldKey(key) : key);
