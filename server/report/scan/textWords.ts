import type { Text } from '../../core/text.ts';
import type { State } from '../../scan/model/state.ts';

/** Of each state: where a terminal can show it, and in ASCII. */
export const symbols: Readonly<Record<State, readonly [string, string]>> = {
  pass: ['✓', '+'],
  fail: ['✗', 'x'],
  review: ['~', '~'],
  needsRoot: ['#', '#'],
  unknown: ['?', '?'],
  error: ['!', '!'],
  notApplicable: ['–', '-'],
  waived: ['○', 'o'],
};

/** Behind a number of results. */
export const cellWords: Partial<Record<State, Text>> = {
  review: { en: 'to review', ja: '要確認' },
  needsRoot: { en: 'need root', ja: 'root が必要' },
  unknown: { en: 'unknown', ja: '不明' },
  error: { en: 'went wrong', ja: 'エラー' },
  notApplicable: { en: 'n/a', ja: '対象外' },
  waived: { en: 'waived', ja: '免除' },
};

/** What the screen says beside results. */
export const words = {
  host: { en: 'host', ja: 'ホスト' },
  profile: { en: 'profile', ja: 'プロファイル' },
  harmless: {
    en: 'read-only: runs no container, contacts no registry, uses no sudo',
    ja: '読み取りのみ: コンテナを実行せず、レジストリに接続せず、sudo を使いません',
  },
  inContainer: {
    en: 'The scan ran inside a container: what it says about the host is about that container.',
    ja: 'スキャンはコンテナ内で実行されました。ホストに関する結果は、そのコンテナについてのものです。',
  },
  blind: { en: 'Podman did not answer.', ja: 'Podman が応答しませんでした。' },
  share: { en: '{failed} of {all}', ja: '{all} 件中 {failed} 件' },
  fix: { en: 'Fix:', ja: '対処:' },
  more: { en: 'and {n} more', ja: 'ほか {n} 件' },
  review: { en: 'TO REVIEW', ja: '要確認' },
  notEvaluated: { en: 'NOT EVALUATED', ja: '未評価' },
  needsRoot: {
    en: '{ids}  need root: let root run podseal scan, or run the collector with sudo',
    ja: '{ids}  root が必要です。root で podseal scan を実行するか、sudo で収集してください',
  },
  waived: { en: '{n} waived, the first until {until}', ja: '免除 {n} 件（最も早い期限は {until}）' },
  stale: { en: 'The waiver of {what} has no effect:', ja: '{what} の免除は無効です:' },
  standing: {
    en: '{n} new and {fixed} fixed since the baseline {made}',
    ja: 'ベースライン {made} 以降、新規 {n} 件、解消 {fixed} 件',
  },
  result: { en: 'RESULT', ja: '結果' },
  nothingJudged: { en: 'nothing could be evaluated', ja: '評価できたものはありません' },
  next: { en: 'More about a check: podseal scan explain {id}', ja: 'チェックの説明: podseal scan explain {id}' },
  hosts: { en: '{n} of {all} hosts', ja: '{all} 台中 {n} 台' },
  fleet: { en: '{failed} of {all} hosts fail', ja: '{all} 台中 {failed} 台が不合格です' },
} satisfies Record<string, Text>;
