/**
 * The aliases that Podman ships for short names: containers/shortnames, shortnames.conf, read 2026-11
 * (registries.conf.d/000-shortnames.conf of the distributions). The part behind the prefix is the alias itself.
 */
const byPrefix: Readonly<Record<string, readonly string[]>> = {
  'docker.io/library': [
    ...['almalinux', 'almalinux-minimal', 'alpine', 'archlinux', 'busybox', 'debian', 'docker', 'golang', 'nginx'],
    ...['node', 'php', 'python', 'registry', 'ruby', 'rust', 'sonarqube', 'swarm', 'ubuntu'],
  ],
  'docker.io': [
    ...['agent', 'grafana', 'k6', 'loki', 'mimir', 'oncall', 'pyroscope', 'tempo'].map(name => `grafana/${name}`),
    ...['go', 'nodejs', 'python', 'java', 'dotnet'].map(name => `otel/autoinstrumentation-${name}`),
    ...['', '-contrib', '-contrib-dev', '-k8s'].map(name => `otel/opentelemetry-collector${name}`),
    ...['opentelemetry-operator', 'opentelemetry-operator-bundle', 'operator-opamp-bridge'].map(name => `otel/${name}`),
    ...['otel/semconvgen', 'otel/weaver'],
  ],
  'docker.io/kalilinux': ['kali-bleeding-edge', 'kali-dev', 'kali-experimental', 'kali-last-release', 'kali-rolling'],
  'quay.io/podman': ['hello'],
  'quay.io/centos': ['centos'],
  'quay.io/rockylinux': ['rockylinux'],
  'quay.io/curl': ['curl'],
  'quay.io': ['qubip/pq-container'],
  'registry.fedoraproject.org': ['eln', 'fedora', 'fedora-bootc', 'fedora-minimal'],
  'registry.opensuse.org': ['tumbleweed', 'tumbleweed-dnf', 'tumbleweed-microdnf', 'leap', 'busybox'].map(
    name => `opensuse/${name}`,
  ),
  'registry.opensuse.org/opensuse': [
    ...['tumbleweed', 'tumbleweed-dnf', 'tumbleweed-microdnf', 'leap', 'leap-dnf', 'leap-microdnf'],
  ],
  'registry.suse.com': [
    ...['suse/sle15', 'suse/sles12sp5', 'suse/sles12sp4', 'suse/sles12sp3'],
    ...['bci/bci-base', 'bci/bci-micro', 'bci/bci-minimal', 'bci/bci-busybox'],
  ],
  'registry.suse.com/suse': ['sle15', 'sles12sp5', 'sles12sp4', 'sles12sp3'],
  'registry.suse.com/bci': ['bci-base', 'bci-micro', 'bci-minimal', 'bci-busybox'],
  'registry.access.redhat.com': [
    ...['rhel', 'rhel6', 'rhel7', 'rhel7.9', 'rhel-atomic', 'rhel-minimal', 'rhel-init', 'rhel7-atomic'],
    ...['rhel7-minimal', 'rhel7-init', 'rhel7/rhel', 'ubi7', 'ubi7-init', 'ubi7-minimal', 'ubi7/ubi'],
    ...['ubi8', 'ubi8-init', 'ubi8-micro', 'ubi8-minimal', 'ubi9', 'ubi9-init', 'ubi9-micro', 'ubi9-minimal'],
    ...['ubi', 'podman', 'buildah', 'skopeo'].flatMap(name => [`ubi8/${name}`, `ubi9/${name}`]),
  ],
  'container-registry.oracle.com/os': ['oraclelinux'],
  'public.ecr.aws/amazonlinux': ['amazonlinux'],
};

const renamed: Readonly<Record<string, string>> = {
  skopeo: 'quay.io/skopeo/stable',
  buildah: 'quay.io/buildah/stable',
  podman: 'quay.io/podman/stable',
  'hello-world': 'quay.io/podman/hello',
  gentoo: 'docker.io/gentoo/stage3',
  grafana: 'docker.io/grafana/grafana',
  'tw-busybox': 'registry.opensuse.org/opensuse/busybox',
  'rhel9-bootc': 'registry.redhat.io/rhel9/rhel-bootc',
  ...redHat('rhel8', 'ubi8'),
  ...redHat('rhel9', 'ubi9'),
  ...slashed('ubi7', ['minimal', 'init']),
  ...slashed('ubi8', ['minimal', 'init', 'micro']),
  ...slashed('ubi9', ['minimal', 'init', 'micro']),
};

/** `rhel9-minimal` is UBI. */
function redHat(alias: string, image: string): Record<string, string> {
  const variants = ['', '-init', '-minimal', '-micro'];
  return Object.fromEntries(variants.map(name => [alias + name, `registry.access.redhat.com/${image}${name}`]));
}

/** `ubi9/ubi-minimal` is `ubi9-minimal`. */
function slashed(image: string, variants: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    variants.map(name => [`${image}/ubi-${name}`, `registry.access.redhat.com/${image}-${name}`]),
  );
}

const aliases = new Map([
  ...Object.entries(byPrefix).flatMap(([prefix, names]) => names.map(name => [name, `${prefix}/${name}`] as const)),
  ...Object.entries(renamed),
]);

/** What Podman makes of a short name without asking anybody, or undefined if it has no alias for it. */
export const aliasOf = (shortName: string): string | undefined => aliases.get(shortName);

/** What Docker makes of a short name: always Docker Hub. */
export const onDockerHub = (shortName: string): string =>
  `docker.io/${shortName.includes('/') ? '' : 'library/'}${shortName}`;

/** The short names that Podman knows, with what it makes of them. */
export const shortNames = (): Iterable<readonly [string, string]> => aliases;
