import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { RegistriesD } from '../../parse/registriesD.ts';

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
