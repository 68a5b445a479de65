import { type Report, type Rule, ruleFor } from '../core/rule.ts';
import type { Message, Text } from '../core/text.ts';
import type { JsonFaultCode, JsonFile } from '../parse/json/tree.ts';

/** For rules about what a JSON text says: they are silent as long as it is none, and nobody knows what it will say. */
export const ruleForWhole =
  <Content>(fileOf: (content: Content) => JsonFile) =>
  <Key extends string>(rule: Rule<Content, Key>): Rule<Content> =>
    ruleFor<Content>()<Key>({
      ...rule,
      check: (content, context) => (fileOf(content).isWhole ? rule.check(content, context) : []),
    });

/** What Go's encoding/json refuses, in words for people: its own name a character, not a mistake. */
export const syntaxMessages: Readonly<Record<JsonFaultCode, Text>> = {
  'byte-order-mark': {
    en: 'The file starts with a byte order mark, which JSON does not allow.',
    ja: 'ファイルの先頭に BOM があります。JSON では許されません。',
  },
  comment: { en: 'JSON has no comments.', ja: 'JSON にコメントは書けません。' },
  'unterminated-comment': {
    en: 'JSON has no comments, and this one never ends.',
    ja: 'JSON にコメントは書けません。また、このコメントは閉じられていません。',
  },
  'trailing-comma': {
    en: 'JSON allows no comma behind the last entry.',
    ja: 'JSON では最後の要素の後ろにカンマを置けません。',
  },
  'extra-comma': { en: 'There is nothing in front of this comma.', ja: 'このカンマの前に要素がありません。' },
  'missing-comma': { en: 'A comma is missing in front of this.', ja: 'この前にカンマがありません。' },
  'missing-colon': { en: 'A colon is missing behind this key.', ja: 'このキーの後ろにコロンがありません。' },
  'missing-value': { en: 'This key has no value.', ja: 'このキーに値がありません。' },
  unclosed: { en: 'This bracket is never closed.', ja: 'この括弧は閉じられていません。' },
  'stray-key': {
    en: 'Keys stand in an object: a "{" is missing in front of this key, or a "]".',
    ja: 'キーはオブジェクトの中に書きます。このキーの前に「{」または「]」がありません。',
  },
  'stray-quote': {
    en: 'The double quotes do not match here: one is missing, or one is too many.',
    ja: 'ここでダブルクォートの対応が崩れています。1 つ足りないか、余分です。',
  },
  unexpected: { en: 'This does not belong here.', ja: 'ここに置ける文字ではありません。' },
  'wrong-mark': { en: 'Another mark belongs here.', ja: 'ここには別の記号が必要です。' },
  'second-value': {
    en: 'The file goes on behind the end of its JSON value.',
    ja: 'JSON の値が終わった後に余分な内容があります。',
  },
  empty: { en: 'The file holds no JSON value.', ja: 'ファイルに JSON の値がありません。' },
  'too-deep': {
    en: 'Values are nested more than 10 000 levels deep.',
    ja: '値が 10,000 階層を超えて入れ子になっています。',
  },
  'other-quotes': {
    en: 'JSON strings stand in straight double quotes.',
    ja: 'JSON の文字列は半角のダブルクォートで囲みます。',
  },
  unquoted: { en: 'Text in JSON needs double quotes.', ja: 'JSON の文字列にはダブルクォートが必要です。' },
  'bad-number': {
    en: 'JSON numbers are decimal, without leading zeros or a plus sign.',
    ja: 'JSON の数値は 10 進数で、先頭のゼロやプラス記号は使えません。',
  },
  'unterminated-string': {
    en: 'This string is not closed on its line.',
    ja: 'この文字列は同じ行で閉じられていません。',
  },
  'line-break': {
    en: 'A string in JSON ends on the line on which it begins: there is a line break in this one.',
    ja: 'JSON の文字列は 1 行で書きます。この文字列の途中に改行があります。',
  },
  'bad-escape': {
    en: 'JSON does not know this escape sequence.',
    ja: 'これは JSON にないエスケープシーケンスです。',
  },
  'control-character': {
    en: 'A string in JSON must not contain control characters such as a tab.',
    ja: 'JSON の文字列にタブなどの制御文字を含めることはできません。',
  },
  'invisible-character': {
    en: 'There is an invisible character here that is no blank to JSON.',
    ja: 'JSON では空白と見なされない不可視文字があります。',
  },
};

const insertBracket = { en: 'Close the bracket', ja: '括弧を閉じる' };
const useQuotes = { en: 'Use double quotes', ja: 'ダブルクォートで囲む' };
const remove = { en: 'Remove it', ja: '削除する' };

const repairs: Readonly<Record<JsonFaultCode, Text>> = {
  'byte-order-mark': { en: 'Remove the byte order mark', ja: 'BOM を削除する' },
  comment: { en: 'Remove the comment', ja: 'コメントを削除する' },
  'unterminated-comment': remove,
  'trailing-comma': { en: 'Remove the comma', ja: 'カンマを削除する' },
  'extra-comma': { en: 'Remove the comma', ja: 'カンマを削除する' },
  'missing-comma': { en: 'Insert the comma', ja: 'カンマを挿入する' },
  'missing-colon': { en: 'Insert the colon', ja: 'コロンを挿入する' },
  'missing-value': remove,
  unclosed: insertBracket,
  'stray-key': { en: 'Insert the bracket', ja: '括弧を挿入する' },
  'stray-quote': remove,
  unexpected: remove,
  'wrong-mark': { en: 'Put in the right one', ja: '正しい記号に直す' },
  'second-value': remove,
  empty: remove,
  'too-deep': remove,
  'other-quotes': useQuotes,
  unquoted: { en: 'Write it as JSON', ja: 'JSON の表記にする' },
  'bad-number': { en: 'Write it as a decimal number', ja: '10 進数で書く' },
  'unterminated-string': { en: 'Close the string', ja: '文字列を閉じる' },
  'line-break': { en: 'Remove the line break', ja: '改行を削除する' },
  'bad-escape': { en: 'Repair the escape sequence', ja: 'エスケープシーケンスを直す' },
  'control-character': { en: 'Write it as an escape sequence', ja: 'エスケープシーケンスで書く' },
  'invisible-character': { en: 'Replace it by a blank', ja: '半角スペースに置き換える' },
};

/** A report for everything that makes the text no JSON, each with the repair that is known for it. */
export function* syntaxReports({ faults }: JsonFile): Iterable<Report<JsonFaultCode>> {
  for (const { code, span, repair } of faults) {
    const title: Message = { text: repairs[code] };
    yield { at: span, message: code, fixes: repair ? [{ title, ...repair }] : [] };
  }
}
