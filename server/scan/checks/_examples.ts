/** Facts as the collector would have found them, for the checks' examples. */

type Fields = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, string | Fields | readonly unknown[] | { rc: number; err?: string }>>;

export const imageId = 'a'.repeat(64);

/** A well-made container of a user without root, less what is given. */
export const container = ({ hostConfig = {}, ...own }: Fields & { readonly hostConfig?: Fields } = {}): Fields => ({
  id: 'c0ffee'.padEnd(64, '0'),
  name: 'web',
  image: imageId,
  imageName: 'registry.example/app:1.4',
  rootfs: '',
  pod: '',
  infra: false,
  state: 'running',
  pid: 100,
  finished: '0001-01-01T00:00:00Z',
  processLabel: 'system_u:system_r:container_t:s0:c1,c2',
  apparmor: '',
  effective: null,
  bounding: [],
  mounts: [],
  networks: ['app', null],
  user: '10001:10001',
  env: ['PATH', null],
  labels: [null],
  unit: '',
  health: ['CMD', null],
  arguments: [null],
  asked: [null],
  ...own,
  hostConfig: {
    Privileged: false,
    ReadonlyRootfs: true,
    SecurityOpt: ['no-new-privileges'],
    PidMode: 'private',
    IpcMode: 'private',
    NetworkMode: 'bridge',
    UTSMode: 'private',
    UsernsMode: '',
    CgroupMode: 'private',
    PortBindings: {},
    Memory: 67_108_864,
    PidsLimit: 64,
    NanoCpus: 500_000_000,
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 },
    Devices: [],
    Ulimits: [{ Name: 'RLIMIT_NOFILE', Soft: 1024, Hard: 1024 }],
    LogConfig: { Type: 'journald' },
    ...hostConfig,
  },
});

/** One whose `podman inspect` says something else about its host's configuration. */
export const configured = (hostConfig: Fields, own: Fields = {}): Fields => container({ ...own, hostConfig });

export const image = (own: Fields = {}): Fields => ({
  id: imageId,
  tags: ['registry.example/app:1.4'],
  created: '2026-11-01T00:00:00Z',
  type: 'application/vnd.oci.image.manifest.v1+json',
  user: '10001:10001',
  ports: ['8080/tcp', null],
  env: ['PATH', null],
  labels: ['org.opencontainers.image.source', null],
  annotations: [null],
  health: [null],
  layers: null,
  ...own,
});

export const hostOf = (uid: number): string =>
  uid === 0
    ? 'name=web01\nuid=0\ngid=0\nuser=root\nhome=/root\nruntime=/run/user/0\nconfig=/root/.config\n'
    : `name=web01\nuid=${uid}\ngid=${uid}\nuser=app\nhome=/home/app\nruntime=/run/user/${uid}\nconfig=/home/app/.config\n`;

/** What `podman info` says; `host` and `store` are merged into those of a modern engine. */
export const info = (host: Fields = {}, rest: Fields & { readonly store?: Fields } = {}): Fields => ({
  registries: {},
  version: { Version: '5.8.6' },
  ...rest,
  host: {
    cgroupVersion: 'v2',
    cgroupControllers: ['cpu', 'io', 'memory', 'pids'],
    eventLogger: 'journald',
    logDriver: 'journald',
    networkBackend: 'netavark',
    ...host,
    security: {
      rootless: true,
      seccompEnabled: true,
      seccompProfilePath: '/usr/share/containers/seccomp.json',
      selinuxEnabled: true,
      apparmorEnabled: false,
      ...(host['security'] as Fields | undefined),
    },
  },
  store: {
    graphDriverName: 'overlay',
    graphOptions: {},
    graphRoot: '/home/app/.local/share/containers/storage',
    runRoot: '/run/user/1000/containers',
    volumePath: '/home/app/.local/share/containers/storage/volumes',
    ...rest.store,
  },
});

export const rootlessInfo = info();
export const rootfulInfo = info({ security: { rootless: false } });

const lines = (objects: readonly Fields[]): string => objects.map(each => `${JSON.stringify(each)}\n`).join('');

/** A rootless host with these containers. */
export const rootless = (containers: readonly Fields[], more: Answers = {}) => ({
  facts: { host: hostOf(1000), info: rootlessInfo, containers: lines(containers), ...more },
});

/** A rootful host with these containers. */
export const rootful = (containers: readonly Fields[], more: Answers = {}) => ({
  facts: { host: hostOf(0), info: rootfulInfo, containers: lines(containers), ...more },
});

export const imagesOf = (images: readonly Fields[], more: Answers = {}) => ({
  facts: { host: hostOf(1000), info: rootlessInfo, images: lines(images), containers: '', ...more },
});

/** What the kernel says of the process 100, and of the collector. */
export const process = (
  values: Readonly<Record<string, string>>,
  host: Readonly<Record<string, string>> = {},
): string =>
  [
    ...Object.entries(host).map(([key, value]) => `self ${key} ${value}\n`),
    ...Object.entries(values).map(([key, value]) => `100 ${key} ${value}\n`),
  ].join('');

/** Answers of an engine that is missing, hangs, or prints what nobody understands. */
export const engineTrouble = (probe: string) =>
  [
    { facts: { info: rootlessInfo, host: hostOf(1000), images: '', containers: '', [probe]: { rc: 127 } } },
    { facts: { info: rootlessInfo, host: hostOf(1000), images: '', containers: '', [probe]: { rc: 124 } } },
    { facts: { info: rootlessInfo, host: hostOf(1000), images: '', containers: '', [probe]: 'Segmentation fault\n' } },
  ] as const;
