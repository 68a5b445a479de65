import { lookUp } from '../core/lookUp.ts';
import { cleanPath } from '../core/path.ts';
import { inRange } from '../core/podmanVersion.ts';
import { isDigest } from './digest.ts';

/** Why a transport refuses a scope. All of them are reported by the tools as an unknown key. */
type ScopeFault = 'scope-none' | 'scope-path' | 'scope-digest' | 'scope-atomic' | 'scope-storage';

/** How each transport validates its scopes (containers/image, ValidatePolicyConfigurationScope); the others take any. */
const checks: Readonly<Record<string, (scope: string) => ScopeFault | undefined>> = {
  dir: pathFault,
  oci: pathFault,
  'oci-archive': pathFault,
  sif: pathFault,
  'docker-archive': () => 'scope-none',
  tarball: () => 'scope-none',
  'docker-daemon': scope => (isDigest(scope) ? 'scope-digest' : undefined),
  atomic: scope => (/^[^/]*(?:\/[^:/]*(?:\/[^:/]*(?::[^:/]*)?)?)?$/.test(scope) ? undefined : 'scope-atomic'),
  'containers-storage': scope => (isStorageScope(scope) ? undefined : 'scope-storage'),
};

/** containers/image took almost anything for a scope of `atomic` before 5.39, which Podman 5.8 is built with. */
const firstStrictAboutAtomic = '>=5.8';

/** The empty scope is every transport's own default. */
export const scopeFault = (transport: string, scope: string, podman?: string): ScopeFault | undefined => {
  if (scope === '') return undefined;
  if (transport === 'atomic' && podman !== undefined && !inRange(podman, firstStrictAboutAtomic)) return undefined;
  return lookUp(checks, transport)?.(scope);
};

function pathFault(scope: string): ScopeFault | undefined {
  return scope.startsWith('/') && scope !== '/' && cleanPath(scope) === scope ? undefined : 'scope-path';
}

/** `[driver@/root]` or `[/root]`, and behind it a reference, perhaps with a digest and an image's id. */
function isStorageScope(scope: string): boolean {
  const close = scope.indexOf(']');
  if (!scope.startsWith('[') || close < 0) return false;
  const store = scope.slice(1, close);
  const at = store.indexOf('@');
  if (at === 0 || !store.startsWith('/', at + 1)) return false;
  const [, first, ...rest] = scope.slice(close + 1).split('@');
  const isId = (text: string) => isDigest(`sha256:${text}`);
  if (first === undefined) return true;
  if (rest.length === 0) return isId(first) || isDigest(first);
  return isDigest(first) && isId(rest.join('@'));
}
