/** The labels of the OCI image specification (annotations.md, 1.1) that people set, and Podman's own. Read 2026-11. */
export const labelNames: readonly string[] = [
  ...['title', 'description', 'version', 'source', 'revision', 'licenses', 'authors', 'vendor', 'url', 'documentation'],
  ...['created', 'ref.name', 'base.name', 'base.digest'],
]
  .map(name => `org.opencontainers.image.${name}`)
  .concat('io.containers.capabilities', 'io.containers.autoupdate');

/** Its value names the capabilities that the image needs. */
export const capabilitiesLabel = 'io.containers.capabilities';
