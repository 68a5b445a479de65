import type { Workspace } from '../../core/workspace.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { repositoryOf } from '../../podman/policyLookup.ts';
import { aliasOf, onDockerHub } from '../../podman/shortNames.ts';

const mostFiles = 200;

const isOfInterest = /(?:^|\/)(?:[^/]*(?:Containerfile|Dockerfile)[^/]*|[^/]*\.(?:ya?ml|container|image))$/;

/** `FROM image`, `image: image`, `Image=image`. */
const use = /^[ \t]*(?:FROM[ \t]+(?:--\S+[ \t]+)*|-?[ \t]*image:[ \t]*["']?|Image=)([\w./:@-]+)/gim;

/** The full names of the repositories that files of the workspace use images of. */
export function workspaceImages(workspace: Workspace): string[] {
  const top = workspace.foldersUp.at(-1);
  if (top === undefined) return [];
  const files = workspace.filesBelow(top)?.filter(path => isOfInterest.test(path)) ?? [];
  const names = new Set<string>();
  for (const path of files.slice(0, mostFiles))
    for (const [, written = ''] of (workspace.read(`${top}/${path}`) ?? '').matchAll(use)) {
      const name = written === 'scratch' ? undefined : fullName(written);
      if (name !== undefined) names.add(name);
    }
  return [...names].sort();
}

function fullName(written: string): string | undefined {
  const reference = parseImageReference(written);
  if (!reference || (reference.transport ?? 'docker') !== 'docker') return undefined;
  const { host, path, name } = reference;
  // A name without a registry and a tag may be a stage of the same file.
  if (host === undefined) return aliasOf(path) ?? (reference.tag || path.includes('/') ? onDockerHub(path) : undefined);
  return host === 'docker.io' || host === 'index.docker.io' ? onDockerHub(path) : repositoryOf(name);
}
