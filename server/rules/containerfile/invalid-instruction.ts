import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { signalNames } from '../../podman/buildFeatures.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { otherThanString } from './_jsonArrays.ts';
import { openEnd } from './_openEnds.ts';
import { containerfileRule } from './_rule.ts';

type Key =
  | 'equals'
  | 'from'
  | 'quote'
  | 'brace'
  | 'strings'
  | 'shell'
  | 'signal'
  | 'user'
  | 'healthcheck'
  | 'nothing-behind'
  | 'empty-volume'
  | 'trigger'
  | 'heredoc';

/** Variables are put into these, word by word: each needs its quotes and braces closed. */
const expanded = new Set('FROM ENV LABEL ARG COPY ADD EXPOSE VOLUME USER WORKDIR STOPSIGNAL'.split(' '));
/** What Podman finds out when it reads the file, also inside an ONBUILD. */
const atOnce = new Set<Key>(['equals', 'strings', 'trigger']);

export default containerfileRule<Key>({
  id: 'containerfile/invalid-instruction',
  title: { en: 'Instruction that Podman refuses', ja: 'Podman が拒否する命令' },
  severity: 'error',
  isSyntax: true,
  aliases: ['DL1000', 'DL3043'],
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Podman refuses to build the file, in most cases only when it reaches this line.',
    ja: 'Podman はこのファイルのビルドを拒否します。多くの場合、この行に達して初めて気付きます。',
  },
  remedy: { en: 'Write it in the form that the instruction has.', ja: '命令の決まった形式で書いてください。' },
  messages: {
    equals: {
      en: '{instruction} needs NAME=value: "{word}" has no "=". A value with blanks stands in quotes.',
      ja: '{instruction} は NAME=value の形式です。「{word}」に「=」がありません。空白を含む値は引用符で囲みます。',
    },
    from: {
      en: 'FROM is followed by an image and AS NAME, by nothing else.',
      ja: 'FROM に書けるのは、イメージと AS 名前 だけです。',
    },
    quote: { en: 'This quote is not closed.', ja: 'この引用符が閉じられていません。' },
    brace: { en: 'This "${" is not closed.', ja: 'この「${」が閉じられていません。' },
    strings: {
      en: 'An array in this form may hold strings only: numbers and words stand in double quotes.',
      ja: 'この形式の配列に書けるのは文字列だけです。数値や語も二重引用符で囲みます。',
    },
    shell: {
      en: 'SHELL needs a JSON array: ["/bin/sh", "-c"].',
      ja: 'SHELL は JSON 配列で書きます: ["/bin/sh", "-c"]。',
    },
    signal: { en: '"{word}" is no signal.', ja: '「{word}」というシグナルはありません。' },
    user: {
      en: 'Podman takes "{word}" for one name, which nobody has: no command starts.',
      ja: 'Podman は「{word}」を 1 つの名前として扱います。その名前のユーザーはいないため、コマンドは起動しません。',
    },
    healthcheck: {
      en: 'HEALTHCHECK is followed by CMD and a command, or by NONE.',
      ja: 'HEALTHCHECK の後ろには、CMD とコマンド、または NONE を書きます。',
    },
    'nothing-behind': { en: 'Nothing may follow HEALTHCHECK NONE.', ja: 'HEALTHCHECK NONE の後ろには何も書けません。' },
    'empty-volume': { en: 'A volume needs a path.', ja: 'ボリュームにはパスが必要です。' },
    heredoc: {
      en: 'In COPY and ADD no blank may stand between << and its word.',
      ja: 'COPY と ADD では、<< と語の間に空白を置けません。',
    },
    trigger: { en: '{word} cannot be triggered by ONBUILD.', ja: '{word} を ONBUILD に書くことはできません。' },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\nCOPY «<< EOF» /x\na\nEOF\nUSER 1\n',
        fixed: 'FROM scratch\nCOPY <<EOF /x\na\nEOF\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1 «app»\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1 AS x «y»\nUSER 1\n' },
      { text: 'FROM scratch\nENV A=1 «B» C=2\nUSER 1\n' },
      { text: 'FROM scratch\nLABEL a=b \\\n  # c\n  «"d e"»\nUSER 1\n' },
      { text: 'FROM scratch\nENV A=«"»b c\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY «"»a b" /c/\nUSER ${A:-«"»b}\n' },
      { text: 'FROM scratch\nENV A=«${»B\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\nCMD ["/a", «8080»]\n', fixed: 'FROM scratch\nUSER 1\nCMD ["/a", "8080"]\n' },
      {
        text: 'FROM scratch\nSHELL «/bin/bash -c»\nUSER 1\n',
        fixed: 'FROM scratch\nSHELL ["/bin/bash", "-c"]\nUSER 1\n',
      },
      {
        text: 'FROM scratch\r\nSTOPSIGNAL «SIGTEM»\r\nUSER 1\r\n',
        fixed: 'FROM scratch\r\nSTOPSIGNAL SIGTERM\r\nUSER 1\r\n',
      },
      { text: 'FROM scratch\nstopsignal «0»\nUSER 1\n' },
      {
        text: 'FROM scratch\nHEALTHCHECK --interval=5s «curl» -f localhost\nUSER 1\n',
        fixed: 'FROM scratch\nHEALTHCHECK --interval=5s CMD curl -f localhost\nUSER 1\n',
        settings: { rules: { 'containerfile/oci-healthcheck': 'off' } },
      },
      { text: 'FROM quay.io/a/b:1\nONBUILD USER «1 0»\nuser «app staff»\n' },
      { text: 'FROM scratch\nHEALTHCHECK NONE «please»\nVOLUME [«""»]\nUSER 1\n' },
      { text: 'FROM scratch\nONBUILD «ONBUILD» RUN a\nONBUILD «FROM» b\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM a\nSHELL ["bash", "-c"]\nRUN [[ "$(a)" =~ ^5 ]] && [[ -f b ]] || [ "c" = d ]\nUSER 1\n' },
      { text: 'FROM scratch\nARG "A=b c"\nUSER 1\n' },
      { text: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1 as x\nUSER 1\n' },
      { text: `FROM scratch\nENV A="b'c" B='d"e' C=f\\"g D=\${E:-"}"} G=$\nUSER 1\n` },
      { text: 'FROM scratch\nENV A fine\\\'\nENV B one two three\nLABEL c="\\""\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo "a\nUSER 1\nCMD echo ${A\n' },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1 # c\nUSER $A $B\nUSER \\\n  app:0 \n',
        settings: { rules: { 'containerfile/trailing-comment': 'off' } },
      },
      { text: 'FROM scratch\nSTOPSIGNAL SIGRTMIN+3\nSTOPSIGNAL term\nSTOPSIGNAL 9\nSTOPSIGNAL $S\nUSER 1\n' },
      { text: 'FROM scratch\nHEALTHCHECK none\nHEALTHCHECK \\\n  # every\n  --interval=5s \\\n  cmd ["/a"]\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY ["a b", "/c/"]\nCMD [ -x /a ]\nSHELL ["a"]\nUSER 1\n' },
      { text: '# escape=`\nFROM scratch\nENV A=C:\\x B=` c\nUSER 1\n' },
    ],
  },
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge)) {
      const isLater = outer.inner !== undefined && !atOnce.has(fact.message);
      const isSyntax = saidByOthers.has(fact.message);
      yield shiftReport({ ...fact, severity: isLater ? 'warning' : fact.severity, isSyntax }, outer.start);
    }
  },
});

