import type { Span } from '../core/span.ts';
import { dockerScopes, type PolicyImage } from '../podman/policyLookup.ts';
import { parseJson } from './json/parse.ts';
import { entryFor, type PolicyEntry, policyIn } from './policy/policy.ts';
import { strengthOf } from './policy/strength.ts';

/** What a policy asks of an image: all of it must hold. */
export interface Requirements {
  readonly types: readonly { readonly type: string; readonly span: Span }[];
}

/** A containers-policy.json, for those who look something up in it. */
export interface ContainersPolicy {
  readonly default: Requirements;
  requirements(transport: string, scope: string): Requirements | undefined;
  /** What holds for an image from a registry. */
  forImage(image: PolicyImage): Requirements;
}

/** Undefined for what is no such policy, or one that Podman cannot load. */
export function readPolicy(text: string): ContainersPolicy | undefined {
  const file = parseJson(text);
  const policy = policyIn(file);
  const fallback = policy?.default && requirementsIn(policy.default);
  if (!policy || !fallback || file.faults.length > 0) return undefined;
  return {
    default: fallback,
    requirements: (transport, scope) => {
      const entries = policy.transports.find(({ name }) => name === transport)?.entries;
      const entry = entries?.find(entry => entry.scope === scope);
      return entry && requirementsIn(entry);
    },
    forImage: image => {
      const entry = entryFor(policy, 'docker', dockerScopes(image));
      return (entry && requirementsIn(entry)) ?? fallback;
    },
  };
}

const requirementsIn = (entry: PolicyEntry): Requirements | undefined =>
  strengthOf(entry) === undefined
    ? undefined
    : { types: entry.requirements?.map(({ type, at }) => ({ type, span: at })) ?? [] };
