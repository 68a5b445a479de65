import { type Span, touches } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { JsonFile, JsonMember } from '../../parse/json/tree.ts';
import { usualStorage } from '../../parse/policy/images.ts';
import { policyIn, requirementIn } from '../../parse/policy/policy.ts';
import { keyTypes } from '../../podman/policyGrammar.ts';
import { scopeParents } from '../../podman/policyLookup.ts';
import { noMatch } from '../../podman/policyScopeMatch.ts';
import { identityTexts, requirementTexts, transportTexts } from '../../podman/policyTexts.ts';
import { transports } from '../../podman/policyTransports.ts';
import { keyFiles } from '../../rules/policy/_keys.ts';
import type { FeatureContext, Proposal, ProposalKind, Proposals } from '../features/model.ts';
import { jsonProposals } from '../jsonProposals.ts';
import { type JsonPlace, placeAt } from './places.ts';
import { workspaceImages } from './workspaceImages.ts';

/** Transports, scopes, requirements, identities and key paths; the keys come with the JSON schema. */
export function complete(file: JsonFile, offset: number, context: FeatureContext): Proposals | undefined {
  const place = placeAt(file, offset);
  if (!place) return undefined;
  const items = [...(place.part === 'key' ? keys(file, place, context) : values(file, place, context))];
  return jsonProposals(file.text, place.span, offset, items);
}

function keys(file: JsonFile, place: JsonPlace, context: FeatureContext): Iterable<Proposal> {
  const { path, member } = place;
  if (path[0] !== 'transports') return [];
  const hasValue = member !== undefined && /^\s*:\s*[^\s,}]/.test(file.text.slice(member.key.span.end));
  if (path.length === 1) return transportProposals(file, member, hasValue, context);
  return path.length === 2 ? scopeProposals(file, path[1] ?? '', hasValue, context) : [];
}

function* transportProposals(
  file: JsonFile,
  own: JsonMember | undefined,
  hasValue: boolean,
  { locale }: FeatureContext,
): Iterable<Proposal> {
  const there = new Set(policyIn(file)?.transports.flatMap(({ name, member }) => (member === own ? [] : [name])));
  for (const name of transports.filter(name => name !== 'ostree' && !there.has(name)))
    yield key(name, '{"${1:}": [{"type": "${2:reject}"}]}', hasValue, 'value', transportTexts[name]?.[locale]);
}

/** The images that the workspace uses, and what these are parts of. */
function* scopeProposals(file: JsonFile, transport: string, hasValue: boolean, { workspace }: FeatureContext) {
  const known = policyIn(file)?.transports.find(({ name }) => name === transport)?.entries ?? [];
  const scopes = new Set(transport === 'containers-storage' ? [usualStorage, ''] : ['']);
  if (transport === 'docker' || transport === 'docker-daemon')
    for (const name of workspaceImages(workspace))
      for (const scope of [name, ...scopeParents(transport, name)]) scopes.add(scope);
  for (const scope of scopes)
    if (!known.some(entry => entry.scope === scope) && !noMatch(transport, scope))
      yield key(scope, '[{"type": "${1:reject}"}]', hasValue, 'image');
}

const key = (name: string, value: string, hasValue: boolean, kind: ProposalKind, detail?: string): Proposal => {
  const written = JSON.stringify(name);
  // A `$` of a name would begin a place to fill in.
  const snippet = hasValue ? undefined : `${written.replaceAll('$', '\\$')}: ${value}`;
  return { label: written, kind, text: written, snippet, detail };
};

function values(file: JsonFile, { path, value, span }: JsonPlace, { locale }: FeatureContext): Proposal[] {
  const last = path.at(-1) ?? '';
  if (isListPath([...path, '#']))
    return value && value.type !== 'unknown' ? [] : requirementObjects.map(object => listOf(object, locale));
  if (isListPath(path))
    return requirementObjects.map(object => ({ ...object, detail: requirementTexts[object.type]?.[locale] }));
  const holder = path.slice(0, -1);
  if (last === 'type' && isListPath(holder)) return strings(Object.keys(requirementTexts), locale, requirementTexts);
  if (last === 'type' && /Identity$/.test(holder.at(-1) ?? ''))
    return strings(Object.keys(identityTexts), locale, identityTexts);
  if (/^(?:signedIdentity|baseLayerIdentity)$/.test(last) && value?.type !== 'object')
    return identityObjects.map(object => ({ ...object, detail: identityTexts[object.type]?.[locale] }));
  if (last === 'keyType') return strings(keyTypes.slice(0, 1), locale);
  const pathKey = last === '#' ? holder.at(-1) : last;
  return /Path(?:s)?$/.test(pathKey ?? '') ? strings(keyPaths(file, span), locale) : [];
}

/** A list with one requirement. */
const listOf = ({ type, label, snippet, text, kind }: TypedProposal, locale: FeatureContext['locale']): Proposal => ({
  label: `[${label}]`,
  kind,
  snippet: `[${snippet}]`,
  text: `[${text}]`,
  detail: requirementTexts[type]?.[locale],
});

/** An item of the default's list, or of a scope's. */
const isListPath = (path: readonly string[]): boolean =>
  path.at(-1) === '#' &&
  ((path.length === 2 && path[0] === 'default') || (path.length === 4 && path[0] === 'transports'));

const strings = (
  words: readonly string[],
  locale: FeatureContext['locale'],
  texts: Readonly<Record<string, Text>> = {},
): Proposal[] => words.map(word => ({ label: JSON.stringify(word), kind: 'value', detail: texts[word]?.[locale] }));

type TypedProposal = Proposal & { readonly type: string };

const object = (type: string, rest = ''): TypedProposal => {
  const snippet = `{"type": "${type}"${rest}}`;
  return {
    type,
    label: `{"type": "${type}"}`,
    kind: 'value',
    snippet,
    text: snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1'),
  };
};

const requirementObjects = [
  object('reject'),
  object('signedBy', ', "keyType": "GPGKeys", "keyPath": "${1:/etc/pki/containers/key.gpg}"'),
  object('sigstoreSigned', ', "keyPath": "${1:/etc/pki/containers/key.pub}"'),
  object('insecureAcceptAnything'),
];

const identityObjects = [
  object('matchRepoDigestOrExact'),
  object('matchExact'),
  object('matchRepository'),
  object('exactReference', ', "dockerReference": "${1:registry.example.com/team/app:1.0}"'),
  object('exactRepository', ', "dockerRepository": "${1:registry.example.com/team/app}"'),
  object('remapIdentity', ', "prefix": "${1:mirror.example.com}", "signedPrefix": "${2:registry.example.com}"'),
];

/** Those that requirements of the same type name already, and where distributions put theirs. */
function keyPaths(file: JsonFile, { start }: Span): string[] {
  const all =
    policyIn(file)?.entries.flatMap(({ list }) => list.items.flatMap(item => requirementIn(item) ?? [])) ?? [];
  const type = all.find(({ node }) => touches(node.span, start))?.type;
  const used = all.filter(other => other.type === type).flatMap(keyFiles);
  const absolute = used.filter(({ value }) => value.span.start !== start).map(({ value }) => value.value);
  const gpg = type === 'sigstoreSigned' ? [] : ['/etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release'];
  return [...new Set([...absolute.filter(path => path.startsWith('/')), ...gpg, '/etc/pki/containers/'])];
}
