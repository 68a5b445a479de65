/** How package managers are described. */

export type PackageAction =
  | 'install'
  /** Fetches the list of what there is. */
  | 'update'
  /** Brings what is installed up to date. */
  | 'upgrade'
  | 'remove'
  /** Deletes what was only kept for a next time. */
  | 'clean';

/** They share packages, lists and caches. */
export type PackageFamily =
  | ('apt' | 'apk' | 'dnf' | 'zypper' | 'pacman' | 'rpm' | 'dpkg')
  | ('pip' | 'uv' | 'npm' | 'yarn' | 'pnpm' | 'gem' | 'go' | 'cargo' | 'conda' | 'composer' | 'pecl');

/** How a package's version is written; `at` is `name@version`. */
export type VersionStyle =
  | 'apt'
  | 'apk'
  | 'rpm'
  | 'zypper'
  | 'pip'
  | 'npm'
  | 'gem'
  | 'at'
  | 'conda'
  | 'composer'
  | 'pecl'
  | 'none';

/** An action that options name: `pacman -Syu`. */
interface PackageMode {
  /** One of each of these is given. */
  readonly options: readonly (readonly string[])[];
  readonly action: PackageAction | undefined;
  /** Only without packages. */
  readonly alone?: true;
}

export interface PackageManager {
  /** The names of its program. */
  readonly tools: readonly string[];
  readonly family: PackageFamily;
  /** Of one word or more: `install`, `cache clean`. */
  readonly subcommands: ReadonlyMap<string, PackageAction>;
  /** Instead of subcommands; the first that fits counts. */
  readonly modes?: readonly PackageMode[];
  /** Letters of the short options that take a value. */
  readonly valued: string;
  /** Long options that take the next word as their value. */
  readonly valuedLong: readonly string[];
  /** One dash starts a long option. */
  readonly singleDash?: true;
  readonly versions: VersionStyle;
  /** It asks before it acts, unless one of these options is given; the first is the usual one. */
  readonly yes?: readonly string[];
}

/** By action, of a list with commas. */
export function actions(words: Partial<Record<PackageAction, string>>): ReadonlyMap<string, PackageAction> {
  const found = new Map<string, PackageAction>();
  for (const action of ['install', 'update', 'upgrade', 'remove', 'clean'] as const)
    for (const word of words[action]?.split(', ') ?? []) found.set(word, action);
  return found;
}

export const list = (...words: readonly string[]): readonly string[] => words.join(' ').split(' ');
