import type { Overrides } from '../settings/resolve.ts';
import { soundParts } from '../settings/soundConfig.ts';

/** The sound part of the section `podseal` of an editor's settings. What is missing or wrong is left to the config file. */
export function overridesOf(section: unknown): Overrides {
  if (typeof section !== 'object' || section === null) return {};
  const {
    profile,
    fips,
    podmanVersion: podman,
    rules,
    syntaxDiagnostics,
  } = section as Readonly<Record<string, unknown>>;
  const given = Object.entries({ profile, fips, podman, rules }).filter(([, value]) => value != null);
  return {
    ...soundParts(Object.fromEntries(given)),
    ...(syntaxDiagnostics === 'off' ? { syntaxElsewhere: true } : {}),
  };
}

/** Facts that somebody wants to see in the text. */
export interface WantedHints {
  readonly effectiveUser: boolean;
  readonly seccompDefault: boolean;
}

/** Lines above the text that offer to do something; without a word on it, all. */
export interface WantedLenses {
  readonly harden: boolean;
  readonly seccomp: boolean;
}

export function lensesWantedBy(section: unknown): WantedLenses {
  const { codeLens } = (section ?? {}) as { codeLens?: { harden?: unknown; seccomp?: unknown } | null };
  return { harden: codeLens?.harden !== false, seccomp: codeLens?.seccomp !== false };
}

export function hintsWantedBy(section: unknown): WantedHints {
  const { inlayHints } = (section ?? {}) as {
    inlayHints?: { effectiveUser?: unknown; seccompDefault?: unknown } | null;
  };
  return { effectiveUser: inlayHints?.effectiveUser === true, seccompDefault: inlayHints?.seccompDefault !== false };
}
