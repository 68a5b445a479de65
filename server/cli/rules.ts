import { documentationOf } from '../core/documentation.ts';
import { type Locale, withoutParameters } from '../core/text.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { localeFrom } from './io.ts';
import { Output } from './output.ts';
import { type AnyRule, allRules, levelsOf } from './ruleTexts.ts';

export const rulesCommand: Command = {
  name: 'rules',
  takes: '[--format text|json]',
  summary: { en: 'List every rule.', ja: 'すべてのルールを一覧表示します。' },
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json'],
      help: { en: 'How to write the list.', ja: '一覧の形式です。' },
    },
  ],
  async run({ options }, io) {
    const locale = localeFrom(io);
    const isJson = options.get('format') === 'json';
    const list = isJson
      ? `${JSON.stringify(
          allRules.map(rule => toJson(rule, locale)),
          undefined,
          2,
        )}\n`
      : toTable(allRules, locale);
    await new Output(io.stdout).write(list);
    return exit.clean;
  },
};

const toJson = (rule: AnyRule, locale: Locale) => ({
  id: rule.id,
  title: rule.title[locale],
  severity: levelsOf(rule),
  ...(rule.podman ? { podman: rule.podman } : {}),
  aliases: rule.aliases ?? [],
  why: withoutParameters(rule.why[locale]),
  remedy: withoutParameters(rule.remedy[locale]),
  references: rule.references,
  documentation: documentationOf(rule.id),
});

function toTable(rules: readonly AnyRule[], locale: Locale): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(rule => `${rule.id.padEnd(width)}  ${levelsOf(rule).podman.padEnd(7)}  ${rule.title[locale]}\n`)
    .join('');
}
