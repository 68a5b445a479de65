import { actions, list, type PackageManager } from './packageManagerForm.ts';

/** Of programming languages. Sources: the manuals of each; read 2026-11. */
export const languagePackageManagers: readonly PackageManager[] = [
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
    // The last one is for what a gem builds, and is often written without the `--` before it.
    valuedLong: list(
      '--version --install-dir --bindir --source --platform --trust-policy --file --build-root --http-proxy',
      '--config-file --document --target-rbconfig --use-system-libraries',
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
  {
    tools: ['pecl', 'pear'],
    family: 'pecl',
    subcommands: actions({
      install: 'install, i',
      upgrade: 'upgrade, up, upgrade-all, ua',
      remove: 'uninstall, un',
      clean: 'clear-cache, cc',
    }),
    valued: 'DRPdCc',
    valuedLong: list('--configureoptions --installroot --packagingroot'),
    versions: 'pecl',
  },
];
