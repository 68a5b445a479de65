import { lookUp } from '../../core/lookUp.ts';
import type { Grammar, Shape } from '../../podman/confGrammar.ts';

/** What may stand behind a row of keys. */
export function shapeAt(grammar: Grammar, keys: readonly string[]): Shape | undefined {
  return keys.reduce<Shape | undefined>((shape, key) => below(shape, key), { table: grammar });
}

function below(shape: Shape | undefined, key: string): Shape | undefined {
  if (typeof shape !== 'object') return undefined;
  if ('map' in shape) return shape.map;
  const grammar = tableOf(shape);
  return grammar && lookUp(grammar, key);
}

/** The keys of a table or of each of a list of tables. */
export function tableOf(shape: Shape | undefined): Grammar | undefined {
  if (typeof shape !== 'object') return undefined;
  return 'table' in shape ? shape.table : 'tables' in shape ? shape.tables : undefined;
}

/** All headers that can be written: `[storage.options]`, `[[registry]]`. */
export function* headersOf(grammar: Grammar, path: readonly string[] = []): Generator<string> {
  for (const [key, shape] of Object.entries(grammar)) {
    const name = [...path, key].join('.');
    const inner = tableOf(shape);
    if (typeof shape === 'object') yield 'tables' in shape ? `[[${name}]]` : `[${name}]`;
    if (inner) yield* headersOf(inner, [...path, key]);
  }
}
