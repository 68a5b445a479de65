import type { Comment, Model, TextFile } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';
import { cutDocuments } from '../yaml/documents.ts';
import { parseDocument, type YamlDocument } from '../yaml/parse.ts';
import { pointerAt } from '../yaml/pointer.ts';
import { get, textOf, view } from '../yaml/view.ts';
import type { SecurityPolicy } from './policy.ts';
import { readPolicy } from './read.ts';

/** One document of a stream. */
export interface PolicyDocument {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly yaml: YamlDocument;
  /** Undefined: another kind of object, or a template. */
  readonly policy: SecurityPolicy | undefined;
}

const kind = /(?:^|[{,])[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?SecurityPolicy["']?[ \t\r]*(?:[,}#]|$)/m;
/** Envoy Gateway and others have a kind of this name, in groups of their own. */
const foreignVersion = /apiVersion["']?[ \t]*:[ \t]*["']?[^\s"'/]*\//;

/** A file with a policy of ours in it. */
export function claimsSecurityPolicy({ path, text, languageId }: TextFile): boolean {
  const isYaml = /\.(ya?ml|json)$/i.test(baseName(path)) || /^(yaml|json|jsonc)$/.test(languageId ?? '');
  return isYaml && kind.test(text) && cutDocuments(text).some(({ text }) => isPolicyText(text));
}

const isPolicyText = (text: string): boolean => kind.test(text) && !foreignVersion.test(text);

function policyDocument(text: string): PolicyDocument {
  const yaml = parseDocument(text);
  const root = yaml.isTemplate || !yaml.root ? undefined : view(yaml.root);
  const isPolicy = root && textOf(get(root, 'kind')?.value) === 'SecurityPolicy' && !foreignVersion.test(text);
  return { text, comments: yaml.comments, yaml, policy: isPolicy ? readPolicy(root) : undefined };
}

/** Reads a stream of documents. A document whose text did not change is the same object as before. */
export function parseSecurityPolicy(text: string, previous?: Model<PolicyDocument>): Model<PolicyDocument> {
  const known = new Map(previous?.units.map(({ content }) => [content.text, content]));
  const units = cutDocuments(text).map(({ start, text }) => {
    const content = known.get(text) ?? policyDocument(text);
    known.set(text, content);
    const { comments, yaml } = content;
    return { start, content, comments, pointerAt: (offset: number) => pointerAt(yaml.root, offset) };
  });
  return { units };
}

/** A policy in a file. */
export interface FiledPolicy {
  readonly policy: SecurityPolicy;
  /** Where its document starts in the file. */
  readonly start: number;
}

/** By the file's text: the same few files are asked for with every keystroke in a pod. */
const known = new Map<string, readonly FiledPolicy[]>();
const mostKnown = 200;

/** All policies of a file. */
export function policiesIn(text: string): readonly FiledPolicy[] {
  const found = known.get(text);
  if (found) return found;
  const policies = cutDocuments(text).flatMap(({ start, text }) => {
    const policy = isPolicyText(text) ? policyDocument(text).policy : undefined;
    return policy ? [{ policy, start }] : [];
  });
  if (known.size >= mostKnown) known.clear();
  known.set(text, policies);
  return policies;
}
