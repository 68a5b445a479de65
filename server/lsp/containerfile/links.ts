import { shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { pageOf } from '../../podman/imagePages.ts';
import { imageUses } from '../../rules/containerfile/_images.ts';
import type { Link } from '../features/model.ts';

/** Images lead to their page at the registry. */
export function* links(file: Containerfile): Generator<Link> {
  for (const { reference, span, literal } of imageUses(file)) {
    const page = reference && isFromRegistry(reference) ? pageOf(reference.name) : undefined;
    if (page) yield { span: literal ? shift(reference?.nameSpan ?? span, span.start) : span, to: { url: page } };
  }
}
