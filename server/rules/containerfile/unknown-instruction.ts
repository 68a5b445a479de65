import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { instructionNames } from '../../podman/buildFeatures.ts';
import { usesPreprocessor } from './_preprocessor.ts';
import { containerfileRule } from './_rule.ts';

type Key = 'unknown' | 'nearest' | 'blank';

const names = new Set(instructionNames);
/** What Podman takes for the end of the keyword. */
const separator = /[\s\\`]/;

export default containerfileRule<Key>({
  id: 'containerfile/unknown-instruction',
  title: { en: 'Unknown instruction', ja: '存在しない命令' },
  severity: 'error',
  isSyntax: true,
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Podman notices only when the build reaches this line, after everything above it has run; then the build fails.',
    ja: 'Podman が気付くのは、上の命令をすべて実行してこの行に達したときです。そこでビルドが失敗します。',
  },
  remedy: {
    en: 'Correct the word, or end the line above with a backslash if this belongs to it.',
    ja: '命令の綴りを直してください。上の行の続きであれば、上の行末にバックスラッシュを付けてください。',
  },
  messages: {
    unknown: { en: '"{word}" is no instruction.', ja: '「{word}」という命令はありません。' },
    nearest: {
      en: '"{word}" is no instruction. Is {name} meant?',
      ja: '「{word}」という命令はありません。{name} のことでしょうか？',
    },
    blank: {
      en: 'Behind {name} stands a character that looks like a blank and is none for Podman.',
      ja: '{name} の後ろの文字は空白に見えますが、Podman は空白として扱いません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM scratch\n«COYP» a /b\nUSER 1\n', fixed: 'FROM scratch\nCOPY a /b\nUSER 1\n' },
      { text: 'FROM scratch\n«lable» a=b\nUSER 1\n', fixed: 'FROM scratch\nlabel a=b\nUSER 1\n' },
      { text: 'FROM scratch\r\nUSER 1\r\n«CMD["/a"]»\r\n', fixed: 'FROM scratch\r\nUSER 1\r\nCMD ["/a"]\r\n' },
      { text: 'FROM scratch\nUSER 1\n«STOPSIGNAL\\\n9»\n', fixed: 'FROM scratch\nUSER 1\nSTOPSIGNAL \\\n9\n' },
      { text: 'FROM quay.io/a/b:1\nRUN dnf install -y \\\n    gcc\n    «make»\n    git\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN true\n«&&» dnf clean all\nUSER 1\n' },
      { text: 'FROM scratch\nENV«\u00a0»A=b\nUSER 1\n', fixed: 'FROM scratch\nENV A=b\nUSER 1\n' },
      { text: 'FROM scratch\nONBUILD «COYP» a /b\nUSER 1\n', fixed: 'FROM scratch\nONBUILD COPY a /b\nUSER 1\n' },
      { text: 'FROM scratch\nONBUILD «FETCH» a\nONBUILD «UNPACK» a\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\n«CROSS_BUILD_COPY» --from=x a /b\n' },
    ],
    good: [
      { text: 'from scratch\ncOpY a /b\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nmake\nCOYP x\nEOF\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN a \\\n  # COYP\n\n  b\nUSER 1\n' },
      { text: 'FROM scratch\nEN\\\nV A=b\nUSER\\\n 1\n' },
      { text: '# escape=`\nFROM scratch\nENV`\n A=b\nUSER 1\n' },
      { text: '#define START FROM scratch\nSTART\nUSER 1\n', file: 'Containerfile.in', workspace: {} },
      { text: '{% if x %}\nFROM scratch\n{% endif %}\nanything\n' },
    ],
  },
  *check(file, { workspace }) {
    if (usesPreprocessor(file, workspace)) return;
    let isBroken = false;
    for (const outer of file.instructions) {
      const instruction = outer.inner ?? outer;
      const report = judge(file, instruction);
      // What follows an unknown instruction without a known one in between is the rest of the same mistake.
      if (report && !isBroken) yield outer.inner ? { ...report, severity: 'warning' } : report;
      isBroken = report !== undefined && report.message !== 'blank' && !outer.inner;
    }
  },
});

function judge({ text }: Containerfile, instruction: Instruction): Report<Key> | undefined {
  const { keyword, start, origin } = instruction;
  if (keyword === '') return undefined;
  if (names.has(keyword)) {
    const end = start + origin.keywordSpan.end;
    const character = text[end] ?? '';
    if (character <= '\u007f' || !separator.test(character)) return undefined;
    const behind = { start: end, end: end + 1 };
    return { at: behind, message: 'blank', params: { name: keyword }, fixes: [write(behind, ' ')] };
  }
  const at = instruction.keywordSpan;
  const word = text.slice(at.start, at.end);
  const joined = /^([A-Z]+)(?:[[="':]|[\\`][ \t]*\r?\n)/i.exec(word);
  if (joined?.[1] && names.has(joined[1].toUpperCase())) {
    const fixed = `${joined[1]} ${word.slice(joined[1].length).replace(/^[=:]\s*/, '')}`;
    return { at, message: 'nearest', params: { word, name: joined[1].toUpperCase() }, fixes: [write(at, fixed)] };
  }
  const name = nearest(word, instructionNames);
  if (name === undefined) return { at, message: 'unknown', params: { word } };
  const fixed = word === word.toLowerCase() ? name.toLowerCase() : name;
  return { at, message: 'nearest', params: { word, name }, fixes: [write(at, fixed)] };
}

const write = (span: Span, text: string): Fix => ({
  title: { text: { en: 'Write "{text}"', ja: '「{text}」と書く' }, params: { text } },
  edits: [{ span, text }],
  safe: false,
});
