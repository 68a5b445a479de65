import { say, type Text } from '../../core/text.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import { gatedSyscall } from '../../podman/gatedSyscalls.ts';
import { errnoName, errnoNumbers } from '../../podman/seccompWords.ts';
import { decoded } from '../../podman/syscallConstants.ts';
import { dangerOf } from '../../podman/syscalls.ts';
import { isSyscall } from '../../podman/syscallTable.ts';
import { outcomeOf, usualFilter } from '../../rules/seccomp/_filter.ts';
import type { Context, Explanation } from '../features/model.ts';
import { type Place, placeAt } from './places.ts';
import { difference } from './summary.ts';
import { actionText, operatorText, permits, podmanSays, whereOf } from './words.ts';

/** What there is to know about a call, an action, a value or an errno. */
export function hover(profile: SeccompProfile, offset: number, context: Context): Explanation | undefined {
  const place = placeAt(profile, offset);
  if (!place) return undefined;
  const paragraphs = about(profile, place, context);
  return paragraphs.length > 0 ? { span: place.span, paragraphs } : undefined;
}

function about(profile: SeccompProfile, place: Place, { locale }: Context): string[] {
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
function aboutCapability(name: string, locale: Context['locale']): string[] {
  const what = name === name.toUpperCase() && name.startsWith('CAP_') ? capabilityText(name) : undefined;
  return what ? [say({ text: withIt, params: { capability: `\`${name}\``, what: what[locale] } }, locale)] : [];
}

const named = (number: number): string | undefined => {
  const name = errnoName(number);
  return name && `\`${name}\` (${number})`;
};

function aboutCall(profile: SeccompProfile, name: string, locale: Context['locale']): string[] {
  const capability = dangerOf(name)?.capability ?? gatedSyscall(name)?.capability;
  const { entry, conditional, action } = outcomeOf(usualFilter(profile), name);
  const here =
    action &&
    `${action.name}${conditional.length > 0 ? ` (+${conditional.length})` : ''}${entry ? '' : ` (defaultAction)`}`;
  return [
    `**${name}**: ${permits(name, locale) ?? '-'}`,
    [
      podmanSays(name, locale),
      ...(capability ? [`kernel: \`${capability}\``] : []),
      ...(here ? [`\`${here}\``] : []),
    ].join(' · '),
    whereOf(name),
  ];
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
