import { nearest } from '../../core/nearest.ts';
import type { Locale, Text } from '../../core/text.ts';
import { type Style, styles } from '../../report/colour.ts';
import { checks } from '../../scan/checks/checks.generated.ts';
import type { AnyCheck } from '../../scan/model/check.ts';
import { severityIn } from '../../scan/model/selection.ts';
import { scanProfiles } from '../../scan/model/state.ts';
import { type Exit, exit, UsageError } from '../exit.ts';
import { type Io, localeFrom, wantsColour } from '../io.ts';
import { Output } from '../output.ts';

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
  const style = styles(wantsColour(io, io.stdout));
  const pages = [...new Set(ids.map(checkCalled))].map(check => page(check, localeFrom(io), style));
  await new Output(io.stdout).write(pages.join('\n'));
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

function page(check: AnyCheck, locale: Locale, style: (style: Style, text: string) => string): string {
  const section = (heading: Text, body: string) =>
    `${style('bold', heading[locale])}\n${body.replace(/^(?=.)/gm, '  ')}`;
  const plain = (text: Text) => text[locale].replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const levels = scanProfiles.map(profile => `${profile}: ${severityIn(check, profile) ?? 'off'}`);
  const messages: readonly Text[] = Object.values(check.messages);
  return [
    `${style('bold', check.id)}  ${check.title[locale]}`,
    section(headings.severity, levels.join(', ')),
    section(headings.found, messages.map(plain).join('\n')),
    ...(check.impliedBy?.length ? [section(headings.implied, check.impliedBy.join(', '))] : []),
    section(headings.why, plain(check.why)),
    section(headings.remedy, plain(check.remedy)),
    ...(check.commands?.length
      ? [section(headings.commands, check.commands.map(command => command.replaceAll('{name}', 'NAME')).join('\n'))]
      : []),
    section(
      headings.references,
      check.references.map(({ title, url }) => (url ? `${title} <${url}>` : title)).join('\n'),
    ),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}
