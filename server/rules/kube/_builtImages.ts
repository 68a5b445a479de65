import type { Context } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { parseContainerfile } from '../../parse/containerfile/parse.ts';
import { type ImageReference, parseImageReference } from '../../parse/imageReference.ts';
import { effectiveUser, userOfImage } from '../containerfile/_users.ts';

/** The file that an image is built from. */
interface BuildFile {
  readonly path: string;
  readonly text: string;
}

const names = ['Containerfile', 'Dockerfile'];

/** What `podman kube play` builds where no image of the name is there: a folder called like the image, beside the file. */
export function buildFileOf(reference: ImageReference, workspace: Workspace): BuildFile | undefined {
  return reference.digest === undefined ? firstOf(workspace, folderOf(reference)) : undefined;
}

/** The same; and where `localhost` says that somebody builds it, also such a folder above. */
function sourceOf(reference: ImageReference, workspace: Workspace): BuildFile | undefined {
  const beside = buildFileOf(reference, workspace);
  if (beside || reference.host !== 'localhost') return beside;
  for (const up of workspace.foldersUp.slice(1)) {
    const above = firstOf(workspace, `${up}/${folderOf(reference)}`);
    if (above) return above;
  }
  return undefined;
}

const folderOf = ({ path }: ImageReference): string => path.slice(path.lastIndexOf('/') + 1);

function firstOf(workspace: Workspace, folder: string): BuildFile | undefined {
  for (const name of names) {
    const path = `${folder}/${name}`;
    const text = workspace.read(path);
    if (typeof text === 'string') return { path, text };
  }
  return undefined;
}

/** Whom an image starts as, by the file that it is built from or by what is known of it; undefined where nobody knows. */
export function userOf(image: string, { settings, workspace }: Context): string | undefined {
  const reference = parseImageReference(image);
  if (!reference || (reference.transport !== undefined && reference.transport !== 'docker')) return undefined;
  const source = sourceOf(reference, workspace);
  if (!source) return userOfImage(image, settings.imageUsers);
  const file = parsed(source.text);
  if (!file?.finalStage) return undefined;
  const user = effectiveUser(file, file.finalStage, settings);
  return user.by === 'unknown' ? undefined : user.user;
}

/** The last few, since every keystroke asks again. */
const known = new Map<string, Containerfile | undefined>();
const mostKnown = 16;

function parsed(text: string): Containerfile | undefined {
  if (known.has(text)) return known.get(text);
  const file = parseContainerfile(text).units[0]?.content;
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(text, file);
  return file;
}
