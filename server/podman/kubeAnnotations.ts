/**
 * Where `podman kube play` reads an annotation: on the object itself (of a Deployment: not on the template), or on the
 * pod's own metadata (of a Deployment: the template's). Podman 5.8.6, asked in test/podman/kubeAnnotations.test.ts.
 */
export type AnnotationLevel = 'object' | 'template';

const ofTemplate =
  /^(?:container\.seccomp\.security\.alpha\.kubernetes\.io\/|seccomp\.security\.alpha\.kubernetes\.io\/pod$|io\.podman\.annotations\.infra\.name$)/;
const ofObject =
  /^(?:io\.podman\.annotations\.(?:userns|label|pids-limit|cpuset|memory-nodes|volumes-from|init|init\.container\.type|autoremove|cid-file|publish-all|ulimit|kube\.image\.(?:automount|volumes\.mount))(?:\/|$)|run\.oci\.|org\.criu\.|bind-mount-options$|io\.containers\.(?:autoupdate|sdnotify)(?:\/|$))/;

/** Undefined for an annotation that means nothing to Podman. */
export function annotationLevel(key: string): AnnotationLevel | undefined {
  if (ofTemplate.test(key)) return 'template';
  return ofObject.test(key) ? 'object' : undefined;
}

/** They are what `podman inspect` shows, and nothing else reads them: of the label only that of a container counts. */
export const isInspectOnly = (key: string): boolean =>
  /^io\.podman\.annotations\.(?:(?:seccomp|apparmor|privileged)(?:\/.*)?|label)$/.test(key);

/** Of crun's annotations, those that take nothing away from the container's isolation: crun(1). */
const harmlessOfRuntime = new Set([
  'run.oci.handler',
  'run.oci.timens_offset',
  'run.oci.seccomp_fail_unknown_syscall',
  'run.oci.systemd.force_cgroup_v1',
  'run.oci.systemd.subgroup',
]);

/** Whether Podman hands it to the OCI runtime, which does as it says. */
export const isRuntimeAnnotation = (key: string): boolean =>
  (key.startsWith('run.oci.') && !harmlessOfRuntime.has(key)) || key === 'org.criu.config';

/** Since when Podman reads them: release notes and pkg/specgen/generate/kube of the releases. */
const since: readonly (readonly [key: RegExp, since: string])[] = [
  [/^io\.podman\.annotations\.ulimit$/, '4.5'],
  [/^io\.podman\.annotations\.label\//, '4.7'],
  [/^io\.podman\.annotations\.userns$/, '5.0'],
  [/^io\.podman\.annotations\.userns\//, '5.3'],
  [/^io\.podman\.annotations\.volumes-from\//, '5.0'],
  [/^io\.podman\.annotations\.pids-limit\//, '5.5'],
  [/^io\.podman\.annotations\.(?:cpuset|memory-nodes)\//, '5.6'],
];

/** Undefined where it is older than any Podman that matters, or nobody knows. */
export const annotationSince = (key: string): string | undefined => since.find(([pattern]) => pattern.test(key))?.[1];

const ofContainer =
  /^(?:container\.seccomp\.security\.alpha\.kubernetes\.io|io\.podman\.annotations\.(?:label|pids-limit|cpuset|memory-nodes|volumes-from|init|autoremove|cid-file)|io\.containers\.(?:autoupdate|sdnotify))\/(.+)$/;

/** The container that an annotation is for. */
export const containerOfAnnotation = (key: string): string | undefined => ofContainer.exec(key)?.[1];

/** The annotation by which Podman chooses the user namespace of all pods of a file; with a slash and a name, of one. */
export const usernsAnnotation = 'io.podman.annotations.userns';

/** The pod that an annotation is for. */
export const podOfAnnotation = (key: string): string | undefined =>
  key.startsWith(`${usernsAnnotation}/`) ? key.slice(usernsAnnotation.length + 1) : undefined;

interface AnnotationValue {
  readonly key: RegExp;
  readonly podman: string;
  readonly value: RegExp;
  /** For people. */
  readonly allowed: string;
}

const ids = '(?:uid|gid|size)=\\d+';
const mappings = '(?:size=\\d+|[ug]idmapping=[\\d:@]+)';
const userNamespace = new RegExp(
  `^(?:|host|private|nomap|auto(?::${mappings}(?:,${mappings})*)?|keep-id(?::(?:${ids}(?:,${ids})*)?)?|(?:container|ns):.+)$`,
);

const ulimit =
  '(?:core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)=-?\\d+(?::-?\\d+)?';

/**
 * What Podman takes for a value; with anything else it refuses the pod. Podman 4.3.1 and 5.8.6, asked in
 * test/podman/kubeAnnotations.test.ts.
 */
export const annotationValues: readonly AnnotationValue[] = [
  {
    key: /^io\.podman\.annotations\.userns$/,
    podman: '>=5.0',
    value: userNamespace,
    allowed: 'auto, keep-id, nomap, host',
  },
  {
    key: /^io\.podman\.annotations\.userns\/.+$/,
    podman: '>=5.3',
    value: userNamespace,
    allowed: 'auto, keep-id, nomap, host',
  },
  {
    key: /^io\.podman\.annotations\.init\.container\.type$/,
    podman: '>=4.3',
    value: /^(?:|once|always)$/,
    allowed: 'once, always',
  },
  {
    key: /^io\.podman\.annotations\.pids-limit\/.+$/,
    podman: '>=5.5',
    value: /^[+-]?\d+$/,
    allowed: '100, 2048',
  },
  {
    key: /^io\.podman\.annotations\.(?:cpuset|memory-nodes)\/.+$/,
    podman: '>=5.6',
    value: /^(?:\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)?$/,
    allowed: '"0-1", "0,2"',
  },
  {
    key: /^io\.podman\.annotations\.(?:init|autoremove)\/.+$/,
    podman: '>=4.7',
    value: /^(?:[01tTfF]|true|TRUE|True|false|FALSE|False)$/,
    allowed: '"true", "false"',
  },
  {
    key: /^io\.podman\.annotations\.ulimit$/,
    podman: '>=4.5',
    value: new RegExp(`^${ulimit}(?:,${ulimit})*$`),
    allowed: 'nofile=1024:2048',
  },
  {
    key: /^io\.containers\.sdnotify(?:\/.+)?$/,
    podman: '>=4.3',
    value: /^(?:conmon|container|healthy|ignore|)$/,
    allowed: 'conmon, container, healthy, ignore',
  },
];
