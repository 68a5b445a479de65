import { isDigest } from './digest.ts';
import { isOfficialImage } from './officialImages.ts';
import { scopeParts } from './policyReference.ts';

/** Why no image can ever fall under a scope, or none that is meant. */
export type NoMatch =
  | 'scheme'
  | 'blank'
  | 'glob'
  | 'slash'
  | 'tag-missing'
  | 'tag-and-digest'
  | 'bad-digest'
  | 'upper-case'
  | 'host-case'
  | 'short-name'
  | 'hub-name'
  | 'hub-user'
  | 'no-name'
  | 'wildcard'
  | 'wildcard-port'
  | 'storage-driver'
  | 'storage-run'
  | 'image-of-path'
  | 'symbolic-link';

const scheme = /^[a-z][a-z-]*:\/+/i;
const wildcard = /^\*(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** Where images can, if somebody writes their names so. */
export const canMatch: ReadonlySet<NoMatch> = new Set<NoMatch>(['host-case', 'hub-user']);

/** The transports whose scopes are names in registries. */
const named: ReadonlySet<string> = new Set(['docker', 'docker-daemon']);

/** Undefined for a scope that images can fall under, and where nobody knows. */
export function noMatch(transport: string, scope: string): NoMatch | undefined {
  if (scope === '') return undefined;
  if (named.has(transport)) return nameFault(scope);
  if (transport === 'containers-storage') return storedFault(scope);
  if (/^oci(?:-archive)?$/.test(transport) && /[^/]:[\w.-]+$/.test(scope)) return 'image-of-path';
  return transport !== 'atomic' && scope.startsWith('/var/run/') ? 'symbolic-link' : undefined;
}

function nameFault(scope: string): NoMatch | undefined {
  if (/\s/.test(scope)) return 'blank';
  if (scheme.test(scope)) return 'scheme';
  if (scope.includes('*')) return globFault(scope);
  if (scope.endsWith('/')) return 'slash';
  if (/[:@]$/.test(scope)) return 'tag-missing';
  return partsFault(scope);
}

function globFault(scope: string): NoMatch | undefined {
  if (wildcard.test(scope)) return undefined;
  if (scope === '*') return 'wildcard';
  if (/^\*[^/*]*:\d+$/.test(scope)) return 'wildcard-port';
  return wildcard.test(scope.toLowerCase()) ? 'host-case' : 'glob';
}

/** `busybox:1.36`, which is no registry with a port. */
function shortName(scope: string): { readonly name: string; readonly tag: string } | undefined {
  const [, name = '', tag = ''] = /^([a-z0-9][a-z0-9_-]*):(\w[\w.-]*)$/i.exec(scope) ?? [];
  return name !== '' && (isOfficialImage(name) || !/^\d+$/.test(tag)) ? { name, tag } : undefined;
}

function partsFault(scope: string): NoMatch | undefined {
  if (shortName(scope)) return 'short-name';
  const parts = scopeParts(scope);
  if (!parts) return scopeParts(scope.toLowerCase()) ? 'upper-case' : 'no-name';
  const { host, path, tag, digest } = parts;
  if (!isHost(host)) return 'short-name';
  if (host !== host.toLowerCase()) return 'host-case';
  if (tag !== undefined && digest !== undefined) return 'tag-and-digest';
  if (digest !== undefined && !isDigest(digest)) return 'bad-digest';
  if (host === 'index.docker.io') return 'hub-name';
  if (host !== 'docker.io' || path === undefined || path.includes('/')) return undefined;
  // `docker.io/acme` is all of acme's images; `docker.io/busybox` would be those of a user with that name.
  if (tag !== undefined || digest !== undefined) return 'hub-name';
  return isOfficialImage(path) ? 'hub-user' : undefined;
}

const isHost = (text: string): boolean => /[.:]/.test(text) || text === 'localhost';

/** `[driver@/root]name:tag@id` */
const stored = /^\[([^@\]]+@)?([^\]+:]*)([^\]]*)\]([^@]*)(.*)$/s;

function storedFault(scope: string): NoMatch | undefined {
  const [, driver, , run, name = '', rest = ''] = stored.exec(scope) ?? [];
  if (run) return 'storage-run';
  if (name === '' && rest === '') return undefined;
  if (driver === undefined) return 'storage-driver';
  if (name.includes('*')) return 'glob';
  return name === '' ? undefined : nameFault(name);
}

/** The scope that was meant, where that is clear. */
export function scopeMeant(transport: string, scope: string): string | undefined {
  const meant = named.has(transport)
    ? nameMeant(scope)
    : transport === 'containers-storage'
      ? storedMeant(scope)
      : pathMeant(scope);
  return meant === undefined || meant === scope || noMatch(transport, meant) ? undefined : meant;
}

function nameMeant(scope: string): string | undefined {
  const bare = scope
    .trim()
    .replace(scheme, '')
    .replace(/(?:\/\**|:\**)+$/, '')
    .replace(/^(\*[^/*]*):\d+$/, '$1');
  if (bare === '*') return '';
  if (bare === '' || bare.startsWith('*')) return bare === '' ? undefined : bare.toLowerCase();
  const short = shortName(bare);
  if (short) return `docker.io/library/${short.name.toLowerCase()}:${short.tag}`;
  const at = bare.indexOf('@');
  // Of a tag and a digest the digest counts; a tag may be in upper case.
  const name = at < 0 ? bare : bare.slice(0, at).replace(/:[\w.-]+$/, '');
  const [, repository = name, tag = ''] = /^(.*\/[^/:]*)(:[^/]*)?$/.exec(name) ?? [];
  return full(repository.toLowerCase()) + tag + (at < 0 ? '' : bare.slice(at));
}

/** On most machines the driver is `overlay`. */
function storedMeant(scope: string): string | undefined {
  const [, driver, root = '', , name = '', rest = ''] = stored.exec(scope) ?? [];
  const needed = driver ?? (name + rest === '' ? '' : 'overlay@');
  const full = nameFault(name) && name !== '' ? nameMeant(name) : name;
  return full === undefined ? undefined : `[${needed}${root}]${full}${rest}`;
}

function full(name: string): string {
  const [host = '', ...path] = name.split('/');
  const isQualified = isHost(host) && (path.length > 0 || host.includes('.') || host.includes(':'));
  const rest = isQualified ? path.join('/') : name;
  if (isQualified && host !== 'docker.io' && host !== 'index.docker.io') return name;
  if (rest === '') return 'docker.io';
  return `docker.io/${!rest.includes('/') && isOfficialImage(rest.replace(/:.*$/, '')) ? `library/${rest}` : rest}`;
}

const pathMeant = (scope: string): string => scope.replace(/^\/var\/run\//, '/run/').replace(/([^/]):[\w.-]+$/, '$1');
