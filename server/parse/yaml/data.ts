import type { Data } from './render.ts';
import { scalarType } from './scalar.ts';
import { booleanOf, fieldsOf, itemsOf, numberOf, type Value } from './view.ts';

/** What a value says; undefined where nobody can tell. */
export function dataOf(value: Value): Data | undefined {
  const { node } = value;
  if (node.type === 'seq') return all(itemsOf(value).map(dataOf));
  if (node.type === 'map') {
    const fields = fieldsOf(value).map(field => [field.key, dataOf(field.value)] as const);
    return all(fields.map(([, data]) => data)) && (Object.fromEntries(fields) as { [key: string]: Data });
  }
  switch (scalarType(node)) {
    case 'boolean':
      return booleanOf(value);
    case 'number':
      return numberOf(value);
    case 'string':
      return node.text;
    default:
      return undefined;
  }
}

const all = (data: readonly (Data | undefined)[]): Data[] | undefined => {
  const known = data.filter(each => each !== undefined);
  return known.length === data.length ? known : undefined;
};
