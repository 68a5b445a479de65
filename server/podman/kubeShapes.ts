/**
 * What Kubernetes 1.37 and Podman 5.8.6 expect of the fields that decide what a pod may do, and of those in whose types
 * people err: core/v1, and asked of Podman in test/podman/kubeTypes.test.ts. Fields that are not here are not judged.
 */
export type Shape = 'boolean' | 'integer' | 'string' | 'map' | { readonly list: Shape } | Fields;

export interface Fields {
  readonly fields: Readonly<Record<string, Shape>>;
}

const map = (fields: Readonly<Record<string, Shape>>): Fields => ({ fields });
const each = (names: string, shape: Shape): Record<string, Shape> =>
  Object.fromEntries(names.split(' ').map(name => [name, shape]));

const profile = map(each('type localhostProfile', 'string'));

const ofBoth: Readonly<Record<string, Shape>> = {
  ...each('runAsUser runAsGroup', 'integer'),
  runAsNonRoot: 'boolean',
  // `filetype` is Podman's own.
  seLinuxOptions: map(each('user role type level filetype', 'string')),
  seccompProfile: profile,
  appArmorProfile: profile,
  windowsOptions: map({
    ...each('gmsaCredentialSpec gmsaCredentialSpecName runAsUserName', 'string'),
    hostProcess: 'boolean',
  }),
};

/** Kubernetes alone reads them: whatever stands there, Podman does not mind. */
export const unreadByPodman: ReadonlySet<string> = new Set(['appArmorProfile', 'windowsOptions']);

export const containerSecurityContext = map({
  ...ofBoth,
  ...each('privileged allowPrivilegeEscalation readOnlyRootFilesystem', 'boolean'),
  capabilities: map({ add: { list: 'string' }, drop: { list: 'string' } }),
  procMount: 'string',
});

export const podSecurityContext = map({
  ...ofBoth,
  fsGroup: 'integer',
  ...each('fsGroupChangePolicy supplementalGroupsPolicy seLinuxChangePolicy', 'string'),
  supplementalGroups: { list: 'integer' },
  sysctls: { list: map(each('name value', 'string')) },
});

const probe = map({
  ...each('initialDelaySeconds timeoutSeconds periodSeconds successThreshold failureThreshold', 'integer'),
  ...each('terminationGracePeriodSeconds', 'integer'),
  exec: map({ command: { list: 'string' } }),
});

export const containerShape = map({
  ...each('name image imagePullPolicy workingDir restartPolicy', 'string'),
  ...each('stdin stdinOnce tty', 'boolean'),
  ...each('command args', { list: 'string' }),
  ...each('livenessProbe readinessProbe startupProbe', probe),
  ports: { list: map({ ...each('containerPort hostPort', 'integer'), ...each('name protocol hostIP', 'string') }) },
  env: { list: map(each('name value', 'string')) },
  envFrom: { list: 'map' },
  volumeMounts: { list: map({ readOnly: 'boolean', ...each('name mountPath subPath', 'string') }) },
  resources: 'map',
  securityContext: containerSecurityContext,
});

export const podShape = map({
  ...each('hostNetwork hostPID hostIPC hostUsers shareProcessNamespace', 'boolean'),
  ...each('automountServiceAccountToken enableServiceLinks setHostnameAsFQDN', 'boolean'),
  ...each('terminationGracePeriodSeconds activeDeadlineSeconds', 'integer'),
  ...each('hostname restartPolicy serviceAccountName', 'string'),
  imagePullSecrets: { list: 'map' },
  volumes: {
    list: map({ ...each('hostPath emptyDir configMap secret persistentVolumeClaim', 'map'), name: 'string' }),
  },
  securityContext: podSecurityContext,
});

/** Fields of a pod's spec that decide which namespaces of the host it shares. */
export const namespaceFields = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'] as const;
