import { baseName } from '../../core/path.ts';
import { Memory, remember } from '../../core/remember.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { type ImageReference, isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import { stageReferences } from './_stageReferences.ts';

/** A place where a file names an image: FROM, COPY --from and RUN --mount=...,from=. */
export interface ImageUse {
  readonly instruction: Instruction;
  /** As it is written. */
  readonly written: string;
  readonly span: Span;
  /** With its variables resolved; undefined where that cannot be done, or where it is no image's name. */
  readonly reference?: ImageReference | undefined;
  /** Without variables: the reference's spans and the text are the same, and a fix may change a part of it. */
  readonly literal: boolean;
}

const known = new Memory<Containerfile, readonly ImageUse[]>();

/** `scratch:latest`: an image that there is not, as Docker Hub keeps its name for nothing at all. */
export const isScratch = ({ name }: ImageReference): boolean => /^(?:docker\.io\/(?:library\/)?)?scratch$/.test(name);

/** All images that a file names: neither its own stages nor `scratch`, however that is written. */
export const imageUses = (file: Containerfile): readonly ImageUse[] => remember(known, file, () => findUses(file));

function findUses(file: Containerfile): ImageUse[] {
  return stageReferences(file).flatMap(({ instruction, written, span, resolved, referent }) => {
    if (referent.is !== 'image' && (referent.is !== 'unresolved' || resolved !== undefined)) return [];
    const literal = resolved === written && span.end - span.start === written.length;
    const reference = resolved === undefined ? undefined : parseImageReference(resolved);
    return reference && isScratch(reference) ? [] : [{ instruction, written, span, reference, literal }];
  });
}

/** A part of the reference in the file: the whole name where variables stand in it. */
export const placeIn = (use: ImageUse, part: Span | undefined): Span =>
  use.literal && part ? shift(part, use.span.start) : use.span;

const variable = /\$\{[^{}]*\}|\$\w+/g;
const standIn = 'v0v';

/**
 * What can be said of an image's tag though not all of the name is known: `${REGISTRY}/ubuntu` has none,
 * `$IMAGE:latest` has one, and of `$IMAGE` or `app:$TAG` nothing is known.
 */
export function knownTag(use: ImageUse): Pick<ImageReference, 'tag' | 'digest'> | undefined {
  if (use.reference) return isFromRegistry(use.reference) ? use.reference : undefined;
  if (!use.written.includes('$')) return undefined;
  const outline = parseImageReference(use.written.replace(variable, standIn));
  if (!outline || !isFromRegistry(outline)) return undefined;
  const { tag, digest } = outline;
  const last = digest ?? tag ?? baseName(outline.path);
  return last.includes(standIn) ? undefined : { tag, digest };
}
