import { type Message, say, type Text } from '../../core/text.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { podmanAllows } from '../../podman/podmanProfile.ts';
import { actions, errnoName } from '../../podman/seccompWords.ts';
import { syscallNamed, syscallNames } from '../../podman/syscallTable.ts';
import { isReachable, letsPass, outcomeOf, usualFilter } from '../../rules/seccomp/_filter.ts';
import type { FeatureContext, Hint, Summary } from '../features/model.ts';

/** What a profile allows on x86_64 to a container that asks for nothing, beside Podman's own. */
interface Comparison {
  readonly allowed: number;
  readonly more: readonly string[];
  readonly fewer: readonly string[];
}

function compared(profile: SeccompProfile): Comparison {
  const filter = usualFilter(profile);
  const native = syscallNames.filter(name => syscallNamed(name)?.architectures.includes('x86_64'));
  const isAllowed = (name: string) => isReachable(filter, name);
  // Podman's own allows these with conditions that every container meets.
  const others = new Set(['arch_prctl', 'modify_ldt', 'chroot', 'personality', 'socket']);
  const podman = (name: string) => podmanAllows.has(name) || others.has(name);
  return {
    allowed: native.filter(isAllowed).length,
    more: native.filter(name => isAllowed(name) && !podman(name)),
    fewer: native.filter(name => !isAllowed(name) && podman(name)),
  };
}

const counts: Text = {
  en: "{allowed} system calls allowed: {more} more, {fewer} fewer than Podman's default",
  ja: '{allowed} 個のシステムコールを許可 (Podman 標準より {more} 個多く、{fewer} 個少ない)',
};

export function difference(profile: SeccompProfile): Message {
  const { allowed, more, fewer } = compared(profile);
  return { text: counts, params: { allowed, more: more.length, fewer: fewer.length } };
}

/** The difference as a page. */
function differencePage(profile: SeccompProfile, locale: FeatureContext['locale']): string {
  const { more, fewer } = compared(profile);
  const ja = locale === 'ja';
  return [
    say(difference(profile), locale),
    '',
    ja ? 'Podman 標準では許可されないもの:' : "Allowed here, and not by Podman's default:",
    ...more.map(name => `+ ${name}`),
    '',
    ja ? 'Podman 標準では許可されるもの:' : "Allowed by Podman's default, and not here:",
    ...fewer.map(name => `- ${name}`),
    '',
  ].join('\n');
}

const inForce: Text = { en: 'what no rule allows: {action}', ja: '許可されていない呼び出し: {action}' };

/** What happens by default, with the errno that nobody wrote. */
export function* hints(profile: SeccompProfile, { locale }: FeatureContext): Iterable<Hint> {
  const { defaultAction } = profile;
  const action = outcomeOf(usualFilter(profile), '').action;
  if (!defaultAction || !action) return;
  const errno = action.name === 'SCMP_ACT_ERRNO' ? `${errnoName(action.errno) ?? ''} (${action.errno})` : '';
  const text = errno || (letsPass(action) ? '' : action.name.replace('SCMP_ACT_', ''));
  if (text === '') return;
  const tooltip = say({ text: inForce, params: { action: text } }, locale);
  yield { name: 'seccompDefault', offset: defaultAction.member.value.span.end, text, tooltip };
}

export function summary(profile: SeccompProfile, context: FeatureContext): Summary | undefined {
  const { defaultAction, root, file } = profile;
  const at = root.at(-1);
  if (!defaultAction || !actions.includes(defaultAction.value) || !at || !file.isWhole) return undefined;
  const title = say(difference(profile), context.locale);
  return { offset: at.span.start, title, page: differencePage(profile, context.locale) };
}
