/** Since when `seccompProfile` is read; before, annotations alone chose a profile (containers/podman#29159). */
export const seccompFieldSince = '>=6.2';

/** Since when `procMount` holds; asked of Podman 4.3.1 and 5.8.6, as all that follows. */
export const procMountSince = '>=4.7';

/** Since when the sysctls of a pod are set. */
export const sysctlsSince = '>=4.5';

/** Sysctls that belong to a namespace: Podman refuses every other one. */
const namespacedSysctl =
  /^(net\.|fs\.mqueue\.|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$)/;

export const isNamespacedSysctl = (name: string): boolean => namespacedSysctl.test(name);

/** Since when `io.podman.annotations.label/<container>` sets SELinux options; asked of Podman 4.3.1 and 5.8.6. */
export const labelAnnotationSince = '>=4.7';

/** Types whose processes SELinux lets do what they want: spc_t is that of privileged containers (container_selinux(8)). */
export const unconfinedSelinuxTypes: ReadonlySet<string> = new Set(['spc_t', 'unconfined_t', 'container_runtime_t']);

/** Until when annotations alone chose a seccomp profile; since then they are read, with a warning that they will not be. */
export const seccompAnnotationsAlone = '<6.2';
