import type { PackageFamily } from './packageManagers.ts';

/**
 * Where package managers keep what they fetched; without a slash in front, below a home directory. From their manuals
 * and from the images of Debian, Alpine, Fedora, UBI and openSUSE; read 2026-11.
 */
export const cachePaths: Readonly<Partial<Record<PackageFamily, readonly string[]>>> = {
  apt: ['/var/lib/apt/lists'],
  apk: ['/var/cache/apk', '/etc/apk/cache', '/var/lib/apk'],
  dnf: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5', '/var/cache/tdnf'],
  zypper: ['/var/cache/zypp'],
  pacman: ['/var/lib/pacman/sync', '/var/cache/pacman/pkg'],
  pip: ['.cache/pip'],
  uv: ['.cache/uv'],
  yarn: ['.cache/yarn', '/usr/local/share/.cache', '/.yarn'],
  conda: ['/pkgs'],
};
