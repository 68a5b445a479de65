import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonFile, JsonString, JsonValue } from '../../parse/json/tree.ts';
import type { Policy, PolicyEntry } from '../../parse/policy/policy.ts';
import { noMatch } from '../../podman/policyScopeMatch.ts';
import { scopeFault } from '../../podman/policyScopes.ts';
import { isTransport } from '../../podman/policyTransports.ts';
import { ruleForWhole } from '../_jsonSyntax.ts';

export const policyRule = ruleForWhole<JsonFile>(file => file);

/** The type of a requirement or an identity, where it is a string. */
export function typeOf(value: JsonValue | undefined): JsonString | undefined {
  const type = value?.type === 'object' ? memberNamed(value, 'type')?.value : undefined;
  return type?.type === 'string' ? type : undefined;
}

/** The `type`s of a list that asks for nothing: all requirements must be met, so each of them must accept anything. */
export function acceptances(list: JsonValue | undefined): readonly [JsonString, ...JsonString[]] | undefined {
  if (list?.type !== 'array') return undefined;
  const types = list.items.map(typeOf);
  const accepting = types.filter(type => type !== undefined && type.value === 'insecureAcceptAnything');
  const [first, ...more] = accepting as JsonString[];
  return first && accepting.length === types.length ? [first, ...more] : undefined;
}

/** The default, and the scopes that images can fall under. */
export const entriesThatCount = (policy: Policy | undefined): readonly PolicyEntry[] =>
  policy?.entries.filter(
    ({ transport, scope }) =>
      transport === undefined ||
      (isTransport(transport) && !scopeFault(transport, scope) && !noMatch(transport, scope)),
  ) ?? [];
