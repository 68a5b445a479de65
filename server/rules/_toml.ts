import type { Fix } from '../core/fix.ts';
import { wholeLines } from '../core/lines.ts';
import { inRange } from '../core/podmanVersion.ts';
import type { Report } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { Span } from '../core/span.ts';
import type { Text } from '../core/text.ts';
import { newerSyntax } from '../parse/toml/parse.ts';
import type { TomlEntry, TomlFaultCode, TomlFile } from '../parse/toml/tree.ts';

/** What BurntSushi/toml refuses, in words for people. */
export const tomlMessages: Readonly<Record<TomlFaultCode, Text>> = {
  'byte-order-mark': {
    en: 'The file starts with a byte order mark, which Podman before 5.8 refuses.',
    ja: 'ファイルの先頭に BOM があり、5.8 より前の Podman は受け付けません。',
  },
  'duplicate-key': { en: 'This name is defined a second time.', ja: 'この名前は 2 回定義されています。' },
  'duplicate-list': {
    en: 'This list is defined a second time. Podman before 5.8 took the later one without a word.',
    ja: 'このリストは 2 回定義されています。5.8 より前の Podman は、何も言わずに後のものを使います。',
  },
  unclosed: {
    en: 'A quote or bracket that opens here is never closed.',
    ja: 'ここで開かれた引用符または括弧が閉じられていません。',
  },
  'missing-value': { en: 'This key has no value.', ja: 'このキーに値がありません。' },
  'missing-equals': { en: 'TOML writes key = value.', ja: 'TOML では「キー = 値」の形で書きます。' },
  'bare-word': {
    en: 'Text in TOML needs quotes; the only bare words are true and false.',
    ja: 'TOML の文字列には引用符が必要です。引用符なしで書ける語は true と false だけです。',
  },
  'second-statement': { en: 'This belongs on a line of its own.', ja: 'これは別の行に書く必要があります。' },
  'bad-escape': {
    en: 'TOML does not know this escape sequence.',
    ja: 'これは TOML にないエスケープシーケンスです。',
  },
  'control-character': {
    en: 'There is a control character here, which TOML does not allow.',
    ja: 'TOML では許されない制御文字があります。',
  },
  'bad-number': { en: 'This is neither a number nor a date.', ja: 'これは数値でも日付でもありません。' },
  'bad-key': { en: 'A part of this name is missing.', ja: 'この名前の一部が欠けています。' },
  'newer-syntax': {
    en: 'This is TOML 1.1, which Podman before 5.8 refuses.',
    ja: 'これは TOML 1.1 の書き方で、5.8 より前の Podman は受け付けません。',
  },
  unexpected: { en: 'This does not belong here.', ja: 'ここに書ける内容ではありません。' },
};

/** A report for everything that makes the text no TOML. */
export function* tomlReports(file: TomlFile, { podman }: Settings): Iterable<Report<TomlFaultCode>> {
  for (const { code, span, repair } of file.faults) {
    const fixes = repair === undefined ? [] : [replacement(span, repair, /^(?:true|false)$/.test(repair))];
    const isTaken = code === 'duplicate-list' && inRange(podman, '<5.8');
    yield { at: span, message: code, fixes, severity: isTaken ? 'warning' : undefined };
  }
  const newer = inRange(podman, '<5.8') ? newerSyntax(file) : undefined;
  if (newer?.code === 'byte-order-mark') {
    const title = { text: { en: 'Remove the byte order mark', ja: 'BOM を削除する' } };
    yield {
      at: newer.span,
      message: newer.code,
      fixes: [{ title, edits: [{ span: newer.span, text: '' }], safe: true }],
    };
  } else if (newer) yield { at: newer.span, message: newer.code };
}

/** Writes `text` instead of what stands there. */
export const replacement = (span: Span, text: string, safe: boolean): Fix => ({
  title: { text: { en: 'Write {text}', ja: '{text} に書き換える' }, params: { text: text.trim() } },
  edits: [{ span, text }],
  safe,
});

/** Takes a statement away with its line; undefined where something else stands on the line. */
export function removal({ text }: TomlFile, { statement }: TomlEntry, safe: boolean): Fix[] {
  if (!statement) return [];
  const { start, end } = wholeLines(text, statement);
  const isAlone = /^\s*$/.test(text.slice(start, statement.start)) && /^\s*$/.test(text.slice(statement.end, end));
  if (!isAlone) return [];
  return [{ title: { text: { en: 'Remove it', ja: '削除する' } }, edits: [{ span: { start, end }, text: '' }], safe }];
}
