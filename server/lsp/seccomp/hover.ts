import { say, type Text } from '../../core/text.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import { errnoName, errnoNumbers } from '../../podman/seccompWords.ts';
import { decoded } from '../../podman/syscallConstants.ts';
import { isSyscall, syscallNamed } from '../../podman/syscallTable.ts';
import { dropped, letsPass, outcomeOf, usualFilter, usualHost } from '../../rules/seccomp/_filter.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { type Place, placeAt } from './places.ts';
import { difference } from './summary.ts';
import { actionText, demandOf, operatorText, permits, podmanSays, whereOf } from './words.ts';

/** What there is to know about a call, an action, a value or an errno. */
export function hover(profile: SeccompProfile, offset: number, context: FeatureContext): Explanation | undefined {
  const place = placeAt(profile, offset);
  if (!place) return undefined;
  const paragraphs = about(profile, place, context);
  return paragraphs.length > 0 ? { span: place.span, paragraphs } : undefined;
}

function about(profile: SeccompProfile, place: Place, { locale }: FeatureContext): string[] {
  const { path, value, key } = place;
  const text = value?.type === 'string' ? value.value : '';
  if (/^defaultaction$/i.test(key ?? path) && (key === undefined || path === ''))
    return [...present(actionText(profile.defaultAction?.value ?? '', locale)), say(difference(profile), locale)];
  if (key !== undefined) return [];
  if (path === 'syscalls/*/action') return present(actionText(text, locale));
  if (/^syscalls\/\*\/(names\/\*|name)$/.test(path) && isSyscall(text)) return aboutCall(profile, text, locale);
  if (/\/(includes|excludes)\/caps\/\*$/.test(path)) return aboutCapability(text, locale);
  if (/\/args\/\*\/op$/.test(path)) return present(operatorText(text) && `\`${operatorText(text)}\``);
  if (/\/args\/\*\/value(two)?$/.test(path)) return aboutValue(place);
  if (/errno$/.test(path) && errnoNumbers.has(text)) return [`\`${text}\` = ${errnoNumbers.get(text)}`];
  if (/errnoret$/.test(path) && value?.type === 'number') return present(named(Number(value.text)));
  return [];
}

const present = (text: string | undefined): string[] => (text ? [text] : []);

const withIt: Text = { en: 'With {capability} a process can {what}.', ja: '{capability} があると、{what}。' };

/** Podman compares the whole name as it stands. */
function aboutCapability(name: string, locale: FeatureContext['locale']): string[] {
  const what = name === name.toUpperCase() && name.startsWith('CAP_') ? capabilityText(name) : undefined;
  return what ? [say({ text: withIt, params: { capability: `\`${name}\``, what: what[locale] } }, locale)] : [];
}

const named = (number: number): string | undefined => {
  const name = errnoName(number);
  return name && `\`${name}\` (${number})`;
};

const here = {
  rule: { en: 'Here: {action}', ja: 'このプロファイル: {action}' },
  byDefault: { en: 'Here: {action}, by default', ja: 'このプロファイル: {action} (既定のアクション)' },
  some: { en: '; other rules for some arguments: {count}', ja: '。一部の引数には別のルール: {count} 個' },
  newer: {
    en: '; under runc `ENOSYS`, as it is newer than all that the profile names',
    ja: '。プロファイル内のどの呼び出しよりも新しいため、runc では `ENOSYS`',
  },
} as const satisfies Record<string, Text>;

function aboutCall(profile: SeccompProfile, name: string, locale: FeatureContext['locale']): string[] {
  const what = permits(name, locale);
  return [
    what ? `**${name}**: ${what}` : `**${name}**`,
    [podmanSays(name, locale), ...present(demandOf(name, locale))].join(' · '),
    ...present(outcome(profile, name, locale)),
    whereOf(name),
  ];
}

/** What this profile does with a call in a container that asks for nothing. */
function outcome(profile: SeccompProfile, name: string, locale: FeatureContext['locale']): string | undefined {
  const { entry, conditional, action } = outcomeOf(usualFilter(profile), name);
  if (!action) return undefined;
  const errno = action.name === 'SCMP_ACT_ERRNO' ? ` (${errnoName(action.errno) ?? action.errno})` : '';
  const params = { action: `\`${action.name}${errno}\``, count: conditional.length };
  const parts = [
    entry ? here.rule : here.byDefault,
    ...(conditional.length > 0 ? [here.some] : []),
    ...(!entry && conditional.length === 0 && !letsPass(action) && isNewer(profile, name) ? [here.newer] : []),
  ];
  return parts.map(text => say({ text, params }, locale)).join('');
}

/** runc (1.1.5, 1.3.6) answers for the default to what nobody who wrote the profile can have known. */
function isNewer(profile: SeccompProfile, name: string): boolean {
  const number = (call: string) => syscallNamed(call)?.numbers.x86_64 ?? -1;
  const named = profile.rules.filter(rule => !dropped(rule, usualHost)).flatMap(({ names }) => names);
  return named.every(({ value }) => number(value) < number(name));
}

function aboutValue({ rule, span, value }: Place): string[] {
  if (!rule || value?.type !== 'number' || !/^\d+$/.test(value.text)) return [];
  const arg = rule.args.find(({ node }) => node.span.start <= span.start && span.end <= node.span.end);
  const number = BigInt(value.text);
  const names = rule.names.flatMap(({ value }) => decoded(value, Number(arg?.index ?? 0), number) ?? []);
  return [`${number > 9n ? `\`0x${number.toString(16)}\`` : ''} ${names[0] ? `\`${names[0]}\`` : ''}`.trim()].filter(
    text => text !== '',
  );
}
