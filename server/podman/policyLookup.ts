import { parentsOf } from '../core/path.ts';

/** An image as a policy sees it: by its full name, before any mirror or remapping. */
export interface PolicyImage {
  /** `docker.io/library/alpine`. */
  readonly name: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/**
 * The scopes of the `docker` transport that an image falls under, in the order in which they are looked for: the
 * first that the policy has decides alone. The last one is the transport's own default; behind it comes the
 * policy's. containers/image: PolicyConfigurationIdentity and PolicyConfigurationNamespaces.
 */
export function dockerScopes({ name, tag, digest }: PolicyImage): string[] {
  const image = digest === undefined ? `${name}:${tag ?? 'latest'}` : `${name}@${digest}`;
  return [image, name, ...namedParents(name)];
}

/** What a scope of any transport is a part of, the nearest first. What it says counts for all that it does not name itself. */
export function scopeParents(transport: string, scope: string): string[] {
  if (scope === '') return [];
  switch (transport) {
    case 'docker':
    case 'docker-daemon':
    case 'atomic':
      return scope.startsWith('*') ? [...wildcardParents(scope), ''] : referenceParents(scope);
    case 'containers-storage':
      return storageParents(scope);
    default:
      return [...parentsOf(scope), ''];
  }
}

/** `registry.example/team/app:1` with its repository first, then what that is in. */
function referenceParents(scope: string): string[] {
  const name = repositoryOf(scope);
  return name === scope ? namedParents(scope) : [name, ...namedParents(name)];
}

/** Without tag and digest. */
export function repositoryOf(scope: string): string {
  const name = scope.split('@', 1)[0] ?? '';
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0 || !name.includes('/') ? name : name.slice(0, colon);
}

function namedParents(name: string): string[] {
  const scopes: string[] = [];
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) scopes.push(name.slice(0, end));
  const host = name.split('/')[0]?.replace(/:\d+$/, '') ?? '';
  const dot = host.indexOf('.');
  if (dot >= 0) scopes.push(`*${host.slice(dot)}`, ...wildcardParents(`*${host.slice(dot)}`));
  scopes.push('');
  return scopes;
}

/** `*.com` for `*.example.com`. */
function wildcardParents(wildcard: string): string[] {
  const scopes: string[] = [];
  for (let dot = wildcard.indexOf('.', 2); dot >= 0; dot = wildcard.indexOf('.', dot + 1))
    scopes.push(`*${wildcard.slice(dot)}`);
  return scopes;
}

/** `[overlay@/root]name:tag@id`: without the id, the name's parts, the storage, the storage without its driver. */
function storageParents(scope: string): string[] {
  const [, store = '', reference = ''] = /^(\[[^\]]*\])(.*)$/s.exec(scope) ?? [];
  const scopes: string[] = [];
  for (let at = reference.lastIndexOf('@'); at > 0; at = reference.lastIndexOf('@', at - 1))
    scopes.push(store + reference.slice(0, at));
  const name = repositoryOf(reference);
  for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) scopes.push(store + name.slice(0, end));
  const driverless = `[${store.slice(1, -1).replace(/^[^@/]*@/, '')}]`;
  return [...new Set([...scopes, store, driverless, ''])].filter(parent => parent !== scope);
}
