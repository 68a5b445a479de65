import type { Message, Text } from '../../core/text.ts';
import { oneLine } from './oneLine.ts';
import type { Answer } from './raw.ts';

/** Why a fact is not there. */
interface Missing {
  readonly state: 'error' | 'needsRoot' | 'notApplicable' | 'unknown';
  readonly why: Message;
}

/** A fact, or why it is missing. */
export type Known<T> = { readonly value: T } | { readonly missing: Missing };

export const known = <T>(value: T): Known<T> => ({ value });

export const missing = (state: Missing['state'], text: Text, params: Record<string, string | number> = {}) => ({
  missing: { state, why: { text, params } },
});

/** Goes on from one fact to the next. */
export const onward = <T, U>(fact: Known<T>, next: (value: T) => Known<U>): Known<U> =>
  'value' in fact ? next(fact.value) : fact;

/** The fact, if it is there. */
export const given = <T>(fact: Known<T>): T | undefined => ('value' in fact ? fact.value : undefined);

/** An answer, or why it is none: the program is missing, did not come back, or failed. */
export function answered(name: string, answer: Answer | undefined): Known<Answer> {
  if (!answer) return missing('error', texts.notCollected, { name });
  switch (answer.rc) {
    case 0:
      return known(answer);
    case 66:
      return missing('unknown', texts.absent, { name });
    case 77:
      return missing('needsRoot', texts.denied, { name });
    case 124:
    case 137:
      return missing('error', texts.timeout, { name });
    case 126:
    case 127:
      return missing('error', texts.notInstalled, { name });
    default:
      return missing('error', texts.failed, { name, rc: answer.rc, complaint: oneLine(answer.err) || '-' });
  }
}

export const texts = {
  notCollected: { en: '{name} is not among the facts.', ja: '収集結果に {name} がありません。' },
  absent: { en: '{name} is not there.', ja: '{name} がありません。' },
  denied: { en: '{name} can be read by root only.', ja: '{name} は root でなければ読めません。' },
  timeout: { en: '{name} did not answer in time.', ja: '{name} が時間内に応答しませんでした。' },
  notInstalled: { en: '{name} is not installed.', ja: '{name} がインストールされていません。' },
  failed: { en: '{name} failed with {rc}: {complaint}', ja: '{name} が終了コード {rc} で失敗しました: {complaint}' },
  noAnswer: { en: '{name} cannot tell here.', ja: 'ここでは {name} から情報を得られません。' },
  inContainer: {
    en: 'A container has no auditing of its own; scan the host.',
    ja: 'コンテナには独自の監査がありません。ホストをスキャンしてください。',
  },
  elsewhere: {
    en: 'The engine runs on another host; scan that one (--target ssh:HOST or machine:NAME).',
    ja: 'エンジンは別のホストで動いています。そのホストをスキャンしてください（--target ssh:HOST または machine:NAME）。',
  },
  notDeep: {
    en: 'Setuid files in images are looked for only with --deep.',
    ja: 'イメージ内の setuid ファイルは --deep を指定した場合だけ調べます。',
  },
  garbage: { en: '{name} answered something else than expected.', ja: '{name} の応答を読み取れません。' },
} satisfies Record<string, Text>;
