import type { Span } from '../core/span.ts';
import type { Config } from '../parse/config/config.ts';
import { pointerTo } from '../parse/jsonPointer.ts';
import { validate } from './validate.generated.ts';

/** A place of the config that its schema does not allow. */
export interface ConfigFault {
  readonly fault: 'unknown-key' | 'bad-value' | 'missing-key';
  /** Of the unwanted key's value, the bad value, or the object that misses a key. */
  readonly pointer: string;
  /** The key, where it is unknown or missing. */
  readonly key: string;
  readonly span: Span;
}

/** An error of ajv. */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly additionalProperty?: string; readonly missingProperty?: string };
}

/** Every fault but unknown names of rules, in the schema's order. */
export const faultsOf = (config: Config): ConfigFault[] =>
  schemaErrors(config.value).map(({ instancePath, keyword, params }) => {
    const place = (pointer: string) => config.places.get(pointer) ?? { key: undefined, value: { start: 0, end: 0 } };
    if (keyword === 'additionalProperties') {
      const key = params.additionalProperty ?? '';
      const pointer = pointerTo(instancePath, key);
      const { key: span, value } = place(pointer);
      return { fault: 'unknown-key', pointer, key, span: span ?? value };
    }
    const fault = keyword === 'required' ? 'missing-key' : 'bad-value';
    return { fault, pointer: instancePath, key: params.missingProperty ?? '', span: place(instancePath).value };
  });

/** JSON pointers of what is wrong in a value that is no file: VS Code's settings, say. */
export const faultyPointers = (value: unknown): string[] =>
  schemaErrors(value).map(({ instancePath, params }) =>
    params.additionalProperty === undefined ? instancePath : pointerTo(instancePath, params.additionalProperty),
  );

function schemaErrors(value: unknown): readonly SchemaError[] {
  const check: { (data: unknown): boolean; errors?: readonly SchemaError[] | null } = validate;
  return check(value) ? [] : (check.errors ?? []);
}
