/** What a path of the host gives away. */
export type HostPathKind = 'root' | 'kernel' | 'disk' | 'system' | 'keys' | 'home' | 'engine' | 'logs';

/**
 * Why it may be fine: everybody may read it; it is configuration or logs that a service reads; it is somebody's own
 * data, below a home directory.
 */
type Excuse = 'harmless' | 'readable' | 'own';

interface SensitivePath {
  readonly kind: HostPathKind;
  readonly excuse: Excuse | undefined;
}

/**
 * The first that fits decides. Directories that kube-linter (sensitive-host-mounts) and Trivy (KSV-0121) list, with
 * what lies below them, less what everybody may have.
 */
const table: readonly (readonly [HostPathKind | undefined, RegExp, Excuse?])[] = [
  ['root', /^\/$/],
  ['keys', /^\/(?:root|home\/[^/]+)\/\.(?:ssh|gnupg|aws|kube|docker|azure|config\/gcloud|password-store)(?:\/|$)/],
  [
    'keys',
    /^\/etc\/(?:g?shadow-?|sudoers(?:\.d)?|ssh|kubernetes|krb5\.keytab|ssl\/private|pki\/[^/]+\/private)(?:\/|$)/,
  ],
  ['engine', /^\/(?:root|home\/[^/]+)\/\.(?:local\/share|config)\/containers(?:\/|$)/],
  ['engine', /^\/var\/lib\/(?:containers|docker|kubelet|containerd|crio|etcd|rancher|cni)(?:\/|$)/],
  ['engine', /^\/(?:run\/(?:containers|systemd)|etc\/(?:containers|docker|cni))(?:\/|$)/],
  ['home', /^\/(?:home(?:\/[^/]+)?|root)$/],
  ['home', /^\/(?:home|root)\//, 'own'],
  ['disk', /^\/dev\/(?:(?:sd|vd|xvd|hd|nvme|mmcblk|md|dm-|loop|mapper|disk|mem$|kmem$|port$|kmsg$).*)?$/],
  ['disk', /^\/dev$/],
  [undefined, /^\/dev\//],
  ['kernel', /^\/sys\/fs\/cgroup(?:\/|$)/, 'readable'],
  ['kernel', /^\/(?:proc|sys|boot)(?:\/|$)/],
  ['system', /^\/etc\/(?:localtime|timezone|hosts|hostname|resolv\.conf|machine-id|os-release)$/, 'harmless'],
  ['system', /^\/(?:etc\/(?:ssl|pki|ca-certificates)|usr\/share\/(?:zoneinfo|ca-certificates))(?:\/|$)/, 'harmless'],
  ['system', /^\/(?:etc\/.+|lib\/modules.*|usr\/(?:share|src|include)(?:\/.*)?)$/, 'readable'],
  [undefined, /^\/usr\/local\/(?!(?:s?bin|lib(?:64|exec)?)(?:\/|$))/],
  ['system', /^\/(?:etc|usr|bin|sbin|lib|lib32|lib64|libx32)(?:\/|$)/],
  ['system', /^\/var(?:\/lib|\/spool\/cron(?:\/.*)?)?$/],
  ['logs', /^\/var\/log(?:\/|$)/, 'readable'],
];

/** Of an absolute path without `..` and trailing slashes. */
export function sensitiveHostPath(path: string): SensitivePath | undefined {
  const found = table.find(([, pattern]) => pattern.test(path));
  return found?.[0] && { kind: found[0], excuse: found[2] };
}
