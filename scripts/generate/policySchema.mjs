/** What a SecurityPolicy may say. `policyFields` are those of the parser, so that both know the same. */
export function policySchema({ policyFields, shorthands, capabilityNames }) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'security-policy.schema.json',
    title: 'Podseal: SecurityPolicy',
    description: 'What a project demands of its pods. The policies of the nearest folder upwards hold.',
    type: 'object',
    required: ['kind'],
    additionalProperties: false,
    properties: {
      apiVersion: { const: 'v1' },
      kind: { const: 'SecurityPolicy' },
      metadata: { type: 'object', properties: { name: { description: 'How findings call it.', type: 'string' } } },
      spec: {
        type: 'object',
        additionalProperties: false,
        properties: {
          requiredLabels: {
            description: 'Labels that every pod must have.',
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['key'],
              additionalProperties: false,
              properties: {
                key: { description: "The label's name.", type: 'string' },
                value: { description: 'What it must say; without, anything.', type: ['string', 'number', 'boolean'] },
              },
            },
          },
          forbidden: entries('What no container or pod may say.'),
          required: entries('What every container or pod must say.'),
          allowed: {
            ...entries('The capabilities that may be added; everything else may not.'),
            items: { type: 'object', minProperties: 1, additionalProperties: false, properties: addition() },
          },
        },
      },
    },
    definitions: {
      capabilities: {
        type: 'array',
        minItems: 1,
        items: { anyOf: [{ enum: ['ALL', ...capabilityNames] }, { type: 'string', pattern: otherSpelling }] },
      },
      entry: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: fields(policyFields, shorthands),
      },
    },
    examples: [
      {
        apiVersion: 'v1',
        kind: 'SecurityPolicy',
        metadata: { name: 'container-security-policy' },
        spec: {
          requiredLabels: [{ key: 'security.scan', value: 'passed' }],
          forbidden: [{ privileged: true }, { capabilities: { add: ['SYS_ADMIN', 'NET_ADMIN'] } }],
          required: [{ readOnlyRootFilesystem: true }, { runAsNonRoot: true }, { dropCapabilities: ['ALL'] }],
          allowed: [{ capabilities: { add: ['NET_BIND_SERVICE', 'CHOWN'] } }],
        },
      },
    ],
  };
}

/** `CAP_CHOWN`, `chown`: Podman takes them, and the enumeration is for completion. */
const otherSpelling = '^(?:[Cc][Aa][Pp]_[A-Za-z_]+|[a-z_]+)$';

const entries = description => ({ description, type: 'array', minItems: 1, items: { $ref: '#/definitions/entry' } });

/** Each field by its path in one word, and as maps in maps. */
function fields(policyFields, shorthands) {
  const properties = {};
  for (const [path, field] of Object.entries(policyFields)) {
    const schema = schemaOf(field);
    properties[path] = schema;
    const [first, second] = path.split('.');
    if (second === undefined) continue;
    properties[first] ??= { type: 'object', minProperties: 1, additionalProperties: false, properties: {} };
    properties[first].properties[second] = schema;
  }
  for (const [name, path] of Object.entries(shorthands)) properties[name] = schemaOf(policyFields[path]);
  return properties;
}

function schemaOf({ type, choices, text }) {
  const description = text.en;
  if (type === 'boolean') return { description, type };
  if (type === 'capabilities') return { description, $ref: '#/definitions/capabilities' };
  const one = choices ? { enum: [...choices] } : { type: type === 'integer' ? 'integer' : 'string' };
  return { description, anyOf: [one, { type: 'array', minItems: 1, items: one }] };
}

function addition() {
  const capabilities = { $ref: '#/definitions/capabilities' };
  return {
    capabilities: { type: 'object', required: ['add'], additionalProperties: false, properties: { add: capabilities } },
    'capabilities.add': capabilities,
    addCapabilities: capabilities,
  };
}
