import type { Container } from '../facts/containers.ts';

/** What containers.conf(5) gives since Podman 4: the baseline against which others are additions. */
export const baselineCapabilities: readonly string[] =
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(' ');

/** With what it gave before, and where containers.conf is missing: no choice of whoever made the container. */
export const defaultCapabilities: ReadonlySet<string> = new Set([
  ...baselineCapabilities,
  ...['AUDIT_WRITE', 'MKNOD', 'NET_RAW'],
]);

/**
 * All that any process in the container can ever have: CapAdd counts from a default that can be poisoned, and the
 * effective set depends on the user. The kernel knows best.
 */
export const boundingOf = ({ process, bounding }: Container): readonly string[] | undefined =>
  process?.bounding ?? bounding;
