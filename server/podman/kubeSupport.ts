/** Since when `podman kube play` obeys a field of a pod that it silently ignored before. */
export const podFieldSince: Readonly<Record<string, string>> = { hostIPC: '>=4.5', hostPID: '>=4.4' };

/** Since when a variable can come from a Secret that `podman kube play` made; 4.3 made it and could not read it. */
export const secretKeyRefSince = '>=4.4';
