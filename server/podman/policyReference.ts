import { isDigest } from './digest.ts';

/** The grammar of image references in containers/image, docker/reference: what a policy's identities may say. */
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const domain = String.raw`${label}(?:\.${label})*(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const path = `${component}(?:/${component})*`;
const tag = String.raw`\w[\w.-]{0,127}`;
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const written = new RegExp(`^((?:(${domain})/)?${path})(:${tag})?(@${digest})?$`);
const reference = new RegExp(`^((?:${domain}/)?${path})(:${tag})?(?:@(${digest}))?$`);
const wholeDomain = new RegExp(`^${domain}$`);
const beginsWithDomain = new RegExp(`^${domain}/`);
const name = new RegExp(`^(?:${domain}/)?${path}$`);

const longestName = 255;

/** A registry, or something in one. */
const scope = new RegExp(`^(${domain})(?:/(${path})(:${tag})?(@${digest})?)?$`);

interface ScopeParts {
  readonly host: string;
  readonly path: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** A scope of registries taken apart, if images can have such a name. */
export function scopeParts(text: string): ScopeParts | undefined {
  const [, host, path, tag, digest] = scope.exec(text) ?? [];
  return host === undefined ? undefined : { host, path, tag, digest: digest?.slice(1) };
}

export interface WrittenReference {
  /** What stands in front of the first slash, if it could be a host. */
  readonly host: string | undefined;
  readonly hasTagOrDigest: boolean;
}

/** A reference as it is written, nothing added; undefined for what is none. */
export function writtenReference(text: string): WrittenReference | undefined {
  const [, full = '', host, tag, digest] = written.exec(text) ?? [];
  if (full === '' || full.length > longestName || (digest && !isDigest(digest.slice(1)))) return undefined;
  return { host, hasTagOrDigest: (tag ?? digest) !== undefined };
}

/** A host, with or without a port. An IPv6 address is none here. */
export const isHost = (text: string): boolean => wholeDomain.test(text);

type ReferenceFault = 'upper-case' | 'format';

/** What keeps a text from being an image's name, with or without registry, tag and digest. */
export function referenceFault(text: string): ReferenceFault | undefined {
  if (/^[a-f0-9]{64}$/.test(text)) return 'format';
  const full = withRegistry(text);
  const slash = full.indexOf('/');
  const remote = full.slice(slash + 1).split(':')[0] ?? '';
  if (remote !== remote.toLowerCase()) return 'upper-case';
  const match = reference.exec(full);
  if (!match || (match[1] ?? '').length > longestName) return 'format';
  return match[3] !== undefined && !isDigest(match[3]) ? 'format' : undefined;
}

/** Whether a good reference names one image and not a repository. */
export function hasTagOrDigest(text: string): boolean {
  const match = reference.exec(withRegistry(text));
  return match?.[2] !== undefined || match?.[3] !== undefined;
}

/** `busybox` means `docker.io/library/busybox`. */
function withRegistry(text: string): string {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isRegistry = /[.:]/.test(first) || first === 'localhost';
  if (slash >= 0 && isRegistry && first !== 'docker.io' && first !== 'index.docker.io') return text;
  const rest = slash >= 0 && isRegistry ? text.slice(slash + 1) : text;
  return `docker.io/${rest.includes('/') ? rest : `library/${rest}`}`;
}

/** What `remapIdentity` takes for a prefix: a registry, or a namespace or repository with its registry. */
export const isIdentityPrefix = (text: string): boolean =>
  wholeDomain.test(text) || (name.test(text) && beginsWithDomain.test(text));
