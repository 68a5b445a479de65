import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import { stateOf } from '../../podman/podmanProfile.ts';
import { crunNeeds, libcNeeds, runcNeeds } from '../../podman/seccompBaseline.ts';
import {
  actions,
  architectures,
  errnoNumbers,
  filterArchitectures,
  filterFlags,
  operators,
} from '../../podman/seccompWords.ts';
import { constantsOf } from '../../podman/syscallConstants.ts';
import { syscallNames } from '../../podman/syscallTable.ts';
import { actionOf, isReachable, letsPass, usualFilter } from '../../rules/seccomp/_filter.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import { jsonProposals } from '../jsonProposals.ts';
import { type Place, placeAt } from './places.ts';
import { actionText, operatorText, permits, podmanSays, whereOf } from './words.ts';

/** What could stand at a place of a profile. */
export function complete(profile: SeccompProfile, offset: number, context: FeatureContext): Proposals | undefined {
  const place = placeAt(profile, offset);
  if (!place || place.key !== undefined) return undefined;
  return jsonProposals(profile.file.text, place.span, offset, itemsAt(profile, place, context));
}

const word = (label: string, detail?: string, documentation?: string): Proposal => ({
  label,
  kind: 'value',
  text: JSON.stringify(label),
  filter: JSON.stringify(label),
  detail,
  documentation,
});

function itemsAt(profile: SeccompProfile, place: Place, { locale }: FeatureContext): Proposal[] {
  const { path } = place;
  if (/^defaultaction$|^syscalls\/\*\/action$/.test(path))
    return actions.map(name => word(name, undefined, actionText(name, locale)));
  if (/^architectures\/\*$|^archmap\/\*\/(architecture|subarchitectures\/\*)$/.test(path))
    return architectures.map(({ name }) => word(`SCMP_ARCH_${name}`));
  if (path === 'flags/*') return filterFlags.map(name => word(name));
  if (/^(defaulterrno|syscalls\/\*\/errno)$/.test(path))
    return [...errnoNumbers].sort(usualFirst).map(([name, number]) => word(name, String(number)));
  if (/^(defaulterrnoret|syscalls\/\*\/errnoret)$/.test(path))
    return [...errnoNumbers].sort(usualFirst).map(([name, number]) => numbered(name, String(number)));
  if (/\/(includes|excludes)\/caps\/\*$/.test(path))
    return capabilityNames.map(name => word(`CAP_${name}`, undefined, capabilityText(name)?.[locale]));
  if (/\/(includes|excludes)\/arches\/\*$/.test(path)) return Object.keys(filterArchitectures).map(name => word(name));
  if (/\/args\/\*\/op$/.test(path)) return operators.map(name => word(name, operatorText(name)));
  if (/\/args\/\*\/value(two)?$/.test(path)) return values(place);
  if (/^syscalls\/\*\/(names\/\*|name)$/.test(path)) return calls(profile, place, locale);
  return [];
}

const first = ['EPERM', 'ENOSYS', 'EACCES', 'EINVAL'];
const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
const usualFirst = ([a]: [string, number], [b]: [string, number]): number => rank(a) - rank(b);

function values({ rule, span }: Place): Proposal[] {
  const arg = rule?.args.find(({ node }) => node.span.start <= span.start && span.end <= node.span.end);
  const index = Number(arg?.index ?? 0);
  const constants = rule?.names.flatMap(({ value }) => Object.entries(constantsOf(value, index))) ?? [];
  return [...new Map(constants)].map(([label, number]) =>
    numbered(label, String(number), `${number} (0x${number.toString(16)})`),
  );
}

/** A name that stands for a number. */
const numbered = (label: string, text: string, detail = text): Proposal => ({
  label,
  kind: 'value',
  text,
  filter: label,
  detail,
});

const allowedFirst = { allowed: 1, limited: 2, gated: 3, unlisted: 4, denied: 5 } as const;

/**
 * What the profile lacks to start a container comes first, then what Podman allows, then the rest; in a rule that
 * denies the other way round.
 */
function calls(profile: SeccompProfile, { rule, value }: Place, locale: FeatureContext['locale']): Proposal[] {
  const filter = usualFilter(profile);
  const needed = new Set([...crunNeeds, ...libcNeeds.glibc, ...libcNeeds.musl, ...runcNeeds]);
  const there = new Set(rule?.names.filter(({ node }) => node !== value).map(({ value }) => value));
  const action = rule && actionOf(rule.action?.value, rule.errno);
  const order = (name: string): number => {
    const place = allowedFirst[stateOf(name).is];
    if (action && !letsPass(action)) return -place;
    return needed.has(name) && !isReachable(filter, name) ? 0 : place;
  };
  return syscallNames
    .filter(name => !there.has(name))
    .map(name => ({ name, order: order(name) }))
    .sort((a, b) => a.order - b.order)
    .map(({ name }) =>
      word(name, podmanSays(name, locale), [permits(name, locale), whereOf(name)].filter(Boolean).join('\n\n')),
    );
}
