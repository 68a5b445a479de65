import { lookUp } from '../core/lookUp.ts';
/** Since when `podman kube play` obeys a field of a pod that it silently ignored before. */
export const podFieldSince: Readonly<Record<string, string>> = { hostIPC: '>=4.5', hostPID: '>=4.4' };

/** Since when a variable can come from a Secret that `podman kube play` made; 4.3 made it and could not read it. */
export const secretKeyRefSince = '>=4.4';

/** The kinds that `podman kube play` plays, and since when; it reads past every other one without a word. */
const kindSince: Readonly<Record<string, string>> = {
  Pod: '>=1.0',
  Deployment: '>=1.0',
  DaemonSet: '>=4.7',
  Job: '>=5.3',
  List: '>=4.7',
  PersistentVolumeClaim: '>=3.0',
  ConfigMap: '>=2.2',
  Secret: '>=4.3',
};

/** Since when Podman plays a kind; undefined: never. */
export const playedSince = (kind: string): string | undefined => lookUp(kindSince, kind);

/** Podman published every containerPort then, whether or not it had a hostPort (issues 15942 and 17028). */
export const containerPortPublished = '>=4.3 <4.8';

/** All that Kubernetes has or had for volumes: API 1.37, core/v1 VolumeSource. */
export const volumeSources: readonly string[] = [
  ...['hostPath', 'emptyDir', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'secret', 'nfs', 'iscsi'],
  ...['glusterfs', 'persistentVolumeClaim', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker', 'downwardAPI', 'fc'],
  ...['azureFile', 'configMap', 'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'projected'],
  ...['portworxVolume', 'scaleIO', 'storageos', 'csi', 'ephemeral', 'image'],
];

/** Those that `podman kube play` knows, and since when; every other one is an error to it. */
export const volumeSourceSince: Readonly<Record<string, string>> = {
  hostPath: '>=1.0',
  configMap: '>=3.3',
  persistentVolumeClaim: '>=2.2',
  emptyDir: '>=4.1',
  secret: '>=4.4',
  image: '>=5.3',
};

export const hostPathTypes: readonly string[] = [
  ...['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
];

/** Since when an emptyDir with `medium: Memory` is a tmpfs of the container, and no volume that others share. */
export const memoryEmptyDirSince = '>=5.0';

/**
 * What may stand behind the colon of a mountPath, one of each row at most: asked of Podman 4.3.1 and 5.8.6 in
 * test/podman/kubeFields.test.ts. Anything else is an error to it, but for some with an `=` and more behind.
 */
export const mountPathOptions: readonly (readonly string[])[] = [
  ...[['ro', 'rw'], ['z', 'Z', 'O'], ['U'], ['suid', 'nosuid'], ['dev', 'nodev'], ['exec', 'noexec']],
  ...[['copy', 'nocopy'], ['idmap'], ['bind', 'rbind'], ['cached'], ['delegated']],
  ['shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate', 'unbindable', 'runbindable'],
];
