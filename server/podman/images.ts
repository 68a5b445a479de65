import { lookUp } from '../core/lookUp.ts';
import { aliasOf, onDockerHub } from './shortNames.ts';

/** What is known of the user that an image's own configuration names. */
interface DefaultUser {
  /** As the image says it: a number or a name. `root` if it says nothing. */
  readonly user: string;
}

interface Entry {
  /** The full name without tag. */
  readonly image: RegExp;
  /** Of the tag; without, every tag. */
  readonly tag?: RegExp;
  /** Undefined where it is not the same for all of them. */
  readonly user: string | undefined;
}

/** The image of this name of any RHEL or UBI version. */
const redHat = (name: string): RegExp =>
  new RegExp(String.raw`^registry\.(?:access\.redhat\.com|redhat\.io)/(?:ubi|rhel)\d+/${name}$`);

/**
 * Official images on Docker Hub whose Dockerfile sets a USER: docker-library/official-images and the repositories it
 * points to, and docker-library/repo-info; read 2026-11. Those of which it depends on the version are in neither list.
 */
const officialUsers: Readonly<Record<string, string>> = {
  adminer: 'adminer',
  emqx: 'emqx',
  fluentd: 'fluent',
  groovy: 'groovy',
  irssi: 'user',
  jetty: 'jetty',
  kibana: '1000',
  kong: 'kong',
  liquibase: 'liquibase',
  logstash: '1000',
  memcached: 'memcache',
  odoo: 'odoo',
  'open-liberty': '1001',
  'rocket.chat': '65533',
  solr: '8983',
  spark: 'spark',
  'websphere-liberty': '1001',
};

/** Official images that start as root; many drop it in their entry point. The same source. */
const officialRoot: ReadonlySet<string> = new Set([
  // Operating systems.
  ...['almalinux', 'alpine', 'alt', 'amazonlinux', 'archlinux', 'busybox', 'cirros', 'clearlinux', 'clefos', 'centos'],
  ...['debian', 'euleros', 'fedora', 'mageia', 'neurodebian', 'opensuse', 'oraclelinux', 'photon', 'rockylinux', 'sl'],
  ...['ubuntu'],
  // Languages and tools.
  ...['amazoncorretto', 'bash', 'buildpack-deps', 'clojure', 'composer', 'dart', 'eclipse-temurin', 'elixir'],
  ...[
    'erlang',
    'gcc',
    'golang',
    'gradle',
    'haskell',
    'haxe',
    'hello-world',
    'hylang',
    'ibm-semeru-runtimes',
    'ibmjava',
  ],
  ...['java', 'jruby', 'julia', 'maven', 'mono', 'node', 'openjdk', 'perl', 'php', 'pypy', 'python', 'r-base', 'rails'],
  ...['rakudo-star', 'ros', 'ruby', 'rust', 'sapmachine', 'swift', 'swipl'],
  // Servers.
  ...['aerospike', 'arangodb', 'caddy', 'cassandra', 'chronograf', 'clickhouse', 'consul', 'couchbase', 'couchdb'],
  ...['crate', 'django', 'drupal', 'eclipse-mosquitto', 'flink', 'ghost', 'glassfish', 'httpd', 'iojs', 'joomla'],
  ...['kapacitor', 'mariadb', 'matomo', 'mediawiki', 'mongo', 'mongo-express', 'mysql', 'nats', 'neo4j', 'nextcloud'],
  ...['nginx', 'orientdb', 'phpmyadmin', 'postfixadmin', 'postgres', 'rabbitmq', 'redis', 'redmine', 'registry'],
  ...['rethinkdb', 'storm', 'telegraf', 'tomcat', 'tomee', 'traefik', 'unit', 'vault', 'wordpress', 'xwiki'],
  ...['yourls', 'znc', 'zookeeper'],
]);

/** What its makers say runs as somebody else, mostly: which of them start as root changes too often to be listed. */
const someStartAsRoot = {
  chainguard:
    /^cgr\.dev\/[^/]+\/(?:apko|bash|busybox|dind|docker-\w+|gcc-glibc|git|go|k3s|melange|minikube|rust|sdk|static)$/,
  bitnami: /\/bitnami\w*\/(?:git|joomla|magento|mediawiki|moodle|odoo|opencart|phpbb|prestashop|redmine|suitecrm)$/,
};

const hubs = String.raw`^(?:docker\.io|public\.ecr\.aws/docker|mirror\.gcr\.io)/library/`;

/** Docker Hub's official images, and their copies at Amazon's and Google's. */
const official = new RegExp(`${hubs}(.+)$`);

const officialImage = (name: string): RegExp => new RegExp(`${hubs}${name}$`);

