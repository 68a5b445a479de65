import { remembering } from '../core/remember.ts';
import type { Span } from '../core/span.ts';

/** An image's name, taken apart. Spans count from the start of the text that was parsed. */
export interface ImageReference {
  /**
   * `docker`, `oci`, `oci-archive`, `docker-archive`, `dir`, `containers-storage`... where it is written.
   * All but `docker` name something on this machine, and all of that is `path`.
   */
  readonly transport?: string | undefined;
  /** The registry: `quay.io`, `localhost`, `registry.example:5000`; missing in a short name. */
  readonly host?: string | undefined;
  /** `library/alpine`. */
  readonly path: string;
  readonly tag?: string | undefined;
  /** `sha256:...` */
  readonly digest?: string | undefined;
  /** Host and path. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly hostSpan?: Span | undefined;
  /** Without the colon. */
  readonly tagSpan?: Span | undefined;
  /** Without the `@`. */
  readonly digestSpan?: Span | undefined;
}

/** Behind a transport's colon stands a path, or a name of its own; see containers-transports(5). */
const local = /^(oci-archive|oci|docker-archive|docker-daemon|dir|containers-storage|sif|tarball|ostree):(.*)$/s;

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const host = new RegExp(`^${domain}$`);
const path = new RegExp(`^${component}(?:/${component})*$`);
const tag = /^\w[\w.-]{0,127}$/;
const digest = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** An image's id, which is no name. */
const id = /^[a-f0-9]{64}$/;
/** More than the 255 characters that a name may have: only a registry's, a tag's and a digest's on top. */
const longest = 1000;

/**
 * Parses a reference by the grammar of containers/image (docker/reference), or undefined if it is none: an invalid
 * name, an id, a half-typed one, one with a variable.
 */
export const parseImageReference = remembering((text: string): ImageReference | undefined => {
  if (text.length > longest) return undefined;
  const [, transport, place] = local.exec(text) ?? [];
  if (transport !== undefined && place !== undefined) {
    const nameSpan = { start: transport.length + 1, end: text.length };
    return place === '' ? undefined : { transport, path: place, name: place, nameSpan };
  }
  const prefix = 'docker://';
  if (!text.startsWith(prefix)) return parseName(text, 0);
  const reference = parseName(text, prefix.length);
  return reference && { transport: 'docker', ...reference };
});

function parseName(text: string, start: number): ImageReference | undefined {
  const at = text.indexOf('@', start);
  const digestSpan = at < 0 ? undefined : { start: at + 1, end: text.length };
  const beforeDigest = at < 0 ? text.length : at;
  const colon = text.lastIndexOf(':', beforeDigest - 1);
  const tagged = colon >= start && colon > text.lastIndexOf('/', beforeDigest - 1);
  const tagSpan = tagged ? { start: colon + 1, end: beforeDigest } : undefined;
  const nameSpan = { start, end: tagged ? colon : beforeDigest };
  const name = slice(text, nameSpan);
  const hostLength = hostOf(name);
  const reference = {
    host: hostLength > 0 ? name.slice(0, hostLength) : undefined,
    path: hostLength > 0 ? name.slice(hostLength + 1) : name,
    tag: tagSpan && slice(text, tagSpan),
    digest: digestSpan && slice(text, digestSpan),
    name,
    nameSpan,
    hostSpan: hostLength > 0 ? { start, end: start + hostLength } : undefined,
    tagSpan,
    digestSpan,
  };
  return isValid(reference) ? reference : undefined;
}

const slice = (text: string, { start, end }: Span): string => text.slice(start, end);

/** How long the registry in a name is: 0 if what stands before the first slash cannot be one. */
function hostOf(name: string): number {
  const slash = name.indexOf('/');
  if (slash < 0) return 0;
  const first = name.slice(0, slash);
  return /[.:]/.test(first) || first === 'localhost' ? slash : 0;
}

const isValid = (reference: ImageReference): boolean =>
  path.test(reference.path) &&
  !id.test(reference.name) &&
  reference.name.length <= 255 &&
  (reference.host === undefined || host.test(reference.host)) &&
  (reference.tag === undefined || tag.test(reference.tag)) &&
  (reference.digest === undefined || digest.test(reference.digest));

/** Whether a registry is asked for the image: neither a file, nor the local storage, nor an image built here. */
export const isFromRegistry = (reference: ImageReference): boolean =>
  (reference.transport === undefined || reference.transport === 'docker') && reference.host !== 'localhost';
