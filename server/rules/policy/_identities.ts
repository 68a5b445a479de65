import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonObject, JsonString } from '../../parse/json/tree.ts';
import type { PolicyEntry, Requirement } from '../../parse/policy/policy.ts';
import { nameless } from '../../podman/policyTransports.ts';
import { typeOf } from './_rule.ts';

/** Which name in a signature is good enough for an image. */
interface Identity {
  readonly type: JsonString;
  readonly node: JsonObject;
}

const isSigned = ({ type }: Requirement): boolean => type === 'signedBy' || type === 'sigstoreSigned';

/** What is written; undefined also where it cannot be understood. */
export function identityOf({ node }: Requirement): Identity | undefined {
  const value = memberNamed(node, 'signedIdentity')?.value;
  const type = typeOf(value);
  return value?.type === 'object' && type ? { type, node: value } : undefined;
}

/** Whether the identity compares a name that images there do not have: all of them are denied, whatever it says. */
export const comparesNothing = ({ transport }: PolicyEntry, identity: Identity | undefined): boolean =>
  transport !== undefined && nameless.has(transport) && (!identity || compares.has(identity.type.value));

/** These compare the name in the signature with the image's own. */
const compares: ReadonlySet<string> = new Set([
  'matchExact',
  'matchRepoDigestOrExact',
  'matchRepository',
  'remapIdentity',
]);

export const hasIdentity = ({ node }: Requirement): boolean => memberNamed(node, 'signedIdentity') !== undefined;

/** All requirements that ask for a signature, with the list that they are in. */
export function* signatures(
  entries: readonly PolicyEntry[],
): Iterable<{ readonly entry: PolicyEntry; readonly requirement: Requirement }> {
  for (const entry of entries)
    for (const requirement of entry.requirements ?? []) if (isSigned(requirement)) yield { entry, requirement };
}
