import type { Edit, Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import type { Container } from '../../parse/kube/workload.ts';
import { replaceEntry } from '../../parse/yaml/edit.ts';
import { sharedBy } from '../../parse/yaml/node.ts';
import { scalarType } from '../../parse/yaml/scalar.ts';
import { dig, type Field, itemsOf, textOf } from '../../parse/yaml/view.ts';
import type { ContainerCase } from './_pods.ts';

/**
 * Moves the literal of a variable into a Secret document before this one, written as it was, and refers to it. Only
 * where that is plain to see: an object of its own in YAML, a variable that nothing else shares.
 */
export function fixWithSecret(
  document: KubeDocument,
  { workload, container }: ContainerCase,
  field: Field,
  name: string,
): Fix[] {
  const { entry, value, merged } = field;
  const { node } = value;
  const root = document.yaml.root;
  if (document.yaml.isBroken || root?.type !== 'map' || root.flow) return [];
  if (workload.object.path !== '' || !/^[-._a-zA-Z0-9]+$/.test(name)) return [];
  if (merged || value.outside || node.type !== 'scalar' || node.style === 'block' || sharedBy(node)) return [];
  const written = document.text.slice(node.span.start, node.span.end);
  const literal = scalarType(node) === 'string' ? written : JSON.stringify(node.text);
  if (literal.includes('\n')) return [];
  const isOnlyOne = workload.containers.filter(other => hasVariable(other, name)).length < 2;
  const owner = [
    workload.object.name ?? workload.object.kind,
    ...(isOnlyOne ? [] : [container.name ?? container.role]),
  ];
  const secret = [...owner, name]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  const reference = replaceEntry(document.text, entry, 'valueFrom', { secretKeyRef: { name: secret, key: name } });
  if (!reference) return [];
  const title = { en: 'Move it into the Secret {secret}', ja: 'Secret {secret} に移す' };
  const edits = [secretDocument(document, workload.object, secret, name, literal), ...reference];
  return [{ title: { text: title, params: { secret } }, edits, safe: false }];
}

const hasVariable = ({ value }: Container, name: string): boolean =>
  itemsOf(dig(value, 'env')).some(variable => textOf(dig(variable, 'name')) === name);

/** A comment that stands above the object stays at the top of the file. */
function secretDocument(
  { text, yaml }: KubeDocument,
  { metadata }: KubeObject,
  secret: string,
  key: string,
  literal: string,
): Edit {
  const namespace = textOf(dig(metadata, 'namespace'));
  const at = yaml.root?.span.start ?? 0;
  const lines = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${secret}`,
    ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    'stringData:',
    `  ${key}: ${literal}`,
    '---',
    '',
  ];
  return { span: { start: at, end: at }, text: lines.join(lineEnding(text)) };
}