const saidByOthers: ReadonlySet<Key> = new Set<Key>([
  ...(['equals', 'from', 'shell', 'healthcheck', 'nothing-behind', 'trigger'] as const),
]);

function judge(instruction: Instruction, outer: Instruction): Report<Key>[] {
  const { keyword, keywordSpan } = instruction;
  if (outer !== instruction && /^(?:ONBUILD|FROM|MAINTAINER)$/.test(keyword))
    return [{ at: keywordSpan, message: 'trigger', params: { word: keyword } }];
  const other = otherThanString(instruction, outer.source);
  if (other) return [notString(other, outer.source)];
  const reports = [...(lookUp(forms, keyword)?.(instruction, outer.source) ?? [])];
  const open = expanded.has(keyword) ? openEnd(instruction, outer.source) : undefined;
  if (open) reports.push({ at: open.at, message: open.is });
  return reports;
}

type Judge = (instruction: Instruction, source: string) => Iterable<Report<Key>>;

const forms: Readonly<Record<string, Judge>> = {
  FROM: behindImage,
  ENV: equalSigns,
  LABEL: equalSigns,
  SHELL: ({ words, json }, source) => (words.length === 0 || json ? [] : [notJson(words, source)]),
  STOPSIGNAL: ({ words: [word] }) => (word ? signal(word) : []),
  USER: oneName,
  HEALTHCHECK: ({ words: [first, second] }) => (first ? healthcheck(first, second) : []),
  COPY: spacedHeredocs,
  ADD: spacedHeredocs,
  VOLUME: ({ words }) =>
    words.flatMap(({ text, span: at }) => (text === '""' || text === "''" ? { at, message: 'empty-volume' } : [])),
};

