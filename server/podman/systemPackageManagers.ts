import { actions, list, type PackageManager } from './packageManagerForm.ts';

const apt = {
  family: 'apt',
  subcommands: actions({
    install: 'install, reinstall, satisfy, build-dep',
    update: 'update',
    upgrade: 'upgrade, full-upgrade, dist-upgrade, safe-upgrade',
    remove: 'remove, purge, autoremove, autopurge',
    clean: 'clean, autoclean, distclean, dist-clean',
  }),
  valuedLong: list('--option --config-file --target-release --default-release --host-architecture --solver'),
  versions: 'apt',
  yes: ['-y', '--yes', '--assume-yes'],
} as const;

/**
 * Of operating systems. Sources: apt-get(8), aptitude(8), apk(8), dnf(8), yum(8), microdnf(8), tdnf(8), zypper(8),
 * pacman(8), rpm(8), dpkg(1); read 2026-11.
 */
export const systemPackageManagers: readonly PackageManager[] = [
  { tools: ['apt-get', 'apt'], ...apt, valued: 'octa' },
  { tools: ['aptitude'], ...apt, valued: 'otwFOS' },
  {
    tools: ['apk'],
    family: 'apk',
    subcommands: actions({
      install: 'add, fix',
      update: 'update',
      upgrade: 'upgrade',
      remove: 'del',
      clean: 'cache clean, cache purge',
    }),
    valued: 'pXt',
    valuedLong: list(
      '--root --repository --virtual --arch --cache-dir --keys-dir --repositories-file',
      '--cache-max-age --wait --timeout --progress-fd',
    ),
    versions: 'apk',
  },
  {
    tools: ['dnf', 'dnf5', 'yum', 'microdnf', 'tdnf'],
    family: 'dnf',
    subcommands: actions({
      install:
        'install, in, reinstall, rei, localinstall, groupinstall, group install, module install, builddep, swap, downgrade, dg',
      update: 'check-update, check-upgrade, makecache, mc',
      upgrade:
        'update, upgrade, up, upgrade-minimal, up-min, update-minimal, update-to, upgrade-to, distro-sync, dsync, localupdate',
      remove: 'remove, rm, erase, autoremove, groupremove, group remove',
      clean: 'clean',
    }),
    valued: 'cdeRx',
    valuedLong: list(
      '--config --setopt --installroot --releasever --enablerepo --disablerepo --repo --repoid --exclude --excludepkgs',
      '--forcearch --comment --downloaddir --destdir --advisory --disableexcludes --disableplugin --enableplugin',
      '--repofrompath --rpmverbosity --use',
    ),
    versions: 'rpm',
    yes: ['-y', '--assumeyes'],
  },
  {
    tools: ['zypper'],
    family: 'zypper',
    subcommands: actions({
      install: 'install, in, install-new-recommends, inr, source-install, si',
      update: 'refresh, ref',
      upgrade: 'update, up, patch, dist-upgrade, dup',
      remove: 'remove, rm',
      clean: 'clean, cc',
    }),
    valued: 'cDRptr',
    valuedLong: list(
      '--config --reposd-dir --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir --root --installroot --type',
      '--repo --from --plus-repo --plus-content --name --releasever --capability --with --category --severity --date',
      '--cve --bugzilla --bz --issue',
    ),
    versions: 'zypper',
    yes: ['-y', '--no-confirm', '-n', '--non-interactive'],
  },
  {
    tools: ['pacman', 'yay', 'paru'],
    family: 'pacman',
    subcommands: actions({}),
    modes: [
      { options: [list('-S --sync'), list('-c --clean')], action: 'clean' },
      { options: [list('-S --sync'), list('-s --search -i --info -l --list -g --groups')], action: undefined },
      { options: [list('-S --sync'), list('-u --sysupgrade')], action: 'upgrade', alone: true },
      { options: [list('-S --sync'), list('-y --refresh')], action: 'update', alone: true },
      { options: [list('-S --sync -U --upgrade')], action: 'install' },
      { options: [list('-R --remove')], action: 'remove' },
    ],
    valued: 'br',
    valuedLong: list(
      '--root --dbpath --config --cachedir --ignore --ignoregroup --overwrite --arch --hookdir --gpgdir --color',
      '--assume-installed --logfile --sysroot',
    ),
    versions: 'none',
    yes: ['--noconfirm'],
  },
  {
    tools: ['rpm'],
    family: 'rpm',
    subcommands: actions({}),
    modes: [
      { options: [list('-q --query -V --verify --import -K --checksig -E --eval')], action: undefined },
      { options: [list('-i --install -U --upgrade -F --freshen --reinstall')], action: 'install' },
      { options: [list('-e --erase')], action: 'remove' },
    ],
    valued: 'rDE',
    valuedLong: list(
      '--root --dbpath --define --undefine --prefix --relocate --excludepath --eval --rcfile --macros --pipe',
    ),
    versions: 'none',
  },
  {
    tools: ['dpkg'],
    family: 'dpkg',
    subcommands: actions({}),
    modes: [
      { options: [list('-i --install --unpack')], action: 'install' },
      { options: [list('-r --remove -P --purge')], action: 'remove' },
    ],
    valued: '',
    valuedLong: [],
    versions: 'none',
  },
];
