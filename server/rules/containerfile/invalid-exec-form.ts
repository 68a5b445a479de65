import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { otherThanString } from './_jsonArrays.ts';
import { containerfileRule } from './_rule.ts';

const keywords = ['CMD', 'ENTRYPOINT', 'RUN', 'HEALTHCHECK', 'COPY', 'ADD', 'VOLUME', 'SHELL'];
const quote = `["'“”‘’]`;
/** A list of strings was meant: no test has its quote at the bracket, or a string with this behind it. `[ -f /x ]` is one. */
const meantAsList = new RegExp(`^\\[(?:${quote}|\\s+${quote}[^"'“”‘’\\n]*${quote}\\s*(?:[,;]|${quote}|\\]?\\s*$))`);
const item = `(?:${quote}[^"'“”‘’\\n]*${quote}|[^\\s,"'“”‘’[\\]]+)`;
/** `[a, "b"]` from end to end. */
const bareList = new RegExp(`^\\[\\s*${item}(?:\\s*,\\s*${item})+\\s*\\]\\s*$`);
/** No command begins with a bracket and more in one word, but for PowerShell's `[Type]::Method()` and `[type]$name`. */
const noCommand = /^\[(?![\w.]+\] ?[:$(])[^\s[]/;

type Key = 'shell' | 'words' | 'behind';

export default containerfileRule<Key>({
  id: 'containerfile/invalid-exec-form',
  title: { en: 'Exec form that is no JSON', ja: 'JSON になっていない exec 形式' },
  severity: 'warning',
  references: [
    {
      title: 'Dockerfile reference: exec form',
      url: 'https://docs.docker.com/reference/dockerfile/#exec-form',
    },
  ],
  why: {
    en: 'The exec form is a JSON array: strings in double quotes, with commas between them. Everything else is read as text, brackets and quotes included.',
    ja: 'exec 形式は、二重引用符で囲んだ文字列をコンマで区切った JSON 配列です。それ以外は、括弧や引用符も含めてただの文字列として読まれます。',
  },
  remedy: {
    en: 'Write ["a", "b"], and nothing behind it.',
    ja: '["a", "b"] の形式で書き、その後ろには何も書かないでください。',
  },
  messages: {
    shell: {
      en: 'This is no JSON array: {instruction} hands the text, brackets and all, to the shell.',
      ja: 'これは JSON 配列ではありません。{instruction} は括弧も含めた文字列をシェルに渡します。',
    },
    words: {
      en: 'This is no JSON array: for {instruction} the brackets belong to the names of files.',
      ja: 'これは JSON 配列ではありません。{instruction} では括弧もファイル名の一部になります。',
    },
    behind: {
      en: 'Podman reads the list and drops what stands behind it.',
      ja: 'Podman はリストだけを読み、その後ろに書かれたものは捨てます。',
    },
  },
  examples: {
    bad: [
      { text: "FROM scratch\nUSER 1\nCMD «['/a', '-b']»\n", fixed: 'FROM scratch\nUSER 1\nCMD ["/a", "-b"]\n' },
      {
        text: 'FROM scratch\nUSER 1\nENTRYPOINT «["/a" "b"]»\n',
        fixed: 'FROM scratch\nUSER 1\nENTRYPOINT ["/a", "b"]\n',
      },
      { text: 'FROM scratch\nUSER 1\ncmd «["/a", "b",]»\n', fixed: 'FROM scratch\nUSER 1\ncmd ["/a", "b"]\n' },
      {
        text: 'FROM scratch\r\nUSER 1\r\nCMD «["/a", "b"»\r\n',
        fixed: 'FROM scratch\r\nUSER 1\r\nCMD ["/a", "b"]\r\n',
      },
      { text: 'FROM scratch\nUSER 1\nCMD «[/a, b]»\n', fixed: 'FROM scratch\nUSER 1\nCMD ["/a", "b"]\n' },
      { text: "FROM scratch\nCOPY «['a', '/b']»\nUSER 1\n", fixed: 'FROM scratch\nCOPY ["a", "/b"]\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\nONBUILD CMD «[“/a”]»\n', fixed: 'FROM scratch\nUSER 1\nONBUILD CMD ["/a"]\n' },
      { text: "FROM scratch\nUSER 1\nCMD «['a', \\\n  # c\n  'd']»\n" },
      { text: 'FROM quay.io/a/b:1\nRUN [ "$A" ] «&& b»\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN «["make"; "all"]»\nUSER 1\n',
        fixed: 'FROM quay.io/a/b:1\nRUN ["make", "all"]\nUSER 1\n',
      },
      { text: 'FROM scratch\nUSER 1\nENTRYPOINT «["/a, "b"]»\nCMD «[c"]»\n' },
      { text: 'FROM scratch\nUSER 1\nONBUILD CMD «[c]»\n', fixed: 'FROM scratch\nUSER 1\nONBUILD CMD ["c"]\n' },
      {
        text: 'FROM scratch\nVOLUME ["/a"] «/b»\nSHELL ["/a"]«]»\nUSER 1\nHEALTHCHECK CMD ["/c"] «|| exit 1»\nCMD ["/d" , "e"]«--f»\r\n',
      },
      {
        text: 'FROM scratch\nVOLUME «[/a, /b]»\nUSER 1\nONBUILD RUN «[make, "all"]»\nENTRYPOINT «[/a]»\n',
        fixed: 'FROM scratch\nVOLUME ["/a", "/b"]\nUSER 1\nONBUILD RUN ["make", "all"]\nENTRYPOINT ["/a"]\n',
      },
      { text: 'FROM scratch\nUSER 1\nHEALTHCHECK CMD «[/a, $B]»\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN [ -f /x ] || touch /x\nRUN [ \'$A\' = "b" ] && make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN [[ "$A" == b ]] && make\nRUN ["make"]\nUSER 1\nCMD []\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nCMD ["a", \\\n  # c\n  "b"] # d\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nCMD [ "$A" = b ] && c\nENTRYPOINT [ -x /a ] && exec /a\n' },
      { text: 'FROM scratch\nCOPY [ab].txt /x/\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nSHELL ["pwsh", "-c"]\nRUN [void](a)\nRUN [Net.A]::B = 1\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\nCMD ["sleep", 1]\n' },
    ],
  },
  concerns: keywords,
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge, keywords)) yield shiftReport(fact, outer.start);
  },
});

