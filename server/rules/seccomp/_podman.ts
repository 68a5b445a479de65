import { Memory, remember } from '../../core/remember.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { podmanAllows } from '../../podman/podmanProfile.ts';
import { letsPass, outcomeOf, usualFilter } from './_filter.ts';

const known = new Memory<SeccompProfile, { readonly answer: boolean }>();

/**
 * Whether somebody began with Podman's own profile: what that one does is then no news. Nobody writes so many names by
 * hand.
 */
export const isFromPodman = (profile: SeccompProfile): boolean =>
  remember(known, profile, () => ({ answer: compare(profile) })).answer;

function compare(profile: SeccompProfile): boolean {
  const filter = usualFilter(profile);
  if (filter.entries.size < 250 || letsPass(filter.defaultAction)) return false;
  let same = 0;
  for (const name of filter.entries.keys())
    if (podmanAllows.has(name) && letsPass(outcomeOf(filter, name).action)) same++;
  return same >= 250;
}
