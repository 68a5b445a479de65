import { has, type InsecureConfig, type InsecureFile, type InsecureProgram, is } from './insecureSettings.ts';

/** Where package managers look for packages besides their usual index, or in clear text. From their manuals, 2026-07. */

/** `pip3.12` and its like too. */
export const pips: readonly string[] = [
  ...['pip', 'pip2', 'pip3'],
  ...Array.from({ length: 11 }, (_, minor) => `pip3.${minor + 5}`),
];

/** pip takes the highest version that any of its indexes has. uv keeps to the first index that has the package at all. */
export const extraIndexes: readonly InsecureProgram[] = [
  {
    tools: [...pips, 'pipenv', 'pipx'],
    options: [has('--extra-index-url')],
    valued: 'cefirt',
    valuedLong: ['--extra-index-url'],
  },
  {
    tools: ['uv'],
    options: [is(['--index-strategy'], /^unsafe-/)],
    valuedLong: ['--index-strategy'],
  },
];

export const extraVariables: readonly string[] = ['PIP_EXTRA_INDEX_URL'];

export const extraConfigurations: readonly InsecureConfig[] = [
  {
    tools: pips,
    commands: [['config', 'set']],
    key: /^(?:global|install|site|user|wheel|download)\.extra[-_]index[-_]url$/,
    value: /\S/,
  },
];

export const extraFiles: readonly InsecureFile[] = [
  { file: /(?:^|\/)pip\.(?:conf|ini)$/, text: /^\s*extra[-_]index[-_]url\s*=[^\n]*\S/m },
];

/** Options and settings that name an index. */
export const indexPrograms: readonly {
  readonly tools: readonly string[];
  readonly names: readonly string[];
  readonly valued?: string;
}[] = [
  {
    tools: [...pips, 'pipenv', 'pipx', 'uv'],
    names: [
      '-i',
      '--index-url',
      '--extra-index-url',
      '-f',
      '--find-links',
      '--index',
      '--default-index',
      '--pypi-mirror',
    ],
    valued: 'cefirt',
  },
  { tools: ['npm', 'yarn', 'pnpm', 'npx', 'bun'], names: ['--registry'] },
  { tools: ['gem'], names: ['-s', '--source', '-a', '--add'], valued: 'sain' },
  { tools: ['conda', 'mamba', 'micromamba'], names: ['-c', '--channel'], valued: 'cnpf' },
  { tools: ['apk'], names: ['-X', '--repository'], valued: 'pXt' },
  { tools: ['cargo'], names: ['--index', '--registry'] },
  { tools: ['dotnet', 'nuget'], names: ['-s', '--source', '--add-source', '-Source'], valued: 's' },
];

/** Variables that name an index. */
export const indexVariables: readonly string[] = [
  ...[
    'PIP_INDEX_URL',
    'PIP_EXTRA_INDEX_URL',
    'PIP_FIND_LINKS',
    'UV_INDEX_URL',
    'UV_DEFAULT_INDEX',
    'UV_INDEX',
    'UV_EXTRA_INDEX_URL',
  ],
  ...[
    'NPM_CONFIG_REGISTRY',
    'npm_config_registry',
    'YARN_REGISTRY',
    'YARN_NPM_REGISTRY_SERVER',
    'GOPROXY',
    'RUBYGEMS_HOST',
  ],
];

const clearUrl = /^http:\/\/\S/;

export const indexConfigurations: readonly InsecureConfig[] = [
  {
    tools: pips,
    commands: [['config', 'set']],
    key: /^(?:global|install|site|user|wheel|download)\.(?:extra[-_])?index[-_]url$/,
    value: clearUrl,
  },
  {
    tools: ['npm', 'pnpm', 'yarn'],
    commands: [['config', 'set'], ['c', 'set'], ['set']],
    key: /^(?:@[\w-]+:)?registry$|^npmRegistryServer$/,
    value: clearUrl,
  },
  { tools: ['bundle', 'bundler'], commands: [['config'], ['config', 'set']], key: /^mirror\./, value: clearUrl },
  { tools: ['go'], commands: [['env']], key: /^GOPROXY$/, value: clearUrl },
];

export const indexFiles: readonly InsecureFile[] = [
  { file: /(?:^|\/)pip\.(?:conf|ini)$/, text: /^\s*(?:extra[-_])?index[-_]url\s*=\s*http:\/\/[^\n]*\S/m },
  { file: /(?:^|\/)\.?npmrc$/, text: /^\s*(?:@[\w-]+:)?registry\s*=\s*"?http:\/\/[^\n]*\S/m },
  { file: /(?:^|\/)\.?yarnrc(?:\.yml)?$/, text: /^\s*(?:npmRegistryServer:|registry)\s*"?http:\/\/[^\n]*\S/m },
];
