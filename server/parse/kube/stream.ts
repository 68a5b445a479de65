import type { Model, Unit } from '../../core/kind.ts';
import { cutDocuments } from '../yaml/documents.ts';
import { parseDocument } from '../yaml/parse.ts';
import { pointerAt } from '../yaml/pointer.ts';
import { type KubeDocument, kubeDocument } from './document.ts';

/** Reads a stream of documents. A document whose text did not change is the same object as before. */
export function parseKube(text: string, previous?: Model<KubeDocument>): Model<KubeDocument> {
  const known = new Map(previous?.units.map(({ content }) => [content.text, content]));
  const units = cutDocuments(text).map(({ start, text }) => {
    const content = known.get(text) ?? kubeDocument(parseDocument(text));
    known.set(text, content);
    return unitOf(start, content);
  });
  return { units };
}

const unitOf = (start: number, content: KubeDocument): Unit<KubeDocument> => ({
  start,
  content,
  comments: content.comments,
  pointerAt: offset => pointerAt(content.yaml.root, offset),
});
