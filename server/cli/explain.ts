import { documentationOf } from '../core/documentation.ts';
import { nearest } from '../core/nearest.ts';
import { RuleNames } from '../core/ruleNames.ts';
import { type Locale, type Text, withoutParameters } from '../core/text.ts';
import type { Command } from './command.ts';
import { exit, UsageError } from './exit.ts';
import { firstExample, type ShownExample } from './firstExample.ts';
import { localeFrom } from './io.ts';
import { type Page, referenceLines, writePages } from './page.ts';
import { type AnyRule, allRules, levelsOf } from './ruleTexts.ts';

export const explainCommand: Command = {
  name: 'explain',
  takes: 'RULE|CHECK...',
  summary: {
    en: 'Say what a rule means, by its name or by the one that another tool has for it (DL3002).',
    ja: 'ルールを説明します。他のツールでの名前（DL3002 など）でも指定できます。',
  },
  options: [],
  async run({ names }, io) {
    if (names.length === 0) throw new UsageError(words.nameMissing);
    if (names.every(name => checkId.test(name))) {
      const { runScan } = await import('./scan/run.ts');
      return runScan({ names: ['explain', ...names], options: new Map(), lists: new Map() }, io);
    }
    const rules = new Set(names.flatMap(rulesCalled));
    const pages = [...rules].map(async rule => pageOf(rule, await firstExample(rule), localeFrom(io)));
    await writePages(await Promise.all(pages), io);
    return exit.clean;
  },
};

/** Of the host scan, which is a bundle of its own. No rule and no other tool's name looks like one. */
const checkId = /^(?:HST|CFG|IMG|CTR|POL)\d{3}$/i;

const words = {
  nameMissing: { en: 'explain: the name of a rule is expected', ja: 'explain: ルールの名前を指定してください' },
  unknown: { en: 'there is no rule "{name}"', ja: '「{name}」というルールはありません' },
  unknownBut: {
    en: 'there is no rule "{name}"; is "{meant}" meant?',
    ja: '「{name}」というルールはありません。「{meant}」のことですか',
  },
} satisfies Record<string, Text>;

const known = new RuleNames<AnyRule>(allRules);

function rulesCalled(name: string): readonly AnyRule[] {
  const rules = known.find(name);
  if (rules.length > 0) return rules;
  const bySlug = allRules.filter(({ id }) => id.endsWith(`/${name.toLowerCase()}`));
  if (bySlug.length > 0) return bySlug;
  const ids = allRules.map(({ id }) => id);
  const meant = nearest(name, ids);
  throw meant ? new UsageError(words.unknownBut, { name, meant }) : new UsageError(words.unknown, { name });
}

const headings = {
  severity: { en: 'Severity', ja: '重大度' },
  podman: { en: 'Podman', ja: 'Podman' },
  aliases: { en: 'Elsewhere', ja: '他のツールでの名前' },
  why: { en: 'Why it matters', ja: '理由' },
  remedy: { en: 'What to do', ja: '対処' },
  bad: { en: 'Reported', ja: '指摘される例' },
  fixed: { en: 'Repaired', ja: '修正後' },
  references: { en: 'References', ja: '参考資料' },
} satisfies Record<string, Text>;

function pageOf(rule: AnyRule, example: ShownExample | undefined, locale: Locale): Page {
  const levels = Object.entries(levelsOf(rule)).map(([profile, level]) => `${profile}: ${level}`);
  const references = [...referenceLines(rule.references), documentationOf(rule.id)];
  return {
    id: rule.id,
    title: rule.title,
    sections: [
      [headings.severity, levels.join(', ')],
      [headings.podman, rule.podman ?? ''],
      [headings.aliases, rule.aliases?.join(', ') ?? ''],
      [headings.why, withoutParameters(rule.why[locale])],
      [headings.remedy, withoutParameters(rule.remedy[locale])],
      [headings.bad, example?.text ?? ''],
      [headings.fixed, example?.fixed ?? ''],
      [headings.references, references.join('\n')],
    ],
  };
}
