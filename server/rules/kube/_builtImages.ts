import { baseName } from '../../core/path.ts';
import type { Context, RelatedPlace } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { parseContainerfile } from '../../parse/containerfile/parse.ts';
import { type ImageReference, parseImageReference } from '../../parse/imageReference.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container } from '../../parse/kube/workload.ts';
import { dig, textOf } from '../../parse/yaml/view.ts';
import { effectiveUser, isRoot } from '../containerfile/_users.ts';

/** The file that an image is built from. */
interface BuildFile {
  readonly path: string;
  readonly text: string;
}

const names = ['Containerfile', 'Dockerfile'];

/** What `podman kube play` builds where no image of the name is there: a folder called like the image, beside the file. */
export function buildFileOf(reference: ImageReference, workspace: Workspace): BuildFile | undefined {
  const named = baseName(reference.path);
  return reference.digest === undefined ? firstOf(workspace, inFolder(named)) : undefined;
}

/**
 * The same; and where `localhost` says that somebody builds it, also a file or folder above that is called like the
 * image, or else the nearest Containerfile, if it is the only image of the kind.
 */
function sourceOf(reference: ImageReference, isOnly: boolean, workspace: Workspace): BuildFile | undefined {
  const beside = buildFileOf(reference, workspace);
  if (beside || reference.host !== 'localhost') return beside;
  const named = baseName(reference.path);
  const called = [...inFolder(named), ...names.flatMap(name => [`${name}.${named}`, `${named}.${name}`])];
  const above = (paths: readonly string[]) =>
    firstOf(
      workspace,
      workspace.foldersUp.flatMap(up => paths.map(path => (up === '.' ? path : `${up}/${path}`))),
    );
  return above(called) ?? (isOnly ? above(names) : undefined);
}

const inFolder = (folder: string): string[] => names.map(name => `${folder}/${name}`);

function firstOf(workspace: Workspace, paths: readonly string[]): BuildFile | undefined {
  for (const path of paths) {
    const text = workspace.read(path);
    if (typeof text === 'string') return { path, text };
    // It may be there, and then it would be the one.
    if (text === undefined) return undefined;
  }
  return undefined;
}

/** Whom a container's image starts as, by the file that it is built from. */
interface BuiltUser {
  readonly user: string;
  readonly isRoot: boolean;
  /** The file's path. */
  readonly file: string;
  /** Where it says so. */
  readonly related: readonly RelatedPlace[];
}

/** Undefined where the image is built elsewhere, or from something that nobody knows. */
export function builtUserOf(
  document: KubeDocument,
  container: Container,
  { settings, workspace }: Context,
): BuiltUser | undefined {
  const reference = imageOf(container);
  if (!reference || (reference.transport !== undefined && reference.transport !== 'docker')) return undefined;
  const source = sourceOf(reference, isOnlyOne(document, reference), workspace);
  const file = source && parsed(source.text);
  if (!source || !file?.finalStage) return undefined;
  const effective = effectiveUser(file, file.finalStage, settings);
  if (effective.user === undefined) return undefined;
  const { span } = effective.by === 'instruction' ? effective.word : effective.stage.from;
  const text = { en: 'The image runs as {user}', ja: 'イメージのユーザーは {user} です' };
  const related = [{ at: span, text, params: { user: effective.user }, file: source }];
  return { user: effective.user, isRoot: isRoot(effective.user), file: source.path, related };
}

const imageOf = ({ value }: Container): ImageReference | undefined =>
  parseImageReference(textOf(dig(value, 'image'))?.trim() ?? '');

/** Whether no other image of the document is one of `localhost`. */
const isOnlyOne = ({ workloads }: KubeDocument, { name }: ImageReference): boolean =>
  workloads
    .flatMap(({ containers }) => containers.map(imageOf))
    .every(other => other?.host !== 'localhost' || other.name === name);

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
