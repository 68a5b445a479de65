import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

/** Podman refuses what it reads there; the other ones take the words for arguments. */
const refusing = new Set(['FROM', 'ENV', 'LABEL', 'HEALTHCHECK', 'STOPSIGNAL']);
const keywords = [...refusing, 'ARG', 'COPY', 'ADD', 'VOLUME', 'USER', 'WORKDIR', 'EXPOSE'];
const oneArgument = new Set(['USER', 'WORKDIR', 'STOPSIGNAL']);
/** Where `#a` may well be a word of its own. */
const needsBlank = new Set(['COPY', 'ADD', 'VOLUME']);

type Key = 'refused' | 'argument';

export default containerfileRule<Key>({
  id: 'containerfile/trailing-comment',
  title: { en: 'Comment behind an instruction', ja: '命令の後ろのコメント' },
  severity: 'warning',
  references: [
    {
      title: 'Containerfile(5): format',
      url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md',
    },
  ],
  why: {
    en: 'A comment has a line of its own: behind an instruction its words are arguments, and become the user’s name, further variables or the destination of a copy.',
    ja: 'コメントは独立した行に書くものです。命令の後ろに書いた語は引数になり、ユーザー名や余分な変数、コピー先になってしまいます。',
  },
  remedy: { en: 'Move the comment to the line above.', ja: 'コメントを上の行に移してください。' },
  messages: {
    refused: {
      en: 'This is no comment: Podman reads arguments of {instruction} and refuses them.',
      ja: 'これはコメントになりません。Podman は {instruction} の引数として読み、拒否します。',
    },
    argument: {
      en: 'This is no comment: for Podman these are arguments of {instruction}.',
      ja: 'これはコメントになりません。Podman は {instruction} の引数として扱います。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch «# nothing»\nUSER 1\n',
        fixed: '# nothing\nFROM scratch\nUSER 1\n',
      },
      {
        text: 'FROM scratch\r\nENV A=1 «# one»\r\nUSER 1\r\n',
        fixed: 'FROM scratch\r\n# one\r\nENV A=1\r\nUSER 1\r\n',
      },
      { text: 'FROM scratch\nUSER 1001 «#app»\n', fixed: 'FROM scratch\n#app\nUSER 1001\n' },
      {
        text: 'FROM scratch\nCOPY a \\\n  b/ «# both»\nUSER 1\n',
        fixed: 'FROM scratch\n# both\nCOPY a \\\n  b/\nUSER 1\n',
      },
      { text: 'FROM scratch\nEXPOSE 80 «# not 22»\nUSER 1\n', fixed: 'FROM scratch\n# not 22\nEXPOSE 80\nUSER 1\n' },
      { text: 'FROM scratch\n  ARG A=1 «# one»\nUSER 1\n', fixed: 'FROM scratch\n  # one\n  ARG A=1\nUSER 1\n' },
      { text: 'FROM scratch\nENV A=1 «# one \\»\n    B=2\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM scratch\n# nothing\nENV A="1 # one"\nUSER 1\n' },
      { text: 'FROM scratch\nENV A=1 \\\n  # two\n  B=2\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN make # all\nUSER 1\nCMD ["/a"] # b\n' },
      { text: 'FROM scratch\nENV A one # two\nENV COLOUR=#fff\nCOPY a #b#\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY <<EOF /x\na # b\nEOF\nUSER 1\n' },
      { text: 'FROM scratch\nWORKDIR /a#b\nUSER 1\n' },
    ],
  },
  concerns: keywords,
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge, keywords)) {
      const report = shiftReport(fact, outer.start);
      yield { ...report, fixes: fixes(file.text, outer, report.at) };
    }
  },
});

function* judge(
  { keyword, words, json, pairs, heredocs, span }: Instruction,
  { source }: Instruction,
): Generator<Report<Key>> {
  if (json || heredocs.length > 0) return;
  // Blanks belong to the value of `ENV NAME value`.
  const [first, second] = words;
  if ((keyword === 'ENV' || keyword === 'LABEL') && pairs.length === 1 && second && !first?.value.includes('=')) return;
  if (keyword === 'HEALTHCHECK' && !/^none$/i.test(first?.value ?? '')) return;
  const start = startOf(keyword, words);
  if (start === undefined) return;
  const isRefused = refusing.has(keyword);
  yield {
    at: { start, end: Math.min(span.end, start + (/\r?\n/.exec(source.slice(start))?.index ?? source.length)) },
    message: isRefused ? 'refused' : 'argument',
    params: { instruction: keyword },
    severity: isRefused ? 'error' : undefined,
  };
}

function startOf(keyword: string, words: Instruction['words']): number | undefined {
  const [only] = words;
  if (only && oneArgument.has(keyword)) {
    const at = /\s#/.exec(only.text)?.index;
    return at === undefined || only.text.length !== only.span.end - only.span.start
      ? undefined
      : only.span.start + at + 1;
  }
  const comment = words.slice(1).find(({ text }) => (needsBlank.has(keyword) ? text === '#' : text.startsWith('#')));
  return comment?.span.start;
}

/** To the line above the instruction; nothing where the comment swallows a continuation. */
function fixes(text: string, outer: Instruction, at: Span): Fix[] {
  const comment = text.slice(at.start, at.end);
  if (/[\n\\`]/.test(comment)) return [];
  const line = text.lastIndexOf('\n', outer.span.start - 1) + 1;
  const indent = text.slice(line, outer.span.start);
  if (indent.trim() !== '') return [];
  const before = text.slice(0, at.start).trimEnd().length;
  return [
    {
      title: { text: { en: 'Move the comment to the line above', ja: 'コメントを上の行に移す' } },
      edits: [
        { span: { start: outer.span.start, end: outer.span.start }, text: `${comment}${lineEnding(text)}${indent}` },
        { span: { start: before, end: at.end }, text: '' },
      ],
      safe: false,
    },
  ];
}
