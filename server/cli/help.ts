import type { Locale, Text } from '../core/text.ts';
import { helpOption, type Option } from './arguments.ts';
import type { Command } from './command.ts';

const words = {
  usage: { en: 'Usage', ja: '使い方' },
  commands: { en: 'Commands', ja: 'コマンド' },
  options: { en: 'Options', ja: 'オプション' },
  about: {
    en: 'Podseal finds and repairs what weakens a container, in files written for Podman.',
    ja: 'Podseal は、Podman 用のファイルからコンテナを弱くする設定を見つけて修正します。',
  },
  more: { en: 'podseal COMMAND --help says more.', ja: '詳しくは podseal COMMAND --help をご覧ください。' },
  version: { en: 'Show the version.', ja: 'バージョンを表示します。' },
} satisfies Record<string, Text>;

export function generalHelp(commands: readonly Command[], locale: Locale): string {
  const rows = commands.map(({ name, takes, summary }) => [`${name} ${takes}`.trim(), summary[locale]] as const);
  return [
    words.about[locale],
    `${words.usage[locale]}: podseal COMMAND`,
    `${words.commands[locale]}:\n${table(rows)}`,
    `${words.options[locale]}:\n${table([row(helpOption, locale), ['    --version', words.version[locale]]])}`,
    `${words.more[locale]}\n`,
  ].join('\n\n');
}

export function commandHelp({ name, takes, summary, options, notes = [] }: Command, locale: Locale): string {
  const parts = [
    `${words.usage[locale]}: podseal ${`${name} ${takes}`.trim()}`,
    summary[locale],
    `${words.options[locale]}:\n${table([...options, helpOption].map(option => row(option, locale)))}`,
    ...notes.map(note => note[locale]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row({ name, value, short, help, choices }: Option, locale: Locale): readonly [string, string] {
  const long = `--${name}${value ? ` ${value}` : ''}`;
  return [`${short ? `-${short}, ` : '    '}${long}`, `${help[locale]}${choices ? ` (${choices.join(', ')})` : ''}`];
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}
