import { hash } from '../../core/hash.ts';
import type { Result, ScannedHost } from '../../scan/model/result.ts';

/**
 * Names a result so that it is recognised in a later scan: by host, store, check, what it is about and which of its
 * like it is. Not by ids, which are others when a container is made anew.
 */
export const fingerprintOf = ({ check, resource, detail }: Result, host: ScannedHost): string =>
  hash(JSON.stringify([host.name, storeOf(host), check.id, resource.type, resource.name, detail]));

/** Whose containers and images were looked at: root's, or a user's own. */
export const storeOf = ({ rootless, user }: ScannedHost): string | undefined =>
  rootless === undefined ? undefined : rootless ? (user ?? '') : 'root';
