import { aliasOf, onDockerHub } from './shortNames.ts';

/** What is known of the user that an image's own configuration names. */
export interface DefaultUser {
  /** As the image says it: a number or a name. `root` if it says nothing. */
  readonly user: string;
}

interface Entry {
  /** The full name without tag. */
  readonly image: RegExp;
  /** Of the tag; without, every tag. */
  readonly tag?: RegExp;
  readonly user: string;
}

/** The image of this name of any RHEL or UBI version. */
const redHat = (name: string): RegExp =>
  new RegExp(String.raw`^registry\.(?:access\.redhat\.com|redhat\.io)/(?:ubi|rhel)\d+/${name}$`);

/** Official images on Docker Hub whose Dockerfile sets a USER; all others run as root. docker-library/official-images. */
const officialUsers: Readonly<Record<string, string>> = {
  adminer: 'adminer',
  elasticsearch: '1000',
  emqx: 'emqx',
  fluentd: 'fluent',
  groovy: 'groovy',
  haproxy: 'haproxy',
  jetty: 'jetty',
  kibana: '1000',
  kong: 'kong',
  liquibase: 'liquibase',
  logstash: '1000',
  memcached: 'memcache',
  odoo: 'odoo',
  'open-liberty': '1001',
  percona: 'mysql',
  'rocket.chat': '65533',
  solr: '8983',
  sonarqube: 'sonarqube',
  spark: 'spark',
  varnish: 'varnish',
  'websphere-liberty': '1001',
};

/**
 * The first entry that matches counts. Sources: the images' own Dockerfiles and documentation, as gathered by
 * SonarSource/sonar-iac (S6471) and by docs of Red Hat (UBI, sclorg), Google (distroless), Chainguard, Docker
 * Hardened Images, Bitnami and Microsoft; read 2026-11.
 */
