/**
 * Registries that were closed or frozen, and where their images are now: Kubernetes' announcement of 2023-02 (frozen on
 * 2023-04-03) and GitHub's of 2021-06 (Packages' Docker registry became the Container registry). Longest names first.
 */
const moved: readonly (readonly [string, string])[] = [
  ['gcr.io/google-containers', 'registry.k8s.io'],
  ['gcr.io/google_containers', 'registry.k8s.io'],
  ['docker.pkg.github.com', 'ghcr.io'],
  ['k8s.gcr.io', 'registry.k8s.io'],
];

/** What stands at the start of an image's name and is no longer served or kept up, and what took its place. */
export function movedRegistry(name: string): { readonly from: string; readonly to: string } | undefined {
  const found = moved.find(([from]) => name.startsWith(`${from}/`));
  return found && { from: found[0], to: found[1] };
}
