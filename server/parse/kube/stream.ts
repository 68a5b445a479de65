import type { Model, Unit } from '../../core/kind.ts';
import { cutDocuments } from '../yaml/documents.ts';
import { parseDocument } from '../yaml/parse.ts';
import { pointerAt } from '../yaml/pointer.ts';
import { DataAround } from './around.ts';
import { type KubeDocument, kubeDocument } from './document.ts';

/**
 * Reads a stream of documents. A document is the same object as before if neither its text changed nor what others
 * say of the ConfigMaps and Secrets that its pods take.
 */
export function parseKube(text: string, previous?: Model<KubeDocument>): Model<KubeDocument> {
  const known = new Map(previous?.units.map(({ content }) => [content.text, content]));
  const documents = cutDocuments(text).map(({ start, text }) => {
    const content = known.get(text) ?? kubeDocument(parseDocument(text));
    known.set(text, content);
    return { start, content };
  });
  const around = new DataAround(documents.map(({ content }) => content));
  return { units: documents.map(({ start, content }) => unitOf(start, within(content, around))) };
}

const within = (content: KubeDocument, around: DataAround): KubeDocument =>
  content.around.answersAs(around, content.dataUses) ? content : { ...content, around };

const unitOf = (start: number, content: KubeDocument): Unit<KubeDocument> => ({
  start,
  content,
  comments: content.comments,
  pointerAt: offset => pointerAt(content.yaml.root, offset),
});
