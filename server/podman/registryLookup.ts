/** A `[[registry]]` of registries.conf. */
interface Registry {
  readonly prefix: string;
  readonly location?: string | undefined;
  readonly blocked?: unknown;
  readonly hasMirrors: boolean;
}

/**
 * The registry that keeps an image (by its full name, without tag and digest) from being pulled. Podman first looks
 * up where the image is pulled from, and what it blocks is that place: a `blocked` beside another `location` does
 * nothing (containers/image, sysregistriesv2; seen with Podman 5.8.6).
 */
export function blockingRegistry<T extends Registry>(registries: readonly T[], name: string): T | undefined {
  const first = registryFor(registries, name);
  // A mirror may have the image.
  if (!first || first.hasMirrors) return undefined;
  const place = first.location ? first.location + name.slice(coveredLength(first.prefix, name)) : name;
  const last = registryFor(registries, place);
  return last?.blocked ? last : undefined;
}

/** The one with the longest prefix. */
function registryFor<T extends Registry>(registries: readonly T[], name: string): T | undefined {
  let best: T | undefined;
  for (const registry of registries) {
    const isLonger = (best?.prefix.length ?? 0) < registry.prefix.length;
    if (isLonger && coveredLength(registry.prefix, name) > 0) best = registry;
  }
  return best;
}

/** How much of a name a prefix covers: whole parts of it, or with `*.example` a registry below a domain. */
function coveredLength(prefix: string, name: string): number {
  if (!prefix.startsWith('*.')) {
    return name.startsWith(prefix) && /^(?:$|[/:@])/.test(name.slice(prefix.length)) ? prefix.length : 0;
  }
  const host = name.split('/')[0] ?? '';
  const below = host.replace(/:\d+$/, '');
  return below.endsWith(prefix.slice(1)) ? below.length : 0;
}
