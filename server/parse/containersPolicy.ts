import type { Span } from '../core/span.ts';
import { memberNamed } from './json/keys.ts';
import { parseJson } from './json/parse.ts';
import type { JsonObject, JsonValue } from './json/tree.ts';

/** What a policy asks of an image: all of it must hold. */
export interface Requirements {
  readonly types: readonly { readonly type: string; readonly span: Span }[];
}

/** A containers-policy.json, for those who look something up in it. */
export interface ContainersPolicy {
  readonly default: Requirements;
  requirements(transport: string, scope: string): Requirements | undefined;
}

const typeNames = new Set(['insecureAcceptAnything', 'reject', 'signedBy', 'sigstoreSigned', 'signedBaseLayer']);

/** Undefined for what is no such policy, or one that Podman cannot load. */
export function readPolicy(text: string): ContainersPolicy | undefined {
  const { root, faults, isTemplate } = parseJson(text);
  if (root?.type !== 'object' || isTemplate || faults.length > 0) return undefined;
  const fallback = requirementsIn(memberNamed(root, 'default')?.value);
  if (!fallback) return undefined;
  const transports = objectNamed(root, 'transports');
  return {
    default: fallback,
    requirements: (transport, scope) => {
      const scopes = transports && objectNamed(transports, transport);
      return scopes && requirementsIn(memberNamed(scopes, scope)?.value);
    },
  };
}

function objectNamed(object: JsonObject, key: string): JsonObject | undefined {
  const value = memberNamed(object, key)?.value;
  return value?.type === 'object' ? value : undefined;
}

function requirementsIn(list: JsonValue | undefined): Requirements | undefined {
  if (list?.type !== 'array' || list.items.length === 0) return undefined;
  const types: { type: string; span: Span }[] = [];
  for (const item of list.items) {
    const type = item.type === 'object' ? memberNamed(item, 'type')?.value : undefined;
    if (type?.type !== 'string' || !typeNames.has(type.value)) return undefined;
    types.push({ type: type.value, span: type.span });
  }
  return { types };
}
