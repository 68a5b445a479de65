import { lookUp } from '../../core/lookUp.ts';
import { inCode } from '../../core/markdown.ts';
import { type Span, touches } from '../../core/span.ts';
import { say, type Text } from '../../core/text.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import { inherited, type Policy, type PolicyEntry, policyIn } from '../../parse/policy/policy.ts';
import { scopeParents } from '../../podman/policyLookup.ts';
import { identityTexts, transportTexts } from '../../podman/policyTexts.ts';
import { identityOf } from '../../rules/policy/_identities.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { listWords, requirementWords, scopeName, scopeWords } from './words.ts';

const texts = {
  asks: {
    en: 'Asks for all of this, and for nothing that other scopes say:',
    ja: '次のすべてが必要です。他のスコープの要件は使われません:',
  },
  instead: { en: 'Without it {parent} would hold:', ja: 'このスコープがなければ {parent} が適用されます:' },
  chain: { en: 'Looked for in this order: {chain}', ja: '探される順: {chain}' },
  transport: { en: 'Images from {source}.', ja: '{source}のイメージ。' },
} satisfies Record<string, Text>;

/** What there is to know about a transport, a scope, a requirement or an identity. */
export function hover(file: JsonFile, offset: number, { locale }: FeatureContext): Explanation | undefined {
  const policy = policyIn(file);
  if (!policy) return undefined;
  const is = (span: Span) => touches(span, offset);
  const transport = policy.transports.find(({ key }) => is(key.span));
  if (transport) {
    const source = lookUp(transportTexts, transport.name)?.[locale];
    if (source === undefined) return undefined;
    return { span: transport.key.span, paragraphs: [say({ text: texts.transport, params: { source } }, locale)] };
  }
  for (const entry of policy.entries) {
    if (!is(entry.member.span)) continue;
    const { key } = entry.member;
    if (is(key.span)) return { span: key.span, paragraphs: aboutEntry(policy, entry, locale) };
    for (const requirement of entry.requirements ?? []) {
      const identity = identityOf(requirement)?.type;
      if (identity && is(identity.span) && Object.hasOwn(identityTexts, identity.value))
        return { span: identity.span, paragraphs: [identityTexts[identity.value]?.[locale] ?? ''] };
      if (is(requirement.at)) return { span: requirement.at, paragraphs: [requirementWords(requirement, locale)] };
    }
  }
  return undefined;
}

function aboutEntry(policy: Policy, entry: PolicyEntry, locale: FeatureContext['locale']): string[] {
  const paragraphs = [scopeWords(entry, locale), `${texts.asks[locale]}\n\n${listWords(entry, locale)}`];
  const parent = inherited(policy, entry);
  if (entry.transport === undefined || !parent) return paragraphs;
  const own = policy.transports.find(({ name }) => name === entry.transport)?.entries ?? [];
  const chain = [entry.scope, ...scopeParents(entry.transport, entry.scope)]
    .filter(scope => own.some(other => other.scope === scope))
    .map(scope => inCode(JSON.stringify(scope)));
  const params = { chain: [...chain, inCode('default')].join(' → ') };
  const instead = say({ text: texts.instead, params: { parent: scopeName(parent) } }, locale);
  return [...paragraphs, say({ text: texts.chain, params }, locale), `${instead}\n\n${listWords(parent, locale)}`];
}
