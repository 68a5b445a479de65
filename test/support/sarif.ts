import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

/**
 * What SARIF's public schema (schemastore.org, Apache-2.0) has against a log. It is of draft 4, whose differences from
 * what Ajv knows it does not use.
 */
export function faultsInSarif(log: unknown): readonly string[] {
  const schema = JSON.parse(readFileSync('test/support/sarif-2.1.0-rtm.5.schema.json', 'utf8'));
  delete schema.$schema;
  delete schema.id;
  const ajv = new Ajv.default({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  ajv.validate(schema, log);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
