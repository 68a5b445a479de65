import { podmanVersionPattern } from '../../core/podmanVersion.ts';
import { type Profile, profiles, type Severity, severities } from '../../core/severity.ts';
import type { Text } from '../../core/text.ts';
import { type Format, formats } from '../../report/formats.ts';
import type { Overrides } from '../../settings/resolve.ts';
import type { Arguments, Option } from '../arguments.ts';
import { UsageError } from '../exit.ts';

export const lintOptions: readonly Option[] = [
  {
    name: 'profile',
    value: 'PROFILE',
    choices: profiles,
    help: { en: 'What to judge by.', ja: '検査の基準です。' },
  },
  {
    name: 'fips',
    help: { en: 'Also judge whether images are FIPS-capable.', ja: 'イメージが FIPS に対応しているかも検査します。' },
  },
  {
    name: 'podman',
    value: 'VERSION',
    help: { en: 'The version of Podman that will read the files.', ja: 'ファイルを読む Podman のバージョンです。' },
  },
  {
    name: 'format',
    value: 'FORMAT',
    choices: Object.keys(formats),
    help: { en: 'How to write the findings.', ja: '出力形式です。' },
  },
  { name: 'output', value: 'FILE', help: { en: 'Write them to a file.', ja: 'ファイルに出力します。' } },
  {
    name: 'fix',
    help: { en: 'Make every fix that keeps the meaning.', ja: '意味を変えない修正をすべて適用します。' },
  },
  {
    name: 'fix-suggested',
    help: {
      en: "Make suggested fixes too: each finding's first.",
      ja: '意味が変わり得る修正案も、各指摘の最初のものを適用します。',
    },
  },
  {
    name: 'min-severity',
    value: 'SEVERITY',
    choices: severities,
    help: { en: 'Leave milder findings out.', ja: 'これより軽い指摘を省きます。' },
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: severities,
    help: {
      en: 'Exit with 1 from this severity on; warning if not given.',
      ja: 'この重大度以上で終了コードを 1 にします。既定は warning です。',
    },
  },
  {
    name: 'stdin',
    help: { en: 'Judge standard input, as the path - does.', ja: '標準入力を検査します（パス - と同じ）。' },
  },
  {
    name: 'stdin-filename',
    value: 'NAME',
    help: { en: 'The name that standard input would have.', ja: '標準入力に対応するファイル名です。' },
  },
  {
    name: 'config',
    value: 'FILE',
    help: {
      en: 'Use this config instead of the nearest .podseal.yaml.',
      ja: '最も近い .podseal.yaml の代わりに使う設定ファイルです。',
    },
  },
  {
    name: 'policy',
    value: 'FILE',
    help: {
      en: 'Security policies that hold beside those of the workspace.',
      ja: 'ワークスペースのポリシーに加えて適用するセキュリティポリシーです。',
    },
  },
  {
    name: 'quiet',
    short: 'q',
    help: { en: 'Write nothing but findings and failures.', ja: '指摘と失敗だけを出力します。' },
  },
];

export interface LintOptions {
  /** As given; `-` is standard input. */
  readonly paths: readonly string[];
  readonly overrides: Overrides;
  readonly format: Format;
  readonly output: string | undefined;
  readonly fix: 'none' | 'safe' | 'suggested';
  readonly minSeverity: Severity;
  readonly failOn: Severity;
  readonly stdinFilename: string | undefined;
  readonly config: string | undefined;
  readonly quiet: boolean;
}

const noVersion: Text = {
  en: '--podman {podman}: a version such as 5.8 is expected',
  ja: '--podman {podman}: 5.8 のようなバージョンを指定してください',
};

export function lintOptionsOf({ names, options }: Arguments): LintOptions {
  const podman = options.get('podman');
  if (podman !== undefined && !podmanVersionPattern.test(podman)) {
    throw new UsageError(noVersion, { podman });
  }
  const stdin = options.has('stdin') || (names.length === 0 && options.has('stdin-filename'));
  const paths = stdin && !names.includes('-') ? [...names, '-'] : names;
  return {
    paths: paths.length > 0 ? paths : ['.'],
    overrides: {
      profile: options.get('profile') as Profile | undefined,
      fips: options.has('fips') ? true : undefined,
      podman,
      policy: options.get('policy'),
    },
    format: (options.get('format') ?? 'text') as Format,
    output: options.get('output'),
    fix: options.has('fix-suggested') ? 'suggested' : options.has('fix') ? 'safe' : 'none',
    minSeverity: (options.get('min-severity') ?? 'hint') as Severity,
    failOn: (options.get('fail-on') ?? 'warning') as Severity,
    stdinFilename: options.get('stdin-filename'),
    config: options.get('config'),
    quiet: options.has('quiet'),
  };
}
