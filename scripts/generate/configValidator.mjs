import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { configSchema } from './configSchema.mjs';

const forReaders = new Set(['$id', 'title', 'description', 'default', 'examples']);

/**
 * The schema as a function without eval or imports. Rules' names are not part of it: whether a name is known is
 * a question of its own, with other answers than "invalid".
 */
export function configValidator(facts) {
  const schema = JSON.parse(
    JSON.stringify(configSchema(facts), (key, value) => (forReaders.has(key) ? undefined : value)),
  );
  schema.properties.rules = { type: ['object', 'null'], additionalProperties: { enum: [...facts.levels] } };
  const ajv = new Ajv.default({
    allErrors: true,
    allowUnionTypes: true,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  const code = standaloneCode.default(ajv, ajv.compile(schema));
  if (/\b(require|import)\b/.test(code)) throw new Error('the validator of .podseal.yaml must stand alone');
  const { properties } = schema;
  const { scan } = properties;
  const known = {
    file: Object.keys(properties),
    ignore: Object.keys(properties.ignore.items.properties),
    scan: Object.keys(scan.properties),
    waivers: Object.keys(scan.properties.waivers.items.properties),
  };
  const keys = `/** The keys of the file, of an entry of ignore, of scan and of a waiver. */\nexport const knownKeys = ${JSON.stringify(known)};`;
  return `// @ts-nocheck\n// Made by "npm run generate" from scripts/generate/configSchema.mjs.\n${code}\n${keys}\n`;
}
