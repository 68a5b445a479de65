import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

/** What the others read there is refused, and said by other rules. */
const keywords = ['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'VOLUME'];
const swallowed =
  /(?<=\n)(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?=[ \t]+\S)/g;

export default containerfileRule({
  id: 'containerfile/swallowed-instruction',
  title: { en: 'Instruction swallowed by the one above', ja: '上の命令に取り込まれた命令' },
  severity: 'error',
  references: [
    {
      title: 'Containerfile(5): format',
      url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md',
    },
  ],
  why: {
    en: 'A line that ends with a backslash goes on with the next one, and neither blank lines nor comments end it: the instruction below becomes arguments of a command, such as more paths for rm.',
    ja: 'バックスラッシュで終わる行は次の行に続き、空行やコメントでも途切れません。下の命令は、rm に渡すパスのように、コマンドの引数になってしまいます。',
  },
  remedy: {
    en: 'Delete the backslash at the end of the line above.',
    ja: '上の行の末尾のバックスラッシュを削除してください。',
  },
  messages: {
    swallowed: {
      en: '{keyword} is no instruction here: the {outer} above goes on with this line.',
      ja: '{keyword} はここでは命令になりません。上の {outer} がこの行に続いています。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN make && rm -rf /src \\\n\n# files\n«COPY» root /\n\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN make && rm -rf /src\n\n# files\nCOPY root /\n\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\r\nRUN make && \\\r\n  make install && \\\r\n«ENV» A=b\r\nUSER 1001\r\n',
        fixed: 'FROM quay.io/a/b:1\r\nRUN make && \\\r\n  make install\r\nENV A=b\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY x .\\\n«COPY» y .\\\n«USER» 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY x .\nCOPY y .\nUSER 1001\n',
      },
      {
        text: '# escape=`\nFROM quay.io/a/b:1\nONBUILD RUN make `\n«USER» 1001\n',
        fixed: '# escape=`\nFROM quay.io/a/b:1\nONBUILD RUN make\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN make || \\\n\n«USER» 1001\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN make \\\n  COPY x \\\n\n# USER 1\n  all\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN psql -c "SELECT a \\\nFROM b" && echo \'x \\\nUSER 1\'\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nx \\\nUSER 1\nEOF\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN cat <<EOF > Containerfile\nFROM x\nUSER 1\nEOF\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN make \\\nENV=1 \\\nUSER\nUSER 1001\n' },
    ],
  },
  concerns: keywords,
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge, keywords)) yield shiftReport(fact, outer.start);
  },
});

function* judge({ keyword: outer, words, json }: Instruction, { source }: Instruction): Generator<Report<'swallowed'>> {
  if (json) return;
  for (const { 0: keyword, index: start } of source.matchAll(swallowed)) {
    const word = words.find(({ span }) => span.start <= start && start < span.end);
    // In quotes it is text.
    if (!word || /["']/.test(source.slice(word.span.start, word.span.end))) continue;
    const at = { start, end: start + keyword.length };
    yield { at, message: 'swallowed', params: { keyword, outer }, fixes: fixes(source, start) };
  }
}

/** Without the continuation and a `&&` or `;` in front of it; what is behind `|` belongs together. */
function fixes(source: string, start: number): Fix[] {
  let end = start;
  let line: string;
  do {
    end = source.lastIndexOf('\n', end - 1);
    if (end < 0) return [];
    line = source.slice(source.lastIndexOf('\n', end - 1) + 1, end);
  } while (/^\s*(?:#|$)/.test(line));
  const kept = line
    .trimEnd()
    .slice(0, -1)
    .trimEnd()
    .replace(/(?:&&|;)$/, '')
    .trimEnd();
  if (kept === '' || kept.endsWith('|')) return [];
  const last = end - line.length + line.trimEnd().length;
  return [
    {
      title: { text: { en: 'Let the line above end there', ja: '上の行をそこで終わらせる' } },
      edits: [{ span: { start: end - line.length + kept.length, end: last }, text: '' }],
      safe: false,
    },
  ];
}