function* judge(instruction: Instruction, outer: Instruction): Generator<Report<Key>> {
  const { keyword, json, heredocs, words, span } = instruction;
  if (heredocs.length > 0) return;
  const dropped = json && wordsBehind(json, outer.source, span.end);
  if (dropped) yield { at: dropped, message: 'behind' };
  // What SHELL cannot read, Podman refuses: that is another rule's.
  if (json || keyword === 'SHELL') return;
  const first = keyword === 'HEALTHCHECK' ? words[1] : words[0];
  if (!first?.text.startsWith('[')) return;
  const at = { start: first.span.start, end: span.end };
  const text = outer.source.slice(at.start, at.end);
  const forShell = keyword !== 'COPY' && keyword !== 'ADD' && keyword !== 'VOLUME';
  const isMeant = meantAsList.test(text) || bareList.test(text) || (forShell && noCommand.test(text));
  if (!isMeant || otherThanString(instruction, outer.source)) return;
  const message = forShell ? 'shell' : 'words';
  yield { at, message, params: { instruction: keyword }, subject: outer.keywordSpan, fixes: fixes(text, at) };
}

/** On the same line; a comment there is no loss. */
function wordsBehind(list: readonly Word[], source: string, end: number): Span | undefined {
  const start = list.at(-1)?.span.end ?? end;
  const [whole, rest] = /^\s*\]\s*([^\s#\\`].*)$/.exec(source.slice(start, end).trimEnd()) ?? [];
  return whole && rest ? { start: start + whole.length - rest.length, end: start + whole.length } : undefined;
}

const string = new RegExp(`(?:${quote}([^"'“”‘’\\\\\\n]*)${quote}|([^\\s,;"'“”‘’[\\]\\\\$]+))\\s*[,;]?\\s*`, 'y');

/** Of strings on one line whose quotes stand where they should. */
function fixes(text: string, span: Span): Fix[] {
  if (text.includes('\n')) return [];
  const strings: string[] = [];
  string.lastIndex = /^\[\s*/.exec(text)?.[0].length ?? 0;
  let end = string.lastIndex;
  for (let match = string.exec(text); match; match = string.exec(text)) {
    strings.push(JSON.stringify(match[1] ?? match[2] ?? ''));
    end = string.lastIndex;
  }
  if (!/^\]?\s*$/.test(text.slice(end))) return [];
  const list = `[${strings.join(', ')}]`;
  const title = { text: { en: 'Write {list}', ja: '{list} と書く' }, params: { list } };
  return [{ title, edits: [{ span, text: list }], safe: false }];
}