function* behindImage({ words }: Instruction): Generator<Report<Key>> {
  const isNamed = words.length > 1 && /^as$/i.test(words[1]?.value ?? '');
  const junk = words[isNamed ? 3 : 1];
  if (junk && !junk.text.startsWith('#')) yield { at: junk.span, message: 'from' };
}

function* equalSigns({ keyword, pairs }: Instruction, source: string): Generator<Report<Key>> {
  const bare = pairs.length > 1 ? pairs.find(({ value }) => value === undefined) : undefined;
  const word = bare && source.slice(bare.nameSpan.start, bare.nameSpan.end);
  if (bare && word && !word.startsWith('#'))
    yield { at: bare.nameSpan, message: 'equals', params: { instruction: keyword, word } };
}

/** It builds; what the image starts fails, and each RUN behind it. */
function* oneName({ words: [first] }: Instruction): Generator<Report<Key>> {
  if (first && /^[\w.:-]+\s+[\w.:-]/.test(first.text))
    yield { at: first.span, message: 'user', params: { word: first.value }, severity: 'warning' };
}

function* spacedHeredocs({ heredocs }: Instruction, source: string): Generator<Report<Key>> {
  for (const { span: at } of heredocs) {
    const written = source.slice(at.start, at.end);
    if (!/<<-?\s/.test(written)) continue;
    const title = { text: { en: 'Delete the blank', ja: '空白を削除' } };
    const text = written.replace(/(<<-?)\s+/, '$1');
    const fixes = /[\\`\n]/.test(written) ? [] : [{ title, edits: [{ span: at, text }], safe: true }];
    yield { at, message: 'heredoc', fixes };
  }
}

function notString(at: Span, source: string): Report<Key> {
  const value = source.slice(at.start, at.end);
  const quoted = `"${value}"`;
  const isPlain = /^[\w.-]+$/.test(value);
  const title = { text: { en: 'Write {quoted}', ja: '{quoted} と書く' }, params: { quoted } };
  return {
    at,
    message: 'strings',
    fixes: isPlain ? [{ title, edits: [{ span: at, text: quoted }], safe: true }] : [],
  };
}

function notJson(words: readonly Word[], source: string): Report<Key> {
  const [start, end] = [words[0]?.span.start ?? 0, words.at(-1)?.span.end ?? 0];
  const at = { start, end };
  const isPlain = words.every(({ text }) => /^[\w./-]+$/.test(text)) && !/[\\`\n]/.test(source.slice(start, end));
  const values = words.map(({ value }) => value);
  const list = `[${(values.length === 1 ? [...values, '-c'] : values).map(value => `"${value}"`).join(', ')}]`;
  const title = { text: { en: 'Write {list}', ja: '{list} と書く' }, params: { list } };
  const fixes: Fix[] = isPlain ? [{ title, edits: [{ span: at, text: list }], safe: false }] : [];
  return { at, message: 'shell', fixes };
}

function* signal({ value, text, span: at }: Word): Generator<Report<Key>> {
  const name = value.trim().toUpperCase();
  if (text.includes('$') || /\s#/.test(text) || (/^[+-]?\d+$/.test(name) && Number(name) !== 0)) return;
  const short = name.replace(/^SIG/, '');
  if (signalNames.has(short) || /^RTMIN\+(?:\d|1[0-5])$|^RTMAX-(?:\d|1[0-4])$/.test(short)) return;
  const meant = nearest(short, signalNames);
  const params = { word: value };
  if (!meant) yield { at, message: 'signal', params };
  else {
    const written = `SIG${meant}`;
    const title = { text: { en: 'Write {written}', ja: '{written} と書く' }, params: { written } };
    yield { at, message: 'signal', params, fixes: [{ title, edits: [{ span: at, text: written }], safe: false }] };
  }
}

function* healthcheck({ value, text, span: at }: Word, second: Word | undefined): Generator<Report<Key>> {
  if (/^none$/i.test(value)) {
    if (second && !second.text.startsWith('#')) yield { at: second.span, message: 'nothing-behind' };
  } else if (!/^cmd$/i.test(value)) {
    const title = { text: { en: 'Insert CMD', ja: 'CMD を挿入' } };
    const insertion = { span: { start: at.start, end: at.start }, text: 'CMD ' };
    const isCommand = /^[\w./-]+$/.test(text);
    yield { at, message: 'healthcheck', fixes: isCommand ? [{ title, edits: [insertion], safe: false }] : [] };
  }
}
