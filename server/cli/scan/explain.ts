import { nearest } from '../../core/nearest.ts';
import type { Locale, Text } from '../../core/text.ts';
import { checks } from '../../scan/checks/checks.generated.ts';
import type { AnyCheck } from '../../scan/model/check.ts';
import { severityIn } from '../../scan/model/selection.ts';
import { scanProfiles } from '../../scan/model/state.ts';
import { type Exit, exit, UsageError } from '../exit.ts';
import { type Io, localeFrom } from '../io.ts';
import { type Page, referenceLines, writePages } from '../page.ts';

const words = {
  idMissing: {
    en: 'scan explain: the id of a check is expected',
    ja: 'scan explain: チェックの ID を指定してください',
  },
  unknown: { en: 'there is no check "{id}"', ja: '「{id}」というチェックはありません' },
  unknownBut: {
    en: 'there is no check "{id}"; is "{meant}" meant?',
    ja: '「{id}」というチェックはありません。「{meant}」のことですか',
  },
} satisfies Record<string, Text>;

const headings = {
  severity: { en: 'Severity', ja: '重大度' },
  found: { en: 'What it finds', ja: '検出する内容' },
  implied: { en: 'Said already by', ja: '含まれるチェック' },
  why: { en: 'Why it matters', ja: '理由' },
  remedy: { en: 'What to do', ja: '対処' },
  commands: { en: 'Commands', ja: 'コマンド' },
  references: { en: 'References', ja: '参考資料' },
} satisfies Record<string, Text>;

export async function explainChecks(ids: readonly string[], io: Io): Promise<Exit> {
  if (ids.length === 0) throw new UsageError(words.idMissing);
  const checks = new Set(ids.map(checkCalled));
  await writePages(
    [...checks].map(check => pageOf(check, localeFrom(io))),
    io,
  );
  return exit.clean;
}

function checkCalled(id: string): AnyCheck {
  const check = checks.find(check => check.id === id.toUpperCase());
  if (check) return check;
  const meant = nearest(
    id.toUpperCase(),
    checks.map(({ id }) => id),
  );
  throw meant ? new UsageError(words.unknownBut, { id, meant }) : new UsageError(words.unknown, { id });
}

function pageOf(check: AnyCheck, locale: Locale): Page {
  const plain = (text: Text) => text[locale].replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const levels = scanProfiles.map(profile => `${profile}: ${severityIn(check, profile) ?? 'off'}`);
  const messages: readonly Text[] = Object.values(check.messages);
  const commands = check.commands ?? [];
  return {
    id: check.id,
    title: check.title,
    sections: [
      [headings.severity, levels.join(', ')],
      [headings.found, messages.map(plain).join('\n')],
      [headings.implied, check.impliedBy?.join(', ') ?? ''],
      [headings.why, plain(check.why)],
      [headings.remedy, plain(check.remedy)],
      [headings.commands, commands.map(command => command.replaceAll('{name}', 'NAME')).join('\n')],
      [headings.references, referenceLines(check.references).join('\n')],
    ],
  };
}