/** Elastic's own repository has the same images. */
const elasticsearch = new RegExp(`${hubs}elasticsearch$|^docker\\.elastic\\.co/elasticsearch/elasticsearch$`);

/**
 * The first entry that matches counts. Sources: the images' own Dockerfiles and documentation, as gathered by
 * SonarSource/sonar-iac (S6471) and by docs of Red Hat (UBI, sclorg), Google (distroless), Chainguard, Docker
 * Hardened Images, Bitnami and Microsoft; read 2026-11.
 */
const entries: readonly Entry[] = [
  { image: /^gcr\.io\/distroless\/|^ghcr\.io\/googlecontainertools\/distroless\//, tag: /nonroot/, user: '65532' },
  { image: /^gcr\.io\/distroless\//, user: 'root' },
  { image: /^cgr\.dev\/chainguard\/(?:wolfi-base|chainguard-base)$/, user: 'root' },
  { image: someStartAsRoot.chainguard, user: undefined },
  { image: /^cgr\.dev\/chainguard\//, user: '65532' },
  { image: /^dhi\.io\//, tag: /(?:^|-)dev(?:-|$)/, user: 'root' },
  { image: /^dhi\.io\//, user: '65532' },
  { image: /(?:^|\/)bitnami\w*\/minideb$/, user: 'root' },
  { image: someStartAsRoot.bitnami, user: undefined },
  { image: /^(?:docker\.io|public\.ecr\.aws)\/bitnami(?:legacy|secure)?\//, user: '1001' },
  { image: /\/nginx(?:inc)?\/nginx-unprivileged$/, user: '101' },
  { image: officialImage('docker'), tag: /(?:^|-)rootless(?:-|$)/, user: 'rootless' },
  { image: officialImage('docker'), user: 'root' },
  { image: elasticsearch, tag: /^[1-6](?:\.|-|$)/, user: undefined },
  { image: elasticsearch, tag: /^7(?:\.|-|$)/, user: 'root' },
  { image: elasticsearch, user: '1000' },
  { image: officialImage('haproxy'), tag: /^(?:1(?:\.|$|-)|2\.[0-3](?:\.|$|-))/, user: 'root' },
  { image: officialImage('haproxy'), user: 'haproxy' },
  { image: officialImage('varnish'), tag: /^(?:[456](?:\.|$|-)|stable|old)/, user: undefined },
  { image: officialImage('varnish'), user: 'varnish' },
  // Red Hat: language and server images have users of their own, operating system images have none.
  { image: redHat('openjdk-.+'), user: '185' },
  { image: redHat('postgresql-.+'), user: '26' },
  { image: redHat('(?:mysql|mariadb)-.+'), user: '27' },
  { image: redHat('(?:python|nodejs|httpd|nginx|php|ruby|perl|dotnet|redis|valkey|varnish)-\\d.*'), user: '1001' },
  { image: redHat('go-toolset'), user: '1001' },
  { image: redHat('(?:ubi|rhel|ubi-\\w+|buildah|podman|skopeo|toolbox)'), user: 'root' },
  { image: /^registry\.(?:access\.redhat\.com|redhat\.io)\/(?:ubi|rhel)\d*(?:-\w+)?$/, user: 'root' },
  { image: /^quay\.io\/sclorg\/(?:python|nodejs|httpd|nginx|php|ruby|perl)-\d/, user: '1001' },
  { image: /^quay\.io\/sclorg\/postgresql-/, user: '26' },
  { image: /^quay\.io\/sclorg\/(?:mysql|mariadb)-/, user: '27' },
  { image: /^quay\.io\/(?:podman|buildah|skopeo)\/(?:stable|upstream|testing)$/, user: 'root' },
  { image: /^mcr\.microsoft\.com\/dotnet\//, tag: /chiseled|distroless/, user: '1654' },
  { image: /^mcr\.microsoft\.com\/(?:cbl-mariner|azurelinux)\//, tag: /nonroot/, user: '65532' },
  { image: /^mcr\.microsoft\.com\/(?:dotnet|devcontainers\/base|cbl-mariner|azurelinux)(?:\/|$)/, user: 'root' },
  { image: /^(?:docker\.io|nvcr\.io)\/nvidia\/cuda$/, user: 'root' },
  { image: /^docker\.io\/(?:grafana\/grafana|grafana\/grafana-oss|grafana\/grafana-enterprise)$/, user: '472' },
  {
    image: /^(?:docker\.io|quay\.io)\/(?:prom|prometheus)\/(?:prometheus|alertmanager|node-exporter)$/,
    user: 'nobody',
  },
  { image: /^docker\.io\/jenkins\/(?:jenkins|inbound-agent|agent)$/, user: 'jenkins' },
  { image: /^(?:docker\.io|quay\.io)\/jupyter\/(?:[\w-]+-notebook|docker-stacks-foundation)$/, user: '1000' },
  { image: /^quay\.io\/keycloak\/keycloak$/, user: '1000' },
  { image: /^docker\.elastic\.co\/\w+\/(?:kibana|logstash)$/, user: '1000' },
  { image: /^docker\.io\/opensearchproject\/opensearch(?:-dashboards)?$/, user: '1000' },
  { image: /^docker\.io\/apache\/airflow$/, user: 'airflow' },
  { image: /^docker\.io\/curlimages\/curl$|^quay\.io\/curl\/curl$/, user: 'curl_user' },
  { image: /^docker\.io\/cimg\//, user: 'circleci' },
  { image: /^docker\.io\/selenium\/(?:base|hub|node-\w+|standalone-\w+)$/, user: '1200' },
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
  { image: /^public\.ecr\.aws\/amazonlinux\/amazonlinux$/, user: 'root' },
  { image: /^docker\.io\/(?:kalilinux\/.+|gentoo\/stage3|library\/almalinux-minimal)$/, user: 'root' },
];

/**
 * The user of an image by its own configuration; undefined where nobody knows. `name` as it is written, short or full;
 * `tag` is null where it is there, but not known.
 */
export function defaultUserOf(name: string, tag: string | null | undefined): DefaultUser | undefined {
  const image = fullName(name);
  const officialName = official.exec(image)?.[1];
  const officialUser = lookUp(officialUsers, officialName ?? '');
  if (officialUser !== undefined) return known(officialUser);
  if (officialName !== undefined && officialRoot.has(officialName)) return { user: 'root' };
  const candidates = entries.filter(entry => entry.image.test(image));
  if (tag === null && candidates.some(entry => entry.tag)) return undefined;
  return known(candidates.find(entry => entry.tag?.test(tag ?? '') ?? true)?.user);
}

/** Official images that start as root, and whose entry point goes on as a user of their own. The same source. */
const officialDropping: ReadonlySet<string> = new Set([
  ...['arangodb', 'cassandra', 'clickhouse', 'consul', 'couchbase', 'couchdb', 'crate', 'eclipse-mosquitto', 'flink'],
  ...['ghost', 'mariadb', 'mongo', 'mysql', 'neo4j', 'postgres', 'rabbitmq', 'redis', 'redmine', 'storm', 'telegraf'],
  ...['elasticsearch', 'vault', 'znc', 'zookeeper'],
]);

/** Windows has users of its own, and its commands are no shell's. */
export const isWindows = (image: string): boolean =>
  /^mcr\.microsoft\.com\/(?:.*windows|dotnet\/framework\/)|nanoserver|servercore/i.test(image);

/** Whether an image's own entry point leaves root behind, unless another one takes its place. */
export const dropsItself = (name: string): boolean => officialDropping.has(official.exec(fullName(name))?.[1] ?? '');

const known = (user: string | undefined): DefaultUser | undefined => (user === undefined ? undefined : { user });

/** Whether an image is known to set this variable, so that a `${VARIABLE:-...}` is not what stands behind the dash. */
export const setsVariable = (name: string, variable: string): boolean =>
  variable === 'APP_UID' && fullName(name).startsWith('mcr.microsoft.com/dotnet/');

/** Images that start a shell: what is built on them with no command of its own runs nothing by itself. */
export const isOperatingSystem = (name: string): boolean => operatingSystem.test(fullName(name));

const operatingSystem =
  /\/(?:almalinux(?:-minimal)?|alpine|amazonlinux|archlinux|busybox|buildpack-deps|centos|debian|fedora(?:-minimal)?|kali-\w+|leap|opensuse|oraclelinux|photon|rockylinux|tumbleweed|ubi(?:\d+|-minimal|-micro)?|ubuntu|wolfi-base|(?:sle|bci)[\w-]*|stage3)$/;

/** Images without a shell whose /etc/passwd has just root, nobody and nonroot. */
/** Those users, and groups. */
export const isDistrolessAccount = (name: string): boolean => /^(?:root|nobody|nonroot|tty|staff)$/.test(name);

export const isDistroless = (name: string): boolean => /^gcr\.io\/distroless\//.test(name);

/** The number of a user that an image brings along, where it is the same in all of its versions. */
export function uidIn(name: string, user: string): string | undefined {
  if (user === 'nonroot' && isDistroless(name)) return '65532';
  return user === 'node' && official.exec(fullName(name))?.[1] === 'node' ? '1000' : undefined;
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
