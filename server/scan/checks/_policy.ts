import type { ContainersPolicy, Requirements } from '../../parse/containersPolicy.ts';

type Trust = 'accept' | 'reject' | 'signed';

/** What is asked of an image: all of a list must hold. */
export function trustOf({ types }: Requirements): Trust {
  if (types.some(({ type }) => type === 'reject')) return 'reject';
  return types.some(({ type }) => type === 'signedBy' || type === 'sigstoreSigned') ? 'signed' : 'accept';
}

/** As the engine looks it up. */
export function policyOf(policy: ContainersPolicy, name: string, reference = name): Trust {
  const [, tag, digest] = /^(?::([^@]+))?(?:@(.+))?$/.exec(reference.slice(name.length)) ?? [];
  return trustOf(policy.forImage({ name, tag, digest }));
}
