import type { Settings } from '../core/settings.ts';

/** An image's name as far as it is known. */
export interface KnownName {
  /** The registry, then the parts of the path. */
  readonly steps: readonly string[];
  readonly isWhole: boolean;
}

export function stepsOf(name: string): string[] {
  const [host = '', ...path] = name.split('/');
  return [host.toLowerCase().replace(/^(?:index|registry-1)\.docker\.io$/, 'docker.io'), ...path];
}

interface TrustedEntry {
  readonly host: RegExp;
  readonly path: readonly string[];
}

export const trustedEntries = ({ trustedRegistries }: Pick<Settings, 'trustedRegistries'>): TrustedEntry[] =>
  trustedRegistries.map(trustedEntry);

/** `quay.io/team`, `*.example`, `docker.io/alpine`: a `*` stands for any part of the registry's name. */
function trustedEntry(entry: string): TrustedEntry {
  const written = entry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const [host = '', ...path] = stepsOf(written);
  const pattern = host.split('*').map(part => part.replace(/[.[\]()+?^$|\\{}]/g, '\\$&'));
  return { host: new RegExp(`^${pattern.join('.*')}$`), path };
}

/** Whether the entry covers the name, or may cover it once all of the name is known. */
export function mayCover({ host, path }: TrustedEntry, { steps, isWhole }: KnownName): boolean {
  const [registry = '', ...rest] = steps;
  if (!host.test(registry)) return false;
  const isOfficial = registry === 'docker.io' && path.length === 1 && rest[0] === 'library';
  const known = isOfficial && path[0] !== 'library' ? rest.slice(1) : rest;
  return path.every((step, i) => known[i] === step || (!isWhole && i >= known.length));
}
