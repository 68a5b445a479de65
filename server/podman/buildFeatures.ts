/**
 * What `podman build` takes in a Containerfile, by version of Podman. Asked in 2026-11: buildah 1.28.2 (that of Podman
 * 4.3.1), Podman 5.4.2 (Buildah 1.39) and 5.8.6 (Buildah 1.43); what lies between and behind these is from the release
 * notes of Buildah and Podman. `test/podman/buildFeatures.test.ts` asks again.
 */
export const instructionNames: readonly string[] = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];

/** Taken by every version that anybody still runs. */
export const always = '0';
/** Taken by Docker's BuildKit, by no Podman. */
export const dockerOnly = 'docker';

/** The first version of Podman that takes it, `always`, or `dockerOnly`. */
export type Support = string;

/** The flags of the instructions that have any. */
export const buildFlags: Readonly<Record<string, Readonly<Record<string, Support>>>> = {
  FROM: { platform: '4.0', after: '5.8' },
  RUN: { mount: always, network: '4.5', security: dockerOnly, device: dockerOnly },
  COPY: { from: always, chown: always, chmod: always, link: '5.6', parents: '5.5', exclude: '5.3' },
  ADD: {
    ...{ chown: always, chmod: always, checksum: '4.8', link: '5.6', exclude: '5.3' },
    ...{ 'keep-git-dir': dockerOnly, unpack: dockerOnly },
  },
  HEALTHCHECK: {
    ...{ interval: always, timeout: always, 'start-period': always, retries: always, 'start-interval': '5.2' },
  },
};

/** Flags that may stand without a value. */
export const switches: ReadonlySet<string> = new Set(['link', 'parents', 'keep-git-dir', 'unpack']);
/** Those that Podman knows at all: `--unpack=false` is refused like `--unpack`. */
export const canBeOff: ReadonlySet<string> = new Set(['link', 'parents', 'keep-git-dir']);
/** `--link=false` was taken before what it turns off was there. */
export const switchedOff = '5.4';

const place = { target: always, dst: always, destination: always };
const source = { from: always, source: always, src: always };
const access = { ro: always, readonly: always };
const kept = { nosuid: always, nodev: always, noexec: always };
const owner = { uid: always, gid: always, mode: always };
const propagation = Object.fromEntries(
  ['shared', 'rshared', 'private', 'rprivate', 'slave', 'rslave', 'z', 'Z', 'U'].map(name => [name, always]),
);

/** The options of `RUN --mount`, by its type. */
export const mountOptions: Readonly<Record<string, Readonly<Record<string, Support>>>> = {
  bind: {
    ...{ ...place, ...source, ...access, ...kept, ...propagation, rw: always, readwrite: always },
    ...{ 'bind-nonrecursive': always, 'bind-propagation': always, consistency: always },
    ...{ relabel: '5.0', 'no-dereference': '5.0' },
  },
  cache: {
    ...place,
    ...source,
    ...access,
    ...kept,
    ...propagation,
    ...owner,
    rw: always,
    readwrite: always,
    id: always,
    sharing: always,
  },
  tmpfs: {
    ...place,
    ...access,
    ...kept,
    'tmpfs-size': always,
    'tmpfs-mode': always,
    tmpcopyup: always,
    size: dockerOnly,
  },
  secret: { ...place, ...owner, id: always, required: always, env: '6.0' },
  ssh: { ...place, ...owner, id: always, required: always },
};

/** They have no value: `ro`, `z`. */
export const loneOptions: ReadonlySet<string> = new Set([
  ...Object.keys({ ...access, ...kept, ...propagation }),
  ...['rw', 'readwrite', 'bind-nonrecursive', 'no-dereference', 'tmpcopyup'],
]);
/** `ro=true`: before, what stands behind the `=` was passed over. */
export const noLoneValue = '5.4';
/** The values of a cache mount's `sharing`. */
export const sharing: Readonly<Record<string, Support>> = { shared: always, locked: always, private: dockerOnly };

/** What the values of mount options look like; every version refuses others, some in words that tell nobody which. */
export const mountValues: Readonly<Record<string, { readonly form: RegExp; readonly words?: string }>> = {
  mode: { form: /^[0-7]+$/ },
  uid: { form: /^\d{1,10}$/ },
  gid: { form: /^\d{1,10}$/ },
  id: { form: /./ },
  required: { form: /^(?:[01tfTF]|true|false|True|False|TRUE|FALSE)$/, words: 'true, false' },
  sharing: { form: /^(?:shared|locked|private)$/, words: 'shared, locked' },
  relabel: { form: /^(?:shared|private)$/, words: 'shared, private' },
  'bind-propagation': {
    form: /^r?(?:shared|slave|private|unbindable)$/,
    words: 'shared, slave, private, rshared, rslave, rprivate',
  },
};

export const heredocs = '4.8';
/** `<< EOF`. Surely not before the first, surely since the second, where it also makes heredocs of shell arithmetic. */
export const spacedHeredocs = { notBefore: '5.5', since: '5.8' };
/** An instruction before the first FROM: passed over before. */
export const strictStart = '5.8';

/** The forms of `${NAME…}`, by the characters behind the name. */
export const substitutions: Readonly<Record<string, Support>> = {
  ':-': always,
  ':+': always,
  ':?': '4.4',
  '#': '5.3',
  '%': '5.3',
  '/': '5.3',
  '-': '6.0',
  '+': '6.0',
  '?': '6.0',
};

/** The names of STOPSIGNAL, without SIG. */
export const signalNames: ReadonlySet<string> = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT EMT FPE HUP ILL INFO INT IO IOT KILL LOST PIPE POLL PROF PWR QUIT RTMAX RTMIN SEGV ' +
    'STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU UNUSED URG USR1 USR2 VTALRM WINCH XCPU XFSZ'
  ).split(' '),
);

/** A cache mount `from=` an image; a stage of the same file was always taken. */
export const cacheFromImage = '5.4';

/** Options of `RUN --mount` that Docker's BuildKit refuses. */
export const podmanOnlyOptions: ReadonlySet<string> = new Set(
  (
    'z Z U relabel bind-propagation bind-nonrecursive consistency no-dereference nosuid nodev noexec shared rshared ' +
    'private rprivate slave rslave tmpfs-size tmpfs-mode tmpcopyup'
  ).split(' '),
);
/** Places of images that Podman reads without a registry, and Docker does not. */
export const transports =
  /^(?:docker:\/\/|(?:oci|oci-archive|docker-archive|docker-daemon|dir|containers-storage|ostree|sif):)/;

/** `--network=`, an empty id or a signed owner of a cache mount: these were let pass before. */
export const strictValues = '5.4';
