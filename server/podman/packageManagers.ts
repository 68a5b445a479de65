/**
 * How package managers are called. Sources: apt-get(8), aptitude(8), apk(8), dnf(8), yum(8), microdnf(8), tdnf(8),
 * zypper(8), pacman(8), rpm(8), dpkg(1), and the manuals of pip, uv, npm, yarn, pnpm, gem, go, cargo, conda and
 * composer; read 2026-11.
 */

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
  | ('pip' | 'uv' | 'npm' | 'yarn' | 'pnpm' | 'gem' | 'go' | 'cargo' | 'conda' | 'composer');

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
  | 'none';

/** An action that options name: `pacman -Syu`. */
export interface PackageMode {
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

/** Of a list with commas; by action. */
function actions(words: Partial<Record<PackageAction, string>>): ReadonlyMap<string, PackageAction> {
  const found = new Map<string, PackageAction>();
  for (const action of ['install', 'update', 'upgrade', 'remove', 'clean'] as const)
    for (const word of words[action]?.split(', ') ?? []) found.set(word, action);
  return found;
}

const list = (...words: readonly string[]): readonly string[] => words.join(' ').split(' ');

const apt = {
  family: 'apt',
  subcommands: actions({
    install: 'install, reinstall, satisfy, build-dep',
    update: 'update',
    upgrade: 'upgrade, full-upgrade, dist-upgrade, safe-upgrade',
    remove: 'remove, purge, autoremove, autopurge',
    clean: 'clean, autoclean, distclean',
  }),
  valuedLong: list('--option --config-file --target-release --default-release --host-architecture --solver'),
  versions: 'apt',
  yes: ['-y', '--yes', '--assume-yes'],
} as const;

export const packageManagers: readonly PackageManager[] = [
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
        'install, reinstall, localinstall, groupinstall, group install, module install, builddep, swap, downgrade',
      update: 'check-update, check-upgrade, makecache',
      upgrade: 'update, upgrade, up, upgrade-minimal, update-minimal, update-to, upgrade-to, distro-sync, localupdate',
      remove: 'remove, erase, autoremove, groupremove, group remove',
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
  {
    tools: ['pip', 'pip2', 'pip3', 'pipx'],
    family: 'pip',
    subcommands: actions({
      install: 'install, inject',
      upgrade: 'upgrade, upgrade-all',
      remove: 'uninstall',
      clean: 'cache purge, cache remove',
    }),
    valued: 'cefirtbdCp',
    valuedLong: list(
      '--requirement --constraint --build-constraint --editable --index-url --extra-index-url --find-links --target',
      '--prefix --root --src --platform --python-version --implementation --abi --no-binary --only-binary --progress-bar',
      '--report --upgrade-strategy --trusted-host --timeout --proxy --retries --cache-dir --config-settings --log',
      '--global-option --install-option --python --exists-action --cert --client-cert --use-feature --use-deprecated',
      '--root-user-action --group --spec --pip-args --suffix --keyring-provider',
    ),
    versions: 'pip',
  },
  {
    tools: ['uv'],
    family: 'uv',
    subcommands: actions({
      install: 'pip install, pip sync, tool install, add, sync',
      upgrade: 'tool upgrade',
      remove: 'pip uninstall, tool uninstall, remove',
      clean: 'cache clean, cache prune, clean',
    }),
    valued: 'rcefitpCPbo',
    valuedLong: list(
      '--requirement --requirements --constraint --constraints --build-constraint --build-constraints --editable --index',
      '--index-url --default-index --extra-index-url --find-links --target --prefix --python --cache-dir --with --group',
      '--only-group --no-group --no-binary --only-binary --link-mode --index-strategy --resolution --prerelease',
      '--override --overrides --extra --directory --project --config-file --exclude-newer --upgrade-package --package',
      '--reinstall-package --no-install-package --python-platform --python-version --torch-backend --config-setting',
      '--allow-insecure-host --rev --tag --branch --from --with-requirements --color',
    ),
    versions: 'pip',
  },
  {
    tools: ['npm'],
    family: 'npm',
    subcommands: actions({
      install: 'install, i, in, add, ci, clean-install',
      upgrade: 'update, upgrade, up',
      remove: 'uninstall, rm, remove, un',
      clean: 'cache clean, cache clear',
    }),
    valued: 'Cw',
    valuedLong: list(
      '--prefix --registry --cache --loglevel --omit --include --only --workspace --tag --userconfig --globalconfig',
      '--fetch-retries --fetch-timeout --maxsockets --install-strategy --cpu --os --libc --otp',
    ),
    versions: 'npm',
  },
  {
    tools: ['yarn', 'yarnpkg'],
    family: 'yarn',
    subcommands: actions({
      install: 'install, add, global add, workspaces focus',
      upgrade: 'upgrade, up, global upgrade',
      remove: 'remove, global remove',
      clean: 'cache clean',
    }),
    valued: '',
    valuedLong: list(
      '--cache-folder --modules-folder --registry --network-timeout --network-concurrency --cwd --prefix --mutex',
      '--global-folder --use-yarnrc',
    ),
    versions: 'npm',
  },
  {
    tools: ['pnpm'],
    family: 'pnpm',
    subcommands: actions({
      install: 'install, i, add, fetch',
      upgrade: 'update, up, upgrade',
      remove: 'remove, rm, uninstall, un',
      clean: 'store prune',
    }),
    valued: 'CF',
    valuedLong: list(
      '--dir --filter --registry --store-dir --reporter --loglevel --network-concurrency --virtual-store-dir',
      '--global-dir --modules-dir',
    ),
    versions: 'npm',
  },
  {
    tools: ['gem'],
    family: 'gem',
    subcommands: actions({ install: 'install, i', upgrade: 'update', remove: 'uninstall', clean: 'cleanup' }),
    valued: 'vinPBgs',
    valuedLong: list(
      '--version --install-dir --bindir --source --platform --trust-policy --file --build-root --http-proxy',
      '--config-file --document --target-rbconfig',
    ),
    versions: 'gem',
  },
  {
    tools: ['go'],
    family: 'go',
    subcommands: actions({ install: 'install, get, run', clean: 'clean' }),
    valued: '',
    valuedLong: list(
      '-ldflags -tags -gcflags -asmflags -o -p -mod -modfile -pkgdir -buildmode -compiler -toolexec -exec',
      '-installsuffix -C -overlay -pgo',
    ),
    singleDash: true,
    versions: 'at',
  },
  {
    tools: ['cargo'],
    family: 'cargo',
    subcommands: actions({ install: 'install, binstall, add', remove: 'uninstall, remove', clean: 'clean' }),
    valued: 'jFpZ',
    valuedLong: list(
      '--version --vers --git --branch --tag --rev --path --root --registry --index --features --target --target-dir',
      '--jobs --bin --example --profile --config --color --package --manifest-path',
    ),
    versions: 'at',
  },
  {
    tools: ['conda', 'mamba', 'micromamba'],
    family: 'conda',
    subcommands: actions({
      install: 'install, create, env create',
      upgrade: 'update, upgrade, env update',
      remove: 'remove, uninstall, env remove',
      clean: 'clean',
    }),
    valued: 'ncpf',
    valuedLong: list('--name --channel --prefix --file --solver --revision --root-prefix'),
    versions: 'conda',
    yes: ['-y', '--yes'],
  },
  {
    tools: ['composer'],
    family: 'composer',
    subcommands: actions({
      install: 'install, require, global require, create-project',
      upgrade: 'update, upgrade',
      remove: 'remove',
      clean: 'clear-cache, clearcache, cc',
    }),
    valued: 'd',
    valuedLong: list('--working-dir --repository --stability --ignore-platform-req --prefer-install'),
    versions: 'composer',
  },
];

const byTool = new Map(packageManagers.flatMap(manager => manager.tools.map(tool => [tool, manager] as const)));

export const packageManagerOf = (tool: string): PackageManager | undefined => byTool.get(withoutVersion(tool));

/** `pip3.11` is pip. */
const withoutVersion = (tool: string): string => tool.replace(/^pip[23]\.\d+$/, 'pip');

const minors = Array.from({ length: 16 }, (_, minor) => `3.${minor}`);
/** What may run pip as a module: `python3.12 -m pip`. */
export const pythons: readonly string[] = ['', '2', '3', ...minors].map(version => `python${version}`);

/** The names of all programs that install packages, as `judgeRuns` wants them. */
export const packageTools: readonly string[] = [
  ...byTool.keys(),
  'pip2.7',
  ...minors.map(minor => `pip${minor}`),
  ...pythons,
];

/** Those of one family. */
export const toolsOf = (...families: readonly PackageFamily[]): readonly string[] =>
  packageTools.filter(tool => families.includes(packageManagerOf(tool)?.family ?? 'pip'));
