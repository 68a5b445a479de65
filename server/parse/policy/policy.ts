import { Memory } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import { scopeParents } from '../../podman/policyLookup.ts';
import { memberNamed } from '../json/keys.ts';
import type { JsonArray, JsonFile, JsonMember, JsonObject, JsonString, JsonValue } from '../json/tree.ts';

/** One thing that a list asks for. */
export interface Requirement {
  /** `signedBy`, or whatever stands there. */
  readonly type: string;
  /** Of the type's value. */
  readonly at: Span;
  readonly node: JsonObject;
}

/** The policy's default, or what holds for a scope. */
export interface PolicyEntry {
  /** Undefined: the policy's default. */
  readonly transport: string | undefined;
  readonly scope: string;
  readonly member: JsonMember;
  /** The scopes that it is one of. */
  readonly owner: JsonObject;
  readonly list: JsonArray;
  /** Undefined where one of the list cannot be understood. */
  readonly requirements: readonly Requirement[] | undefined;
}

/** A policy as far as it can be understood. */
export interface Policy {
  readonly root: JsonObject;
  readonly default: PolicyEntry | undefined;
  readonly transports: readonly PolicyTransport[];
  /** The default, then those of all transports. */
  readonly entries: readonly PolicyEntry[];
}

interface PolicyTransport {
  readonly name: string;
  readonly key: JsonString;
  readonly member: JsonMember;
  readonly entries: readonly PolicyEntry[];
}

const remembered = new Memory<JsonFile, Policy | null>();

/** Undefined where nothing can be known: no object, or a template. */
export function policyIn(file: JsonFile): Policy | undefined {
  let policy = remembered.get(file);
  if (policy === undefined) {
    policy = file.root?.type === 'object' && !file.isTemplate ? read(file.root) : null;
    remembered.set(file, policy);
  }
  return policy ?? undefined;
}

function read(root: JsonObject): Policy {
  const member = memberNamed(root, 'default');
  const fallback = member && entry(undefined, root, member);
  const written = memberNamed(root, 'transports')?.value;
  const members = written?.type === 'object' ? written.members : [];
  const transports = members.map((member): PolicyTransport => {
    const { key, value } = member;
    const scopes = value.type === 'object' ? value.members : [];
    const owner = value.type === 'object' ? value : root;
    return { name: key.value, key, member, entries: scopes.flatMap(scope => entry(key.value, owner, scope) ?? []) };
  });
  const entries = [...(fallback ? [fallback] : []), ...transports.flatMap(({ entries }) => entries)];
  return { root, default: fallback, transports, entries };
}

function entry(transport: string | undefined, owner: JsonObject, member: JsonMember): PolicyEntry | undefined {
  const { key, value } = member;
  if (value.type !== 'array') return undefined;
  const requirements = value.items.map(requirementIn).filter(requirement => requirement !== undefined);
  const isKnown = requirements.length === value.items.length && requirements.length > 0;
  return {
    transport,
    scope: transport === undefined ? '' : key.value,
    member,
    owner,
    list: value,
    requirements: isKnown ? requirements : undefined,
  };
}

/** Undefined for what has no type that is a string. */
export function requirementIn(node: JsonValue): Requirement | undefined {
  const type = node.type === 'object' ? memberNamed(node, 'type')?.value : undefined;
  return node.type === 'object' && type?.type === 'string' ? { type: type.value, at: type.span, node } : undefined;
}

/** What holds for the first of some scopes that the policy has, or else its default. */
export const entryFor = (
  { transports, ...policy }: Policy,
  transport: string,
  scopes: readonly string[],
): PolicyEntry | undefined => {
  const entries = transports.find(({ name }) => name === transport)?.entries ?? [];
  for (const scope of scopes) {
    const found = entries.find(entry => entry.scope === scope);
    if (found) return found;
  }
  return policy.default;
};

/** What would hold for a scope if it were not there; undefined for the policy's default. */
export const inherited = (policy: Policy, { transport, scope }: PolicyEntry): PolicyEntry | undefined =>
  transport === undefined ? undefined : entryFor(policy, transport, scopeParents(transport, scope));
