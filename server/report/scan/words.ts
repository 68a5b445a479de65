import { type Locale, say, type Text } from '../../core/text.ts';
import type { Result, ScannedHost } from '../../scan/model/result.ts';
import type { State } from '../../scan/model/state.ts';
import { visible } from '../visible.ts';
import { outside } from './outside.ts';

export const sectionTitles: Readonly<Record<string, Text>> = {
  HST: { en: 'Host', ja: 'ホスト' },
  CFG: { en: 'Configuration', ja: '設定' },
  IMG: { en: 'Images', ja: 'イメージ' },
  CTR: { en: 'Containers', ja: 'コンテナ' },
  POL: { en: 'Security policy', ja: 'セキュリティポリシー' },
};

export const stateTitles: Readonly<Record<State, Text>> = {
  pass: { en: 'passed', ja: '合格' },
  fail: { en: 'failed', ja: '不合格' },
  review: { en: 'to be reviewed', ja: '要確認' },
  notApplicable: { en: 'not applicable', ja: '対象外' },
  needsRoot: { en: 'need root', ja: 'root が必要' },
  unknown: { en: 'unknown', ja: '判定不能' },
  error: { en: 'went wrong', ja: 'エラー' },
  waived: { en: 'waived', ja: '免除' },
};

export const staleTexts = {
  unknownCheck: { en: 'there is no such check', ja: 'そのチェックはありません' },
  expired: { en: 'it has expired', ja: '期限が切れています' },
  noReason: { en: 'it has no reason', ja: '理由がありません' },
  noExpiry: { en: 'it has no last day', ja: '期限がありません' },
  tooLong: { en: 'its last day is more than a year away', ja: '期限が 1 年より先です' },
  unused: { en: 'nothing fails that it covers', ja: '該当する不合格がありません' },
} satisfies Record<string, Text>;

const storeTexts = {
  others: {
    en: 'Not scanned are the stores of others: {stores}.',
    ja: 'スキャンしていない他のストレージ: {stores}。',
  },
  closed: {
    en: 'Whether there are others below {homes} cannot be seen.',
    ja: '{homes} の中は見えないため、ほかにストレージがあるかどうかは分かりません。',
  },
} satisfies Record<string, Text>;

const mostStores = 6;

/** Whose containers were not looked at; Podman shows nobody those of others. */
export function notScanned({ otherStores, closedHomes }: ScannedHost, locale: Locale): string[] {
  const list = (paths: readonly string[]) =>
    paths.slice(0, mostStores).map(outside).join(', ') + (paths.length > mostStores ? ', ...' : '');
  return [
    ...(otherStores.length > 0
      ? [say({ text: storeTexts.others, params: { stores: list(otherStores) } }, locale)]
      : []),
    ...(closedHomes.length > 0 ? [say({ text: storeTexts.closed, params: { homes: list(closedHomes) } }, locale)] : []),
  ];
}

/** What was found: one sentence without anything in it that a terminal would obey. */
export const said = ({ message, check }: Result, locale: Locale): string =>
  visible(message ? say(message, locale) : check.title[locale]);

/** Why it matters and what to do, filled with what is known of the case. */
export const explained = ({ check, message, resource }: Result, locale: Locale) => {
  const params = { name: resource.name, ...message?.params };
  return {
    why: visible(say({ text: check.why, params }, locale)),
    remedy: visible(say({ text: check.remedy, params }, locale)),
  };
};
