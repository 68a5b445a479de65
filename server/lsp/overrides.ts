import type { Overrides } from '../settings/resolve.ts';
import { soundParts } from '../settings/soundConfig.ts';

/** The sound part of the section `podseal` of an editor's settings. What is missing or wrong is left to the config file. */
export function overridesOf(section: unknown): Overrides {
  if (typeof section !== 'object' || section === null) return {};
  const { profile, fips, podmanVersion: podman, rules } = section as Readonly<Record<string, unknown>>;
  const given = Object.entries({ profile, fips, podman, rules }).filter(([, value]) => value != null);
  return soundParts(Object.fromEntries(given));
}