const entries: readonly Entry[] = [
  { image: /^gcr\.io\/distroless\/|^ghcr\.io\/googlecontainertools\/distroless\//, tag: /nonroot/, user: '65532' },
  { image: /^gcr\.io\/distroless\//, user: 'root' },
  { image: /^cgr\.dev\/chainguard\/(?:wolfi-base|chainguard-base)$/, user: 'root' },
  { image: /^cgr\.dev\/chainguard\//, user: '65532' },
  { image: /^dhi\.io\//, tag: /(?:^|-)dev(?:-|$)/, user: 'root' },
  { image: /^dhi\.io\//, user: '65532' },
  { image: /(?:^|\/)bitnami\w*\/minideb$/, user: 'root' },
  { image: /^(?:docker\.io|public\.ecr\.aws|registry-1\.docker\.io)\/bitnami(?:legacy|secure)?\//, user: '1001' },
  { image: /\/nginx(?:inc)?\/nginx-unprivileged$/, user: '101' },
  // Red Hat: language and server images have users of their own, operating system images have none.
  { image: redHat('openjdk-.+'), user: '185' },
  { image: redHat('postgresql-.+'), user: '26' },
  { image: redHat('(?:mysql|mariadb)-.+'), user: '27' },
  { image: redHat('(?:python|nodejs|httpd|nginx|php|ruby|perl|dotnet|redis|valkey|varnish)-\\d.*'), user: '1001' },
  { image: redHat('(?:go-toolset|s2i-base|s2i-core)'), user: '1001' },
  { image: redHat('(?:ubi|rhel|buildah|podman|skopeo|toolbox)(?:-\\w+)?'), user: 'root' },
  { image: /^registry\.(?:access\.redhat\.com|redhat\.io)\/(?:ubi|rhel)\d*(?:-\w+)?$/, user: 'root' },
  { image: /^quay\.io\/sclorg\/(?:python|nodejs|httpd|nginx|php|ruby|perl)-\d/, user: '1001' },
  { image: /^quay\.io\/sclorg\/postgresql-/, user: '26' },
  { image: /^quay\.io\/sclorg\/(?:mysql|mariadb)-/, user: '27' },
  { image: /^mcr\.microsoft\.com\/dotnet\//, tag: /chiseled|distroless/, user: '1654' },
  { image: /^mcr\.microsoft\.com\/(?:dotnet|devcontainers\/base|cbl-mariner|azurelinux)(?:\/|$)/, user: 'root' },
  { image: /^docker\.io\/(?:grafana\/grafana|grafana\/grafana-oss|grafana\/grafana-enterprise)$/, user: '472' },
  {
    image: /^(?:docker\.io|quay\.io)\/(?:prom|prometheus)\/(?:prometheus|alertmanager|node-exporter)$/,
    user: 'nobody',
  },
  { image: /^docker\.io\/jenkins\/(?:jenkins|inbound-agent|agent|ssh-agent)$/, user: 'jenkins' },
  { image: /^(?:docker\.io|quay\.io)\/jupyter\//, user: '1000' },
  { image: /^quay\.io\/keycloak\/keycloak$/, user: '1000' },
  { image: /^docker\.elastic\.co\//, user: '1000' },
  { image: /^docker\.io\/opensearchproject\//, user: '1000' },
  { image: /^docker\.io\/apache\/airflow$/, user: 'airflow' },
  { image: /^docker\.io\/curlimages\/curl$|^quay\.io\/curl\/curl$/, user: 'curl_user' },
  { image: /^docker\.io\/(?:cimg|circleci)\//, user: 'circleci' },
  { image: /^docker\.io\/selenium\//, user: '1200' },
  { image: /^docker\.io\/mambaorg\/micromamba$/, user: 'mambauser' },
  // Operating systems.
  { image: /^registry\.fedoraproject\.org\/(?:fedora|fedora-minimal|fedora-bootc|eln)$/, user: 'root' },
  {
    image:
      /^quay\.io\/(?:fedora\/fedora|fedora\/fedora-minimal|centos\/centos|rockylinux\/rockylinux|almalinuxorg\/\w+)$/,
    user: 'root',
  },
  { image: /^registry\.opensuse\.org\/opensuse\/|^registry\.suse\.com\/(?:suse|bci)\/(?:sle|bci)/, user: 'root' },
  { image: /^container-registry\.oracle\.com\/os\/oraclelinux$/, user: 'root' },
  {
    image:
      /^public\.ecr\.aws\/(?:amazonlinux\/amazonlinux|docker\/library\/(?:alpine|debian|ubuntu|node|python|golang))$/,
    user: 'root',
  },
  { image: /^docker\.io\/(?:kalilinux\/|gentoo\/stage3$)/, user: 'root' },
];

/** The user of an image by its own configuration; undefined where nobody knows. `name` as it is written, short or full. */
export function defaultUserOf(name: string, tag: string | undefined): DefaultUser | undefined {
  const image = fullName(name);
  const official = /^docker\.io\/library\/(.+)$/.exec(image)?.[1];
  if (official !== undefined) return { user: officialUsers[official] ?? 'root' };
  const entry = entries.find(entry => entry.image.test(image) && (entry.tag?.test(tag ?? '') ?? true));
  return entry && { user: entry.user };
}

/** A whole operating system for bootc: its systemd runs as root on a host, and USER means nothing to it. */
export const isBootable = (name: string): boolean => /bootc[^/]*$/.test(name);

/** Where the image comes from: Podman's alias for a short name, else Docker Hub; official images with `library/`. */
export function fullName(name: string): string {
  const slash = name.indexOf('/');
  const host = slash < 0 ? '' : name.slice(0, slash);
  if (!/[.:]/.test(host) && host !== 'localhost') return aliasOf(name) ?? onDockerHub(name);
  const dockerHub = /^(?:index\.|registry-1\.)?docker\.io\/(.+)$/.exec(name)?.[1];
  return dockerHub === undefined ? name : onDockerHub(dockerHub);
}
