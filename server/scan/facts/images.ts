import type { Resource } from '../model/result.ts';
import { type Json, textAt, textsAt } from './json.ts';

/** An image in the store: names of variables and labels, never their values. */
export interface Image {
  readonly id: string;
  readonly tags: readonly string[];
  /** `NAME@DIGEST`. */
  readonly digests: readonly string[];
  readonly created: number | undefined;
  readonly isOci: boolean;
  readonly user: string;
  readonly ports: readonly string[];
  readonly env: readonly string[];
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly health: string | undefined;
  /** Folders of its layers, the uppermost first. */
  readonly layers: readonly string[];
}

export function readImage(json: Json): Image {
  const created = Date.parse(textAt(json, 'created') ?? '');
  const upper = textAt(json, 'layers', 'UpperDir');
  const lower = textAt(json, 'layers', 'LowerDir');
  return {
    id: (textAt(json, 'id') ?? '').replace(/^sha256:/, ''),
    tags: textsAt(json, 'tags'),
    digests: textsAt(json, 'digests'),
    created: Number.isNaN(created) ? undefined : created,
    isOci: (textAt(json, 'type') ?? '').startsWith('application/vnd.oci.'),
    user: textAt(json, 'user') ?? '',
    ports: textsAt(json, 'ports'),
    env: textsAt(json, 'env'),
    labels: textsAt(json, 'labels'),
    annotations: textsAt(json, 'annotations'),
    health: textsAt(json, 'health')[0],
    layers: [...(upper ? [upper] : []), ...(lower ? lower.split(':') : [])],
  };
}

export const imageResource = ({ id, tags }: Image): Resource => ({
  type: 'image',
  name: tags[0] ?? id.slice(0, 12),
  id,
});

/** A name without tag and digest: `registry.example:5000/app`. */
export const withoutTag = (reference: string): string => reference.replace(/@.*$/s, '').replace(/:[^/:]*$/, '');
