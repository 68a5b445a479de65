/** What a reader of the file believes, and Podman does not do. */
export type Ignored =
  | 'runtime'
  | 'fsGroup'
  | 'pullSecrets'
  | 'readiness'
  | 'subPath'
  | 'prefix'
  | 'hooks'
  | 'limit'
  | 'device'
  | 'control'
  | 'schedule';

export interface IgnoredField {
  /** Below the pod's spec; `*` is every item of a list. */
  readonly path: readonly string[];
  readonly message: Ignored;
  readonly level: 'warning' | 'info' | 'hint';
  /** The versions of Podman that ignore it; without, all so far. */
  readonly podman?: string;
}

const containers = ['initContainers', 'containers'] as const;

const field = (path: string, message: Ignored, level: IgnoredField['level'], podman?: string): IgnoredField => ({
  path: path.split('.'),
  message,
  level,
  ...(podman !== undefined && { podman }),
});

/** A field of containers of both kinds. */
const ofContainers = (path: string, ...rest: [Ignored, IgnoredField['level'], string?]): IgnoredField[] =>
  containers.map(list => field(`${list}.*.${path}`, ...rest));

/**
 * Fields that `podman kube play` drops without a word. Podman 5.8.6 and 4.3.1 were asked (test/podman/kubeFields.test.ts);
 * ranges: pkg/specgen/generate/kube of the releases, 2026. Those that make no difference (service accounts, requests)
 * are left out, and those that have a rule of their own: runAsNonRoot, seccompProfile, appArmorProfile, ephemeralContainers.
 */
export const ignoredFields: readonly IgnoredField[] = [
  field('runtimeClassName', 'runtime', 'warning'),
  field('securityContext.fsGroup', 'fsGroup', 'info'),
  field('securityContext.sysctls', 'control', 'warning', '<4.5'),
  field('imagePullSecrets', 'pullSecrets', 'info'),
  field('activeDeadlineSeconds', 'control', 'hint'),
  field('terminationGracePeriodSeconds', 'control', 'hint', '<4.7'),
  field('dnsPolicy', 'control', 'hint'),
  field('subdomain', 'control', 'hint'),
  field('setHostnameAsFQDN', 'control', 'hint'),
  ...['nodeName', 'nodeSelector', 'affinity', 'tolerations', 'topologySpreadConstraints', 'schedulerName'].map(name =>
    field(name, 'schedule', 'hint'),
  ),
  ...['priorityClassName', 'priority', 'preemptionPolicy', 'overhead'].map(name => field(name, 'schedule', 'hint')),
  field('containers.*.readinessProbe', 'readiness', 'info'),
  field('containers.*.startupProbe', 'control', 'info', '<4.4'),
  field('containers.*.lifecycle.postStart', 'hooks', 'info'),
  field('containers.*.lifecycle.preStop', 'hooks', 'info'),
  field('containers.*.lifecycle.stopSignal', 'control', 'info', '<5.6'),
  ...ofContainers('securityContext.procMount', 'control', 'info', '<4.7'),
  ...ofContainers('volumeMounts.*.subPathExpr', 'subPath', 'warning'),
  ...ofContainers('volumeMounts.*.subPath', 'subPath', 'warning', '<4.4'),
  ...ofContainers('volumeMounts.*.recursiveReadOnly', 'control', 'hint'),
  ...ofContainers('volumeDevices', 'device', 'info'),
  ...ofContainers('envFrom.*.prefix', 'prefix', 'warning'),
  ...ofContainers('resources.limits.ephemeral-storage', 'limit', 'hint'),
];
