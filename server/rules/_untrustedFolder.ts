/** A folder where every user can put a file, or one that depends on where Podman is started. */
export function untrustedFolder(path: string): 'shared' | 'relative' | undefined {
  if (path === '' || /^[$~{]/.test(path)) return undefined;
  if (!path.startsWith('/')) return 'relative';
  return /^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/.test(path) ? 'shared' : undefined;
}
