import { cleanPath } from '../../core/path.ts';
import { isDigest } from '../../podman/digest.ts';
import { dockerScopes, scopeParents } from '../../podman/policyLookup.ts';
import { aliasOf, onDockerHub } from '../../podman/shortNames.ts';
import { type ImageReference, parseImageReference } from '../imageReference.ts';

/** How a policy looks for an image. */
interface ImageLookup {
  readonly transport: string;
  /** The image as it is compared. */
  readonly name: string;
  /** The nearest first, the transport's own default last; undefined where that depends on the folder of the caller. */
  readonly scopes: readonly string[] | undefined;
  /** What the image's name leaves open, and a machine's own configuration decides. */
  readonly assumed?: 'registry' | 'storage' | undefined;
}

/** Transports whose images are files or folders with a path, and what of a reference is that path. */
const paths: Readonly<Record<string, RegExp>> = {
  dir: /^.*$/s,
  sif: /^.*$/s,
  oci: /^[^:]*/,
  'oci-archive': /^[^:]*/,
};

/** Where Podman keeps the images of root, unless storage.conf says otherwise. */
export const usualStorage = '[overlay@/var/lib/containers/storage]';

/** The path in a reference to a file or folder, for whoever knows where relative ones begin. */
export function imagePath(written: string): { readonly start: number; readonly path: string } | undefined {
  const reference = parseImageReference(written);
  const path = paths[reference?.transport ?? '']?.exec(reference?.path ?? '')?.[0];
  return reference && path ? { start: reference.nameSpan.start, path } : undefined;
}

/** Undefined for what names no image. */
export function imageLookup(written: string): ImageLookup | undefined {
  const [, atomic] = /^atomic:([^/]+\/[^/]+\/[^/]+)$/.exec(written) ?? [];
  const reference = parseImageReference(atomic ?? written);
  if (!reference) return undefined;
  if (atomic !== undefined) return named('atomic', reference, reference.name);
  switch (reference.transport) {
    case undefined:
      return {
        ...named('docker', reference, fullName(reference)),
        assumed: reference.host === undefined ? 'registry' : undefined,
      };
    case 'docker':
      return named('docker', reference, fullName(reference));
    case 'docker-daemon':
      return inDaemon(reference.path);
    case 'containers-storage':
      return inStorage(reference.path);
    default:
      return inFiles(reference.transport, written, reference.path);
  }
}

function named(transport: string, { tag, digest }: ImageReference, name: string): ImageLookup {
  const scopes = dockerScopes({ name, tag, digest });
  return { transport, name: scopes[0] ?? name, scopes };
}

/** An image's id has no scope. */
function inDaemon(written: string): ImageLookup | undefined {
  const transport = 'docker-daemon';
  if (isDigest(written)) return { transport, name: written, scopes: [''] };
  const reference = parseImageReference(written);
  return reference && named(transport, reference, onHub(reference));
}

function inStorage(written: string): ImageLookup | undefined {
  const [, store = usualStorage, driver = 'overlay@', root, name = ''] =
    /^(\[([^@\]]+@)?(\/[^\]+:]*)[^\]]*\])?(.*)$/s.exec(written) ?? [];
  const image = /^@?(?=[a-f0-9]{64}$)/.test(name) ? name.replace(/^@?/, '@') : storedName(name);
  if (image === undefined) return undefined;
  const scope = (root === undefined ? store : `[${driver}${root}]`) + image;
  return {
    transport: 'containers-storage',
    name: scope,
    scopes: [scope, ...scopeParents('containers-storage', scope)],
    assumed: root === undefined ? 'storage' : undefined,
  };
}

/** Its full name, with what follows it of digest and id. */
function storedName(written: string): string | undefined {
  const [, short = '', rest = ''] = /^([^@]*)(.*)$/s.exec(written) ?? [];
  const reference = parseImageReference(short);
  if (!reference || reference.transport !== undefined) return undefined;
  const tag = reference.tag ?? (isDigest(rest.split('@')[1] ?? '') ? undefined : 'latest');
  return `${onHub(reference)}${tag === undefined ? '' : `:${tag}`}${rest}`;
}

function inFiles(transport: string, written: string, name: string): ImageLookup {
  const found = imagePath(written);
  if (!found) return { transport, name, scopes: [''] };
  if (!found.path.startsWith('/')) return { transport, name, scopes: undefined };
  const path = cleanPath(found.path);
  return { transport, name: path, scopes: [path, ...scopeParents(transport, path)] };
}

/** As Podman's own list of short names has it, which counts where no transport is written, else on Docker Hub. */
const fullName = (reference: ImageReference): string =>
  (reference.host === undefined && reference.transport === undefined ? aliasOf(reference.path) : undefined) ??
  onHub(reference);

const onHub = ({ host, path, name }: ImageReference): string =>
  host === undefined || host === 'docker.io' || host === 'index.docker.io' ? onDockerHub(path) : name;
