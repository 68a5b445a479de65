/** What a base image has to do with FIPS 140. */
export type FipsStanding =
  /** With a validated module, if the host runs in FIPS mode. */
  | 'capable'
  /** Only a FIPS 140-2 module, whose certificates moved to the historical list in September 2026. */
  | 'historical'
  /** No validated cryptographic module. */
  | 'none'
  /** Nothing in it that could be validated: no OpenSSL at all. */
  | 'without-crypto'
  /** A tag of the form `8.9-fips`, which Red Hat never published. */
  | 'no-such-tag';

interface Family {
  /** The full name without tag. */
  readonly image: RegExp;
  readonly tag?: RegExp;
  readonly standing: FipsStanding;
}

const redHat = String.raw`registry\.(?:access\.redhat\.com|redhat\.io)`;

/**
 * The first family that matches counts. Sources: openshift/check-payload config.toml (certified distributions),
 * Red Hat's documentation of FIPS mode, SUSE/BCI-dockerfile-generator, Chainguard's FIPS images, NIST CMVP;
 * read 2026-11.
 */
const families: readonly Family[] = [
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)\\d`), tag: /-fips(?:-|$)/, standing: 'no-such-tag' },
  { image: new RegExp(`^${redHat}/ubi\\d+(?:/ubi)?-micro$`), standing: 'without-crypto' },
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)(?:9|10)(?:[/.-]|$)`), standing: 'capable' },
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)[78](?:[/.-]|$)`), standing: 'historical' },
  { image: /^registry1\.dso\.mil\/ironbank\/redhat\/ubi\/ubi(?:9|10)/, standing: 'capable' },
  { image: /^registry1\.dso\.mil\/ironbank\/redhat\/ubi\/ubi[78]/, standing: 'historical' },
  { image: /^cgr\.dev\/[^/]+\/[^/]*-fips$/, standing: 'capable' },
  { image: /^dhi\.io\//, tag: /-fips(?:-|$)/, standing: 'capable' },
  { image: /^dhi\.io\/[^/]*-fips$/, standing: 'capable' },
  { image: /^registry\.suse\.com\/bci\/bci-(?:base|micro)-fips$/, standing: 'capable' },
  { image: /^public\.ecr\.aws\/amazonlinux\/amazonlinux$/, tag: /^2023/, standing: 'capable' },
  { image: /^docker\.io\/library\/amazonlinux$/, tag: /^2023/, standing: 'capable' },
  { image: /^docker\.io\/library\//, standing: 'none' },
  { image: /^gcr\.io\/distroless\/static/, standing: 'without-crypto' },
  { image: /^gcr\.io\/distroless\//, standing: 'none' },
  {
    image: /^(?:quay\.io\/(?:centos|fedora|rockylinux|almalinuxorg)|registry\.fedoraproject\.org)\//,
    standing: 'none',
  },
  { image: /^(?:docker\.io\/bitnami|docker\.io\/nginxinc|mcr\.microsoft\.com\/dotnet)\//, standing: 'none' },
  { image: /^registry\.opensuse\.org\//, standing: 'none' },
  { image: /^cgr\.dev\/chainguard\//, standing: 'none' },
];

/** By the image's full name and tag; undefined where nobody knows. */
export function fipsStanding(image: string, tag: string | undefined): FipsStanding | undefined {
  return families.find(family => family.image.test(image) && (family.tag?.test(tag ?? '') ?? true))?.standing;
}
