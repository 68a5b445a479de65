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
  /** A tag of the form `8.9-fips`: none is known, Red Hat documents the same images for FIPS. */
  | 'no-such-tag';

interface Family {
  /** The full name without tag. */
  readonly image: RegExp;
  readonly tag?: RegExp;
  readonly standing: FipsStanding;
}

const redHat = String.raw`(?:registry\.(?:access\.redhat\.com|redhat\.io)|docker\.io/redhat)`;

/**
 * The first family that matches counts. Sources: openshift/check-payload config.toml (certified distributions),
 * Red Hat's documentation of FIPS mode, SUSE/BCI-dockerfile-generator, Chainguard's FIPS images, NIST CMVP;
 * read 2026-11.
 */
const families: readonly Family[] = [
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)\\d`), tag: /(?:^|-)fips(?:-|$)/, standing: 'no-such-tag' },
  { image: new RegExp(`^${redHat}/ubi\\d+(?:/ubi)?-micro$`), standing: 'without-crypto' },
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)(?:9|10)(?:[/.-]|$)`), standing: 'capable' },
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)[78](?:[/.-]|$)`), standing: 'historical' },
  { image: /^registry1\.dso\.mil\/ironbank\/redhat\/ubi\/ubi(?:9|10)/, standing: 'capable' },
  { image: /^registry1\.dso\.mil\/ironbank\/redhat\/ubi\/ubi[78]/, standing: 'historical' },
  { image: /^cgr\.dev\/[^/]+\/[^/]*-fips$/, standing: 'capable' },
  { image: /^dhi\.io\//, tag: /-fips(?:-|$)/, standing: 'capable' },
  { image: /^dhi\.io\/[^/]*-fips$/, standing: 'capable' },
  { image: /^dhi\.io\//, standing: 'none' },
  { image: /^registry\.suse\.com\/bci\/bci-(?:base|micro)-fips$/, standing: 'capable' },
  { image: /^public\.ecr\.aws\/amazonlinux\/amazonlinux$/, tag: /^2023/, standing: 'capable' },
  { image: /^docker\.io\/library\/amazonlinux$/, tag: /^2023/, standing: 'capable' },
  { image: /^(?:docker\.io|public\.ecr\.aws\/docker)\/library\//, standing: 'none' },
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

/** What `OPENSSL_FORCE_FIPS_MODE` does in an image. */
type ForceFipsMode =
  /** Whatever its value, even 0: the library asks only whether it is there. */
  | 'any-value'
  /** It switches OpenSSL for tests; the host's FIPS mode is what counts. */
  | 'testing'
  /** Their OpenSSL has no such patch. */
  | 'ignored';

/**
 * Sources: the patches of RHEL 7 and 8 (OpenSSL 1.0.2 and 1.1.1, crypto/o_init.c) and of RHEL 9, 10 and Fedora
 * (OpenSSL 3, kernel-fips); Debian's and Alpine's packages have none, Ubuntu's and SUSE's have others; read 2026-11.
 */
const forcing: readonly { readonly image: RegExp; readonly mode: ForceFipsMode }[] = [
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)[78](?:[/.-]|$)`), mode: 'any-value' },
  { image: new RegExp(`^${redHat}/(?:ubi|rhel)(?:9|10)(?:[/.-]|$)`), mode: 'testing' },
  { image: /^(?:registry\.fedoraproject\.org\/fedora|quay\.io\/fedora\/)/, mode: 'testing' },
  {
    image: /^docker\.io\/library\/(?:alpine|busybox|debian|golang|node|php|python|ruby|httpd|nginx|postgres|redis)$/,
    mode: 'ignored',
  },
  { image: /^gcr\.io\/distroless\//, mode: 'ignored' },
];

/** By the image's full name; undefined where nobody knows. */
export const forceFipsMode = (image: string): ForceFipsMode | undefined =>
  forcing.find(entry => entry.image.test(image))?.mode;

/** By the image's full name and tag; undefined where nobody knows. */
export function fipsStanding(image: string, tag: string | undefined): FipsStanding | undefined {
  return families.find(family => family.image.test(image) && (family.tag?.test(tag ?? '') ?? true))?.standing;
}

/** What an image's Go builds programs with; undefined where nobody knows. Sources: go.dev, Red Hat's go-toolset; read 2026-11. */
export function goToolchain(image: string): 'upstream' | 'openssl' | undefined {
  if (image === 'docker.io/library/golang') return 'upstream';
  return new RegExp(`^${redHat}/(?:ubi|rhel)\\d+/go-toolset$`).test(image) ? 'openssl' : undefined;
}

/** An option of Node.js or Java that turns FIPS off or around. Sources: node(1), Red Hat's build of OpenJDK; read 2026-11. */
export const weakeningOption =
  /^(?:--openssl-legacy-provider|-Dcom\.redhat\.fips=false|-Dsecurity\.useSystemPropertiesFile=false)$/;

const off = /^(?:0|no|false|off)$/i;
const weakening: Readonly<Record<string, RegExp>> = {
  OPENSSL_CONF: /^\/dev\/null$/,
  OPENSSL_FORCE_FIPS_MODE: off,
  GNUTLS_FORCE_FIPS_MODE: off,
  LIBGCRYPT_FORCE_FIPS_MODE: off,
  NSS_FIPS: off,
  GODEBUG: /\bfips140=off\b/,
};

/** Whether a variable turns FIPS off or around, by its name and value. */
export const weakens = (name: string, value: string): boolean =>
  Object.hasOwn(weakening, name)
    ? weakening[name]?.test(value) === true
    : /OPT/.test(name) && value.split(/\s+/).some(option => weakeningOption.test(option));
