/** Registries where anybody may publish images. */
const openRegistries: ReadonlySet<string> = new Set([
  'docker.io',
  'docker.pkg.github.com',
  'gcr.io',
  'ghcr.io',
  'public.ecr.aws',
  'quay.io',
  'registry-1.docker.io',
  'registry.gitlab.com',
  'registry.hub.docker.com',
]);

/** Domains below which anybody may have a registry, as a wildcard scope covers them. */
const openDomains: ReadonlySet<string> = new Set(['amazonaws.com', 'azurecr.io', 'docker.io', 'gcr.io', 'pkg.dev']);

/** A region of a cloud, where everybody may have a project. */
const openRegion = /^(?:asia|eu|us)\.gcr\.io$|^[a-z0-9-]+-docker\.pkg\.dev$/;

/** Where a country's registrars sell names. */
const soldDomain = /^(?:ac|com?|gov|net?|or|org)\.[a-z]{2}$/;

const wildcard = /^\*\.(.+)$/;

/**
 * Whether images of strangers fall under a scope of the `docker` transport: the whole of a registry that is open to
 * everybody, or a wildcard over such registries (`*.com` covers every host that ends so). A namespace has an owner.
 */
export function coversStrangers(scope: string): boolean {
  const below = wildcard.exec(scope)?.[1];
  if (below === undefined) return openRegistries.has(scope) || openRegion.test(scope);
  if (!below.includes('.') || soldDomain.test(below) || openDomains.has(below)) return true;
  return [...openRegistries].some(host => host.endsWith(`.${below}`));
}
