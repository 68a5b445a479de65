/** Registries where anybody may publish images. */
const openRegistries: ReadonlySet<string> = new Set([
  'docker.io',
  'ghcr.io',
  'public.ecr.aws',
  'quay.io',
  'registry.gitlab.com',
]);

/** Domains below which anybody may have a registry, as a wildcard scope covers them. */
const openDomains: ReadonlySet<string> = new Set(['amazonaws.com', 'azurecr.io', 'docker.io', 'gcr.io', 'pkg.dev']);

const wildcard = /^\*\.(.+)$/;

/**
 * Whether images of strangers fall under a scope of the `docker` transport: the whole of a registry that is open to
 * everybody, or a wildcard over such registries (`*.com` covers every host that ends so). A namespace has an owner.
 */
export function coversStrangers(scope: string): boolean {
  const below = wildcard.exec(scope)?.[1];
  if (below === undefined) return openRegistries.has(scope);
  return !below.includes('.') || openDomains.has(below);
}
