import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { fulcioFields, identities, pkiFields, requirements } from '../../server/podman/policyGrammar.ts';
import invalidPolicy from '../../server/rules/policy/invalid-policy.ts';
import { unmark } from '../support/marked.ts';

const schema = JSON.parse(readFileSync('schemas/containers-policy.schema.json', 'utf8'));

test('the schema describes every key that a policy can have', () => {
  const keys = [...Object.values(requirements), ...Object.values(identities), fulcioFields, pkiFields].flatMap(
    Object.keys,
  );
  const described = Object.values<{ properties?: object }>(schema.definitions).flatMap(({ properties = {} }) =>
    Object.entries<{ description?: string }>(properties as Record<string, { description?: string }>),
  );
  const names = described.filter(([, { description }]) => description).map(([name]) => name);
  assert.deepEqual(
    keys.filter(key => !names.includes(key)),
    [],
  );
});

test('the schema finds no fault of its own: that is what the findings are for', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  const { bad, good } = invalidPolicy.examples;
  let judged = 0;
  for (const { text } of [...bad, ...good]) {
    const policy = jsonOf(unmark(text).text);
    if (policy === undefined) continue;
    judged++;
    assert.ok(validate(policy), `${text}: ${JSON.stringify(validate.errors)}`);
  }
  assert.ok(judged > 80);
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
