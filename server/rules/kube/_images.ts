import type { Settings } from '../../core/settings.ts';
import { type Span, shift } from '../../core/span.ts';
import { type ImageReference, isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, itemsOf, spanWithin, textOf, type Value } from '../../parse/yaml/view.ts';
import { type ContainerCase, containersIn } from './_pods.ts';

/** A place where a pod names an image: a container, or a volume of type `image`. */
export interface ImageUse {
  readonly value: Value;
  /** As it is written, without blanks around it. */
  readonly written: string;
  /** Undefined where it is no image's name. */
  readonly reference: ImageReference | undefined;
  /** The container; without, a volume. */
  readonly each: ContainerCase | undefined;
  /** What findings on it belong to. */
  readonly subject: string;
}

/** All images that are known; not those with a variable or a template in them. */
export function imagesIn(document: KubeDocument, settings: Settings): ImageUse[] {
  const containers = containersIn(document, settings).flatMap(each =>
    useOf(dig(each.container.value, 'image'), each.container.path, each),
  );
  const volumes = document.workloads.flatMap(({ spec, path }) =>
    itemsOf(dig(spec, 'volumes')).flatMap(volume => useOf(dig(volume, 'image', 'reference'), path)),
  );
  return [...containers, ...volumes];
}

function useOf(value: Value | undefined, subject: string, each?: ContainerCase): ImageUse[] {
  const written = textOf(value)?.trim();
  return value && written ? [{ value, written, reference: parseImageReference(written), each, subject }] : [];
}

/** Those that a registry is asked for. */
export const pulledImages = (document: KubeDocument, settings: Settings): (ImageUse & Pulled)[] =>
  imagesIn(document, settings).flatMap(use =>
    use.reference && isFromRegistry(use.reference) ? { ...use, reference: use.reference } : [],
  );

interface Pulled {
  readonly reference: ImageReference;
}

/** A part of an image's name in the text; the whole value where it is not written there as it reads. */
export function placeIn({ text }: KubeDocument, { value }: ImageUse, part: Span | undefined): Span {
  const blanks = textOf(value)?.search(/\S/) ?? 0;
  return part ? spanWithin(text, value, shift(part, blanks)) : value.at;
}

/** The span of a part that can be written anew: not one that an alias brings in or that is escaped. */
export function editableIn(document: KubeDocument, use: ImageUse, part: Span): Span | undefined {
  const at = placeIn(document, use, part);
  return document.yaml.isBroken || use.value.outside || at.end - at.start !== part.end - part.start ? undefined : at;
}
