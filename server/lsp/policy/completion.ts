import type { JsonFile } from '../../parse/json/tree.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { keyTypes } from '../../podman/policyGrammar.ts';
import { scopeParents } from '../../podman/policyLookup.ts';
import { noMatch } from '../../podman/policyScopeMatch.ts';
import { identityTexts, requirementTexts, transportTexts } from '../../podman/policyTexts.ts';
import { transports } from '../../podman/policyTransports.ts';
import { keyFiles } from '../../rules/policy/_keys.ts';
import type { Context, Proposal, ProposalKind, Proposals } from '../features/model.ts';
import { type JsonPlace, placeAt } from './places.ts';
import { workspaceImages } from './workspaceImages.ts';

/** Transports, scopes, requirements, identities and key paths; the keys come with the JSON schema. */
export function complete(file: JsonFile, offset: number, context: Context): Proposals | undefined {
  const place = placeAt(file, offset);
  if (!place) return undefined;
  const items = [...(place.part === 'key' ? keys(file, place, context) : values(file, place, context))];
  return items.length === 0 ? undefined : { span: place.span, items };
}

function keys(file: JsonFile, place: JsonPlace, context: Context): Iterable<Proposal> {
  const { path, member } = place;
  if (path[0] !== 'transports') return [];
  const hasValue = member !== undefined && member.value.type !== 'unknown';
  if (path.length === 1) return transportProposals(hasValue, context);
  return path.length === 2 ? scopeProposals(file, path[1] ?? '', hasValue, context) : [];
}

function* transportProposals(hasValue: boolean, { locale }: Context): Iterable<Proposal> {
  for (const name of transports.filter(name => name !== 'ostree'))
    yield key(name, '{"${1:}": [{"type": "${2:reject}"}]}', hasValue, 'value', transportTexts[name]?.[locale]);
}

/** The images that the workspace uses, and what these are parts of. */
function* scopeProposals(file: JsonFile, transport: string, hasValue: boolean, { workspace }: Context) {
  const known = policyIn(file)?.transports.find(({ name }) => name === transport)?.entries ?? [];
  const scopes = new Set(['']);
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

function values(file: JsonFile, { path, value }: JsonPlace, { locale }: Context): Proposal[] {
  const last = path.at(-1) ?? '';
  const isList = isListPath(path);
  if (isList) return requirementObjects.map(object => ({ ...object, detail: requirementTexts[object.type]?.[locale] }));
  const holder = path.slice(0, -1);
  if (last === 'type' && isListPath(holder)) return strings(Object.keys(requirementTexts), locale, requirementTexts);
  if (last === 'type' && /Identity$/.test(holder.at(-1) ?? ''))
    return strings(Object.keys(identityTexts), locale, identityTexts);
  if (/^(?:signedIdentity|baseLayerIdentity)$/.test(last) && value?.type !== 'object')
    return identityObjects.map(object => ({ ...object, detail: identityTexts[object.type]?.[locale] }));
  if (last === 'keyType') return strings(keyTypes.slice(0, 1), locale);
  const pathKey = last === '#' ? holder.at(-1) : last;
  return /Path(?:s)?$/.test(pathKey ?? '') ? strings(keyPaths(file), locale) : [];
}

/** An item of the default's list, or of a scope's. */
const isListPath = (path: readonly string[]): boolean =>
  path.at(-1) === '#' &&
  ((path.length === 2 && path[0] === 'default') || (path.length === 4 && path[0] === 'transports'));

const strings = (
  words: readonly string[],
  locale: Context['locale'],
  texts: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {},
): Proposal[] => words.map(word => ({ label: JSON.stringify(word), kind: 'value', detail: texts[word]?.[locale] }));

const object = (type: string, rest = ''): Proposal & { readonly type: string } => {
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

/** Those that the policy names already, and where distributions put theirs. */
function keyPaths(file: JsonFile): string[] {
  const used = policyIn(file)?.entries.flatMap(({ requirements }) => requirements?.flatMap(keyFiles) ?? []) ?? [];
  const absolute = used.map(({ value }) => value.value).filter(path => path.startsWith('/'));
  return [...new Set([...absolute, '/etc/pki/rpm-gpg/RPM-GPG-KEY-redhat-release', '/etc/pki/containers/'])];
}
