import { defaultCapabilities, earlierCapabilities } from '../../podman/capabilities.ts';
import type { Container } from '../facts/containers.ts';

/** What a container has that nobody chose: what Podman gives, and what it gave where containers.conf is missing. */
export const unasked: ReadonlySet<string> = new Set([...defaultCapabilities, ...earlierCapabilities]);

/**
 * All that any process in the container can ever have: CapAdd counts from a default that can be poisoned, and the
 * effective set depends on the user. The kernel knows best.
 */
export const boundingOf = ({ process, bounding }: Container): readonly string[] | undefined =>
  process?.bounding ?? bounding;
