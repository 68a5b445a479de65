import { lookUp } from '../core/lookUp.ts';
/** Transports of containers/image 5.39 (transports/alltransports), as a policy names them. */
export const transports = [
  'docker',
  'containers-storage',
  'dir',
  'docker-archive',
  'docker-daemon',
  'oci',
  'oci-archive',
  'sif',
  'tarball',
  'atomic',
  'ostree',
] as const;

const known: ReadonlySet<string> = new Set(transports);

export const isTransport = (name: string): boolean => known.has(name);

/** Whose images have no name, so that nothing can be compared with what a signature says. */
export const nameless: ReadonlySet<string> = new Set(['dir', 'oci', 'oci-archive', 'sif', 'tarball']);

/** What is read from this machine, and not from a registry. */
export const localTransports: ReadonlySet<string> = new Set([
  'dir',
  'docker-archive',
  'docker-daemon',
  'oci',
  'oci-archive',
  'sif',
  'tarball',
]);

const meant: Readonly<Record<string, string>> = {
  registry: 'docker',
  registries: 'docker',
  image: 'docker',
  images: 'docker',
  daemon: 'docker-daemon',
  storage: 'containers-storage',
  'container-storage': 'containers-storage',
  directory: 'dir',
  'docker-registry': 'docker',
  'docker.io': 'docker',
};

/** Which transport somebody had in mind, beside slips of the hand: `docker:`, `docker://`, `registry`. */
export const transportMeant = (written: string): string | undefined => {
  const bare = written.trim().toLowerCase().replace(/:\/*$/, '').replaceAll('_', '-');
  return transports.find(name => name === bare) ?? lookUp(meant, bare);
};
