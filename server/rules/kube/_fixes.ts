import type { Edit, Fix } from '../../core/fix.ts';
import type { Params, Text } from '../../core/text.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { appendItems, putFields, sharedByFields } from '../../parse/yaml/edit.ts';
import { sharedBy, type YamlEntry, type YamlItem } from '../../parse/yaml/node.ts';
import { removeParts } from '../../parse/yaml/remove.ts';
import { type Data, flow } from '../../parse/yaml/render.ts';
import { type Field, get, type Value } from '../../parse/yaml/view.ts';

type Fields = { readonly [key: string]: Data };

/** Where a new key of a container goes. */
const belowImage = ['image', 'name'];

/** Puts fields into a container, new ones below its image. */
export const fixContainer = (document: KubeDocument, container: Value, fields: Fields, title: Text, params?: Params) =>
  fixFields(document, [{ value: container, fields, after: belowImage }], title, params);

/** Puts fields into a pod's spec, new ones at its top. */
export const fixPod = (document: KubeDocument, spec: Value, fields: Fields, title: Text, params?: Params) =>
  fixFields(document, [{ value: spec, fields, after: 'first' }], title, params);

export interface Put {
  readonly value: Value;
  readonly fields: Fields;
  /** Added at the end of the value's lists; a list that is missing is made. */
  readonly items?: Fields;
  readonly after?: 'first' | readonly string[];
}

/** One fix that edits several maps; none if one of them cannot be edited. */
export function fixFields(document: KubeDocument, puts: readonly Put[], title: Text, params?: Params): Fix[] {
  if (document.yaml.isBroken) return [];
  const changes: Change[] = [];
  for (const put of puts) {
    const change = changeOf(document.text, put);
    if (!change) return [];
    changes.push(change);
  }
  const shared = changes.find(change => change.shared !== undefined)?.shared;
  return [
    suggestion(
      changes.flatMap(change => change.edits),
      title,
      params,
      shared,
    ),
  ];
}

interface Change {
  readonly edits: readonly Edit[];
  /** The anchor through which it shows elsewhere too. */
  readonly shared: string | undefined;
}

function changeOf(text: string, { value, fields, items = {}, after }: Put): Change | undefined {
  const { node } = value;
  if (node.type !== 'map') return undefined;
  const all: Record<string, Data> = { ...fields };
  const edits: Edit[] = [];
  let shared: string | undefined;
  for (const [key, item] of Object.entries(items)) {
    const list = get(value, key)?.value.node;
    const change = list?.type === 'seq' ? appendItems(text, list, [item]) : [];
    if (!change || (list && list.type !== 'seq')) return undefined;
    if (list) shared ??= sharedBy(list);
    else all[key] = [item];
    edits.push(...change);
  }
  const change = putFields(text, node, all, after);
  return change && { edits: [...change, ...edits], shared: shared ?? sharedByFields(node, all) };
}

/** Removes keys and list items. */
export function fixRemoving(
  document: KubeDocument,
  parts: readonly (YamlEntry | YamlItem)[],
  title: Text,
  params?: Params,
): Fix[] {
  if (document.yaml.isBroken) return [];
  const edits = removeParts(document.text, parts);
  if (!edits) return [];
  const shared = parts.map(part => sharedBy(part.parent)).find(anchor => anchor !== undefined);
  return [suggestion(edits, title, params, shared)];
}

/** Removes a field of a map, or overrides it where `<<` brings it in or where it is all that the map says. */
export const fixField = (document: KubeDocument, map: Value, field: Field, instead: Data, title: Text): Fix[] =>
  field.merged || field.entry.parent.entries.length === 1
    ? fixFields(document, [{ value: map, fields: { [field.key]: instead } }], title)
    : fixRemoving(document, [field.entry], title);

/** Writes another scalar in the place of one, quoted as it was. */
export function fixScalar(
  document: KubeDocument,
  { node }: Value,
  instead: string | number | boolean,
  title: Text,
  params?: Params,
): Fix[] {
  if (document.yaml.isBroken || node.type !== 'scalar' || node.style === 'block' || node.tag !== undefined) return [];
  const text =
    node.style === 'single' && typeof instead === 'string' ? `'${instead}'` : flow(instead, node.style === 'double');
  const gap = document.text[node.span.start - 1] === ':' ? ' ' : '';
  return [suggestion([{ span: node.span, text: gap + text }], title, params, sharedBy(node))];
}

/** Writes another key in the place of a map's own one, quoted as it was. */
export function fixKey(document: KubeDocument, map: Value, { entry, merged }: Field, key: string, title: Text): Fix[] {
  const { span, type } = entry.key;
  if (document.yaml.isBroken || merged || map.outside || type !== 'scalar' || get(map, key)) return [];
  const quote = /^["']/.exec(document.text.slice(span.start, span.end))?.[0] ?? '';
  return [suggestion([{ span, text: quote + key + quote }], title, { key }, undefined)];
}

/** Changes what the file means: a person chooses. */
function suggestion(edits: readonly Edit[], title: Text, params: Params = {}, shared?: string): Fix {
  const text =
    shared === undefined
      ? title
      : {
          en: `${title.en} (changes all that uses &{anchor})`,
          ja: `${title.ja}（&{anchor} を使うすべての箇所が変わります）`,
        };
  return { title: { text, params: shared === undefined ? params : { ...params, anchor: shared } }, edits, safe: false };
}
