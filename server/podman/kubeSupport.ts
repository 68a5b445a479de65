/** Since when `podman kube play` obeys a field of a pod that it silently ignored before. */
export const podFieldSince: Readonly<Record<string, string>> = { hostIPC: '>=4.5', hostPID: '>=4.4' };
