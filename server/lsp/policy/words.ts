import { lookUp } from '../../core/lookUp.ts';
import { inCode } from '../../core/markdown.ts';
import { type Locale, say, type Text } from '../../core/text.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonObject } from '../../parse/json/tree.ts';
import type { PolicyEntry, Requirement } from '../../parse/policy/policy.ts';
import { rekorSources } from '../../podman/policyGrammar.ts';
import { repositoryOf } from '../../podman/policyLookup.ts';
import { canMatch, noMatch } from '../../podman/policyScopeMatch.ts';
import { identityTexts, keySourceTexts, requirementTexts } from '../../podman/policyTexts.ts';
import { keyDatas, keyFiles } from '../../rules/policy/_keys.ts';

/** A requirement in plain words: what it asks for, with which key, for which name. */
export function requirementWords(requirement: Requirement, locale: Locale): string {
  const { type, node } = requirement;
  const text = lookUp(requirementTexts, type);
  if (!text) return inCode(type);
  return [text[locale], ...signatureWords(requirement, node, locale)].join(locale === 'ja' ? '' : ' ');
}

function* signatureWords(requirement: Requirement, node: JsonObject, locale: Locale): Iterable<string> {
  if (requirement.type !== 'signedBy' && requirement.type !== 'sigstoreSigned') return;
  const own = (key: string) => !rekorSources.includes(key);
  const files = keyFiles(requirement).filter(({ key }) => own(key));
  const data = keyDatas(requirement).filter(({ key }) => own(key));
  const keys = [
    ...files.map(({ value }) => inCode(value.value)),
    ...(data.length > 0 ? [keySourceTexts.data[locale]] : []),
  ];
  if (keys.length > 0) yield `${keySourceTexts.file[locale]}: ${keys.join(', ')}${locale === 'ja' ? '。' : '.'}`;
  const fulcio = memberNamed(node, 'fulcio')?.value;
  if (fulcio?.type === 'object') {
    const params = { email: inCode(stringIn(fulcio, 'subjectEmail')), issuer: inCode(stringIn(fulcio, 'oidcIssuer')) };
    yield say({ text: keySourceTexts.fulcio, params }, locale);
  }
  if (rekorSources.some(key => memberNamed(node, key))) yield keySourceTexts.log[locale];
  const identity = memberNamed(node, 'signedIdentity')?.value;
  const type = identity?.type === 'object' ? stringIn(identity, 'type') : 'matchRepoDigestOrExact';
  const words = lookUp(identityTexts, type);
  if (words) yield words[locale];
}

function stringIn(object: JsonObject, key: string): string {
  const value = memberNamed(object, key)?.value;
  return value?.type === 'string' ? value.value : '';
}

const scopeTexts = {
  default: { en: 'Every image that no scope names.', ja: 'どのスコープにも該当しないすべてのイメージ。' },
  whole: {
    en: 'Every image of this transport that no other scope names.',
    ja: 'このトランスポートのイメージのうち、他のスコープに該当しないすべて。',
  },
  nothing: { en: 'No image can fall under this scope.', ja: 'このスコープに該当するイメージはありません。' },
  wildcard: {
    en: 'Every registry below {domain}, at any depth and on any port; not {domain} itself.',
    ja: '{domain} より下のすべてのレジストリ（階層とポートは問わない）。{domain} 自身は含みません。',
  },
  registry: {
    en: 'Every image of this registry, on exactly this port.',
    ja: 'このレジストリ（ポートまで一致）のすべてのイメージ。',
  },
  namespace: {
    en: 'The repository {name} and everything below it, with any tag or digest.',
    ja: 'リポジトリ {name} とその下のすべて。タグやダイジェストは問いません。',
  },
  tag: {
    en: 'Only the image with this tag; not the same image by digest.',
    ja: 'このタグで指定したイメージだけ。同じイメージでもダイジェスト指定は含みません。',
  },
  digest: { en: 'Only the image by this digest.', ja: 'このダイジェストで指定したイメージだけ。' },
  path: { en: 'What lies at this path, or below it.', ja: 'このパスとその下にあるもの。' },
  storage: { en: 'Images in this storage whose name starts so.', ja: 'このストレージ内の、この名前で始まるイメージ。' },
} satisfies Record<string, Text>;

/** Which images fall under a scope. */
export function scopeWords({ transport, scope }: PolicyEntry, locale: Locale): string {
  if (transport === undefined) return scopeTexts.default[locale];
  if (scope === '') return scopeTexts.whole[locale];
  const reason = noMatch(transport, scope);
  if (reason && !canMatch.has(reason)) return scopeTexts.nothing[locale];
  if (scope.startsWith('[')) return scopeTexts.storage[locale];
  if (scope.startsWith('/')) return scopeTexts.path[locale];
  if (scope.startsWith('*.'))
    return say({ text: scopeTexts.wildcard, params: { domain: inCode(scope.slice(2)) } }, locale);
  if (scope.includes('@')) return scopeTexts.digest[locale];
  if (repositoryOf(scope) !== scope) return scopeTexts.tag[locale];
  if (!scope.includes('/')) return scopeTexts.registry[locale];
  return say({ text: scopeTexts.namespace, params: { name: inCode(scope) } }, locale);
}

/** A scope as people read it. */
export const scopeName = ({ transport, scope }: PolicyEntry): string =>
  transport === undefined ? inCode('default') : inCode(JSON.stringify(scope));

/** The requirements of a list, one a line. All of them must be met. */
export const listWords = ({ requirements }: PolicyEntry, locale: Locale): string =>
  (requirements ?? []).map(requirement => `- ${requirementWords(requirement, locale)}`).join('\n');
