import { fullName } from './images.ts';

/**
 * Operating systems' images, which set nothing but PATH and, some of them, what `common` lists. By the images' own
 * configuration (docker-library/official-images and the distributions' build files); read 2026-11.
 */
const plain: ReadonlySet<string> = new Set([
  ...['almalinux', 'alpine', 'amazonlinux', 'archlinux', 'busybox', 'centos', 'debian', 'fedora', 'oraclelinux'].map(
    name => `docker.io/library/${name}`,
  ),
  ...['rockylinux', 'ubuntu'].map(name => `docker.io/library/${name}`),
  'registry.fedoraproject.org/fedora',
  'registry.fedoraproject.org/fedora-minimal',
  'quay.io/fedora/fedora',
  'quay.io/fedora/fedora-minimal',
  'quay.io/centos/centos',
  'quay.io/rockylinux/rockylinux',
  ...['ubi8', 'ubi9', 'ubi10'].flatMap(name =>
    [name, `${name}-minimal`, `${name}-micro`, `${name}/ubi`, `${name}/ubi-minimal`, `${name}/ubi-micro`].map(
      path => `registry.access.redhat.com/${path}`,
    ),
  ),
]);

const common = /^(?:PATH|LANG|LC_\w+|LANGUAGE|container|DISTTAG|FGC|FBR|TZ|HOME|HOSTNAME|TERM)$/;

/** Whether an image's own configuration sets a variable; undefined where nobody knows. */
export function setsVariable(image: string, variable: string): boolean | undefined {
  if (common.test(variable)) return undefined;
  return plain.has(fullName(image)) ? false : undefined;
}
