import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { policyFields, shorthands } from '../../server/parse/securityPolicy/fields.ts';
import { capabilityNames } from '../../server/podman/capabilities.ts';
import { securitypolicy } from '../../server/rules/securitypolicy/kind.ts';
import { ids, lint } from '../support/lint.ts';

const { policySchema } = await import(pathToFileURL(path.resolve('scripts/generate/policySchema.mjs')).href);
const schema = policySchema({ policyFields, shorthands, capabilityNames });
const validate = new Ajv.default({ allowUnionTypes: true }).compile(schema);
const takes = (text: string): boolean => validate(parse(`kind: SecurityPolicy\nspec:\n  ${text}\n`));

test('the schema of policies takes its own example, as the rules do', () => {
  const [example] = schema.examples;
  assert.equal(validate(example), true, JSON.stringify(validate.errors));
  assert.deepEqual(ids(lint('security-policy.yaml', JSON.stringify(example))), []);
});

test('the schema of policies takes every way to write a field', () => {
  for (const field of Object.keys(policyFields)) assert.ok(JSON.stringify(schema).includes(`"${field}"`), field);
  assert.ok(takes('required: [seccompProfile: {type: RuntimeDefault}, seccompProfile.type: [Localhost]]'));
  assert.ok(takes('forbidden: [capabilities: {add: [CAP_SYS_ADMIN, net_admin]}, runAsUser: [0, 1]]'));
  for (const text of [
    'forbidden: []',
    'forbidden: [priviledged: true]',
    'required: [runAsUser: x]',
    'allowed: [privileged: true]',
  ])
    assert.ok(!takes(text), text);
});

test('what the rules find nothing wrong with, the schema takes', () => {
  for (const { text } of securitypolicy.rules.flatMap(rule => rule.examples.good)) {
    if (text.includes('---') || ids(lint('security-policy.yaml', text)).length > 0) continue;
    const value = parse(text, { version: '1.1' });
    if (value?.kind !== 'SecurityPolicy' || /[{]{2}/.test(text)) continue;
    // Half-written ones are nobody's fault yet.
    if (/null/.test(JSON.stringify(value))) continue;
    if (value.apiVersion !== undefined && value.apiVersion !== 'v1') continue;
    assert.equal(validate(value), true, `${text}\n${JSON.stringify(validate.errors)}`);
  }
});
