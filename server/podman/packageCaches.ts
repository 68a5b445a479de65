import type { PackageAction, PackageFamily } from './packageManagers.ts';

/** What a package manager leaves behind, and how it can be told not to. */
export interface PackageCache {
  /** By what it is filled. */
  readonly filledBy: readonly PackageAction[];
  /** Without a slash in front: below a home directory. */
  readonly paths: readonly string[];
  /** With such an option it keeps nothing. */
  readonly off?: RegExp;
  /** That option, as one writes it. */
  readonly option?: string;
  /** The variable that stands for the option. */
  readonly variable?: string;
  /** It does so whatever its value says, also for `0`. */
  readonly anyValue?: true;
  /** Subcommand and operands that empty it. */
  readonly emptied?: RegExp;
  /** What empties it, as one writes it; `{tool}` is the program's name. */
  readonly emptying?: string;
  /** Programs of the family that keep theirs elsewhere, and empty only that. */
  readonly apart?: readonly string[];
  /** Programs of the family that keep nothing. */
  readonly without?: readonly string[];
}

/**
 * From the package managers' manuals and from the images of Debian, Alpine, Fedora, UBI and openSUSE; read 2026-11.
 * Debian's and Ubuntu's images delete the archives that apt-get fetched by themselves, but not its lists.
 */
export const packageCaches: Readonly<Partial<Record<PackageFamily, PackageCache>>> = {
  apt: {
    filledBy: ['update'],
    paths: ['/var/lib/apt/lists'],
    emptied: /^dist-?clean/,
    emptying: 'rm -rf /var/lib/apt/lists/*',
  },
  apk: {
    filledBy: ['install', 'upgrade'],
    paths: ['/var/cache/apk', '/etc/apk/cache', '/var/lib/apk'],
    off: /^--no-(?:cache|network)$/,
    option: '--no-cache',
    emptied: /^(?:clean|purge)\b/,
  },
  dnf: {
    filledBy: ['install', 'upgrade', 'update'],
    paths: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
    emptied: /^clean\b.*\ball\b/,
    emptying: '{tool} clean all',
    apart: ['microdnf', 'tdnf'],
  },
  zypper: {
    // It refreshes its lists before it removes something, too.
    filledBy: ['install', 'upgrade', 'update', 'remove'],
    paths: ['/var/cache/zypp'],
    emptied: /^(?:clean|cc)\b/,
    emptying: '{tool} clean --all',
  },
  pacman: {
    filledBy: ['install', 'upgrade'],
    paths: ['/var/cache/pacman/pkg'],
    emptied: /^-/,
    emptying: 'rm -rf /var/cache/pacman/pkg/*',
  },
  pip: {
    filledBy: ['install'],
    without: ['pipx'],
    paths: ['.cache/pip'],
    off: /^--(?:no-cache(?:-dir)?|no-index)$/,
    option: '--no-cache-dir',
    variable: 'PIP_NO_CACHE_DIR',
    anyValue: true,
    emptied: /^(?:purge|remove)\b/,
  },
  uv: {
    filledBy: ['install'],
    paths: ['.cache/uv'],
    off: /^(?:-n|--no-cache(?:-dir)?)$/,
    option: '--no-cache',
    variable: 'UV_NO_CACHE',
    emptied: /^(?:clean|prune)\b/,
  },
  yarn: {
    filledBy: ['install', 'upgrade'],
    paths: ['.cache/yarn', '/usr/local/share/.cache', '.yarn/berry', '.yarn/cache'],
    emptied: /^clean\b/,
    emptying: '{tool} cache clean',
  },
  conda: {
    filledBy: ['install', 'upgrade'],
    paths: ['/pkgs'],
    emptied: /^clean/,
    emptying: '{tool} clean -ay',
  },
};

/** What apt-get keeps where `docker-clean`, the setting of those images, is deleted. */
export const aptArchives: PackageCache = {
  filledBy: ['install', 'upgrade'],
  paths: ['/var/cache/apt/archives'],
  emptied: /^(?:dist-?)?clean/,
  emptying: '{tool} clean',
  // It deletes them itself (apt(8), "script usage and differences from other apt tools").
  without: ['apt'],
};
