import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import { contains, type Span } from '../../core/span.ts';
import { blockComments, isPreprocessed } from './_preprocessor.ts';
import { containerfileRule } from './_rule.ts';

type Key = 'directive' | 'dropped' | 'joined' | 'path';

const directives = new Set(
  'define undef include include_next import if ifdef ifndef elif elifdef elifndef else endif error warning line pragma ident sccs assert unassert'.split(
    ' ',
  ),
);
/** Words of English that are directives, too: what follows decides. */
const wellFormed: Readonly<Record<string, RegExp>> = {
  include: /^\s*(?:"[^"]*"|<[^>]*>|[A-Z_]+\s*$)/,
  define: /^\s+\w/,
  undef: /^\s+\w+\s*$/,
  if: /^[\s(!]*(?:defined\b|[A-Z_\d]+\s*(?:$|[=!<>&|)+]))/,
  ifdef: /^\s+\w+\s*$/,
  ifndef: /^\s+\w+\s*$/,
  elif: /^[\s(!]*(?:defined\b|[A-Z_\d]+\s*(?:$|[=!<>&|)+]))/,
  else: /^\s*(?:\/\*.*)?$/,
  endif: /^\s*(?:\/\*.*)?$/,
  error: /^\s*"/,
  warning: /^\s*"/,
  line: /^\s+\d+/,
};

export default containerfileRule<Key>({
  id: 'containerfile/preprocessor-comment',
  title: { en: 'Comment that the C preprocessor reads', ja: 'C プリプロセッサーが読むコメント' },
  severity: 'warning',
  references: [
    { title: 'podman-build(1): --cpp-flag', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'Podman gives files whose names end in .in to the C preprocessor, for which a line that starts with # is a directive and /* begins a comment: it complains, drops the line, or leaves out what follows.',
    ja: 'Podman は、名前が .in で終わるファイルを C プリプロセッサーに通します。# で始まる行はその指示、/* はコメントの始まりとして扱われ、エラーになる、行が消える、後続の行が除かれる、といったことが起こります。',
  },
  remedy: {
    en: 'Indent the #, move comments out of instructions of several lines, and put paths with /* in quotes or name a folder instead.',
    ja: '# を字下げし、複数行にわたる命令の途中のコメントは外に移し、/* を含むパスは引用符で囲むか、フォルダーを指定してください。',
  },
  messages: {
    directive: {
      en: 'The preprocessor takes this comment for its directive #{word}.',
      ja: 'プリプロセッサーは、このコメントを指示 #{word} と見なします。',
    },
    dropped: {
      en: 'The preprocessor takes this comment for a directive, and complains.',
      ja: 'プリプロセッサーは、このコメントを無効な指示と見なします。',
    },
    path: {
      en: 'For the preprocessor a comment begins here: what follows is gone, up to */ or the end of the file.',
      ja: 'プリプロセッサーにとっては、ここからコメントが始まります。*/ またはファイルの終わりまで、後続の内容が消えます。',
    },
    joined: {
      en: 'The preprocessor joins the line above with this comment, so that the instruction ends here.',
      ja: 'プリプロセッサーが上の行とこのコメントを 1 行につなげるため、命令がここで終わってしまいます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\n«# a comment»\nUSER 1\n',
        fixed: 'FROM scratch\n # a comment\nUSER 1\n',
        file: 'Containerfile.in',
        workspace: {},
      },
      {
        text: "«# if you don't want this, change it»\r\nFROM scratch\r\n#\r\nUSER 1\r\n",
        fixed: " # if you don't want this, change it\r\nFROM scratch\r\n#\r\nUSER 1\r\n",
        file: 'Dockerfile.in',
        workspace: {},
      },
      {
        text: 'FROM scratch\nENV A=1 \\\n«# else the other»\n  B=2\nUSER 1\n',
        file: 'a.containerfile.in',
        workspace: {},
      },
      {
        text: 'FROM scratch\nCOPY src«/*» \\\n  /x/\nRUN ls "a/*" && rm -rf /var/lib/apt/lists/*\nUSER 1\n',
        file: 'Containerfile.in',
        workspace: {},
      },
    ],
    good: [
      { text: 'FROM scratch\n# a comment\nUSER 1\n', workspace: {} },
      { text: 'FROM scratch\n  # a comment\nUSER 1\n', file: 'Containerfile.in', workspace: {} },
      {
        text: '#include "common.in"\n#define A b\n#if defined(A)\nFROM scratch\n#else\nFROM x\n#endif\n  # why\nUSER 1\n',
        file: 'Containerfile.in',
        workspace: {},
      },
      { text: '/* a comment */\nFROM scratch\n#\nUSER 1\n', file: 'Containerfile.in', workspace: {} },
      {
        text: '/* here\n# and here\n*/\nFROM scratch /* too */\nCOPY "a/*" /x/\nUSER 1\n',
        file: 'Containerfile.in',
        workspace: {},
      },
    ],
  },
  *check(file, { workspace }) {
    if (!isPreprocessed(workspace)) return;
    const blocks = blockComments(file.text);
    const path = blocks.find(({ start }) => /\S/.test(file.text[start - 1] ?? ''));
    if (path) yield { at: { start: path.start, end: path.start + 2 }, message: 'path', severity: 'error' };
    let next = 0;
    for (const at of file.comments) {
      if (blocks.some(block => contains(block, at.start))) continue;
      while ((file.instructions[next]?.span.end ?? Number.POSITIVE_INFINITY) < at.start) next++;
      const around = file.instructions[next];
      const isFirst = at.start === 0 || file.text[at.start - 1] === '\n';
      if (around && around.span.start < at.start) yield { at, message: 'joined', severity: 'error' };
      else if (isFirst) yield* judge(file.text, at);
    }
  },
});

/** A comment that starts its line. */
function* judge(text: string, at: Span): Generator<Report<Key>> {
  const [, word = '', rest = ''] = /^#\s*([a-z_]*)(.*)$/is.exec(text.slice(at.start, at.end)) ?? [];
  if (word === '' && rest.trim() === '') return;
  const title = { text: { en: 'Indent the comment', ja: 'コメントを字下げする' } };
  const fixes = [{ title, edits: [{ span: { start: at.start, end: at.start }, text: ' ' }], safe: true }];
  if (!directives.has(word)) yield { at, message: 'dropped', fixes };
  else if (lookUp(wellFormed, word)?.test(rest) === false) yield { at, message: 'directive', params: { word }, fixes };
}
