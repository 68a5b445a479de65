import type { ContainersPolicy, Requirements } from '../../parse/containersPolicy.ts';
import { dockerScopes } from '../../podman/policyLookup.ts';

export type Trust = 'accept' | 'reject' | 'signed';

/** What is asked of an image: all of a list must hold. */
export function trustOf({ types }: Requirements): Trust {
  if (types.some(({ type }) => type === 'reject')) return 'reject';
  return types.some(({ type }) => type === 'signedBy' || type === 'sigstoreSigned') ? 'signed' : 'accept';
}

/** By the longest scope that covers the name, as the engine looks it up. */
export function policyOf(policy: ContainersPolicy, name: string, reference = name): Trust {
  const tag = reference.slice(name.length).replace(/^:/, '') || undefined;
  for (const scope of dockerScopes({ name, tag })) {
    const found = policy.requirements('docker', scope);
    if (found) return trustOf(found);
  }
  return trustOf(policy.default);
}
