import { shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { pageOf } from '../../podman/imagePages.ts';
import { buildContext, inFolder } from '../../rules/containerfile/_context.ts';
import { copiesIn } from '../../rules/containerfile/_copies.ts';
import { imageUses } from '../../rules/containerfile/_images.ts';
import type { FeatureContext, Link } from '../features/model.ts';

/** Images lead to their page at the registry, and what COPY and ADD copy to the files, where these are known. */
export function* links(file: Containerfile, context: FeatureContext): Generator<Link> {
  for (const { reference, span, literal } of imageUses(file)) {
    const page = reference && isFromRegistry(reference) ? pageOf(reference.name) : undefined;
    if (page) yield { span: literal ? shift(reference?.nameSpan ?? span, span.start) : span, to: { url: page } };
  }
  const sources = copiesIn(file).flatMap(({ sources }) => sources.filter(({ by }) => by === 'context'));
  if (sources.length === 0) return;
  const { folder, files } = buildContext(file, context);
  const known = new Set(files);
  for (const { word, path } of sources) {
    const inContext = path?.replace(/^(?:\.?\/)+/, '') ?? '';
    if (known.has(inContext)) yield { span: word.span, to: { path: inFolder(folder, inContext) } };
  }
}
