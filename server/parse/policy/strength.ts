import { lookUp } from '../../core/lookUp.ts';
import type { JsonValue } from '../json/tree.ts';
import type { PolicyEntry, Requirement } from './policy.ts';

/** How much a list asks for. Nothing meets a `signedBaseLayer`. */
export type Strength = 'accept' | 'signed' | 'reject';

const strengths: Readonly<Record<string, Strength>> = {
  insecureAcceptAnything: 'accept',
  reject: 'reject',
  signedBy: 'signed',
  sigstoreSigned: 'signed',
  signedBaseLayer: 'reject',
};

const order: readonly Strength[] = ['accept', 'signed', 'reject'];

/** All of a list must be met: its strongest requirement decides. Undefined where one is not known. */
export function strengthOf({ requirements }: PolicyEntry): Strength | undefined {
  let strongest: Strength = 'accept';
  for (const { type } of requirements ?? [{ type: '' }]) {
    const strength = lookUp(strengths, type);
    if (!strength) return undefined;
    if (order.indexOf(strength) > order.indexOf(strongest)) strongest = strength;
  }
  return strongest;
}

export const isWeaker = (a: Strength, b: Strength): boolean => order.indexOf(a) < order.indexOf(b);

const implicitIdentity = '{"type":"matchRepoDigestOrExact"}';

/** The same text for requirements that mean the same. */
export function meaningOf({ node, type }: Requirement): string {
  const members = node.members.map(({ key, value }) => [key.value, canonical(value)] as const);
  const isSigned = type === 'signedBy' || type === 'sigstoreSigned';
  if (isSigned && !members.some(([key]) => key === 'signedIdentity'))
    members.push(['signedIdentity', implicitIdentity]);
  return objectText(members);
}

function canonical(value: JsonValue): string {
  switch (value.type) {
    case 'object':
      return objectText(value.members.map(({ key, value }) => [key.value, canonical(value)]));
    case 'array':
      return `[${value.items.map(canonical).join(',')}]`;
    case 'string':
    case 'literal':
      return JSON.stringify(value.value);
    case 'number':
      return value.text;
    case 'unknown':
      // Like nothing else.
      return `?${value.span.start}`;
  }
}

const objectText = (members: readonly (readonly [string, string])[]): string =>
  `{${[...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`)
    .join(',')}}`;

/** Whether everything that `a` accepts is accepted by `b` too, as far as that can be seen. */
export function isAsStrict(a: PolicyEntry | undefined, b: PolicyEntry | undefined): boolean {
  if (!a?.requirements || !b?.requirements) return false;
  if (strengthOf(a) === 'reject') return true;
  const met = new Set(a.requirements.map(meaningOf));
  return b.requirements.every(
    requirement => requirement.type === 'insecureAcceptAnything' || met.has(meaningOf(requirement)),
  );
}
