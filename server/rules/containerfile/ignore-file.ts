import type { Fix } from '../../core/fix.ts';
import { cleanPath } from '../../core/path.ts';
import type { Context, RelatedPlace, Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import { type IgnoreFile, type IgnoreLine, touches } from '../../parse/ignore/ignoreFile.ts';
import { copies } from './_concerns.ts';
import { type BuildContext, buildContext, copiedFiles, type EffectiveIgnore, inFolder } from './_context.ts';
import { type Copy, type CopySource, copiesIn } from './_copies.ts';
import { containerfileRule } from './_rule.ts';

type Key = 'left-out' | 'refused' | 'expression' | 'comment' | 'blank' | 'undone' | 'other-file' | 'own-file';

export default containerfileRule<Key>({
  id: 'containerfile/ignore-file',
  title: { en: 'Ignore file that does something else', ja: '意図どおりに働かない ignore ファイル' },
  severity: 'warning',
  aliases: ['CopyIgnoredFile'],
  references: [
    {
      title: 'containerignore(5)',
      url: 'https://github.com/containers/common/blob/main/docs/containerignore.5.md',
    },
  ],
  why: {
    en: 'The ignore file decides what a COPY of this build can get: a mistake in it breaks the build, or puts into the image what was to stay out.',
    ja: 'ignore ファイルは、このビルドの COPY が何を得られるかを決めます。誤りがあると、ビルドが失敗するか、除外したはずのものがイメージに入ります。',
  },
  remedy: {
    en: 'Correct the line. Podman reads one ignore file only: CONTAINERFILE.dockerignore, CONTAINERFILE.containerignore, .containerignore or .dockerignore, the first that there is.',
    ja: 'その行を直してください。Podman が読む ignore ファイルは 1 つだけで、CONTAINERFILE.dockerignore、CONTAINERFILE.containerignore、.containerignore、.dockerignore のうち最初に見つかったものです。',
  },
  messages: {
    'left-out': {
      en: '{path} is left out by {file}: this {keyword} fails.',
      ja: '{path} は {file} で除外されているため、この {keyword} は失敗します。',
    },
    refused: {
      en: 'Podman refuses line {line} of {file}, and with it every COPY.',
      ja: 'Podman は {file} の {line} 行目を受け付けず、すべての COPY が失敗します。',
    },
    expression: {
      en: 'Line {line} of {file} is no plain name for Podman: +, ( ), and | are read as a regular expression.',
      ja: '{file} の {line} 行目は、Podman では単なる名前になりません。+、( )、| は正規表現として読まれます。',
    },
    comment: {
      en: 'Line {line} of {file} leaves nothing out: a comment needs a line of its own, with # in the first column.',
      ja: '{file} の {line} 行目は何も除外しません。コメントは独立した行の 1 文字目に # を書いてください。',
    },
    blank: {
      en: 'Line {line} of {file} brings nothing back: no blank may stand behind the !.',
      ja: '{file} の {line} 行目は何も戻しません。! の後に空白を入れないでください。',
    },
    undone: {
      en: 'Line {line} of {file} brings nothing back: a later line leaves it out again.',
      ja: '{file} の {line} 行目で戻したものは、後の行で再び除外されます。',
    },
    'other-file': {
      en: '{other} counts for nothing here: Podman reads {file} alone.',
      ja: 'ここでは {other} は使われません。Podman は {file} だけを読みます。',
    },
    'own-file': {
      en: '{other} counts for nothing: {file} stands in its way, although the manual says otherwise.',
      ja: '{other} は使われません。マニュアルの記述と異なり、{file} が優先されます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nCOPY «dist/app.js» /app/\n',
        workspace: { '.containerignore': 'dist\n', 'dist/app.js': '' },
        fixed: 'FROM a\nCOPY dist/app.js /app/\n',
        fixedAround: { '.containerignore': 'dist\n!dist/app.js\n' },
      },
      {
        text: 'FROM a\nONBUILD add a.txt «"./*.log"» /app/\n'.replace('"./*.log"', './*.log'),
        workspace: { '.dockerignore': '**/*.log', 'a.txt': '', 'b.log': '', 'c.log': '' },
      },
      {
        text: 'FROM a\n«COPY» src /src\n',
        workspace: { '.dockerignore': 'c++/\r\nb\r\n', 'src/a': '' },
        fixed: 'FROM a\nCOPY src /src\n',
        fixedAround: { '.dockerignore': 'c\\+\\+/\r\nb\r\n' },
      },
      { text: 'FROM a\n«COPY» src /src\n', workspace: { '.dockerignore': '# ok\n[a\n', 'src/a': '' } },
      {
        text: 'FROM a\n«COPY» src /src\nCOPY b /b\n',
        workspace: { '.dockerignore': '*.log # noise\n', 'src/a': '', b: '' },
        fixed: 'FROM a\nCOPY src /src\nCOPY b /b\n',
        fixedAround: { '.dockerignore': '*.log\n' },
      },
      {
        text: 'FROM a\n«COPY» src /src\n',
        workspace: { '.dockerignore': '**\n! src\n!src/**', 'src/a': '' },
        fixed: 'FROM a\nCOPY src /src\n',
        fixedAround: { '.dockerignore': '**\n!src\n!src/**' },
      },
      { text: 'FROM a\n«COPY» src /src\n', workspace: { '.dockerignore': '!b.txt\n*.txt\n', 'src/a': '' } },
      {
        text: 'FROM a\n«COPY» src /src\n',
        workspace: { '.containerignore': 'a\n', '.dockerignore': 'b\n', 'src/a': '' },
      },
      {
        text: 'FROM a\n«COPY» src /src\n',
        workspace: { 'Containerfile.containerignore': 'a\n', 'Containerfile.dockerignore': 'b\n', 'src/a': '' },
      },
    ],
    good: [
      {
        text: 'FROM a\nCOPY dist/app.js /app/\n',
        workspace: { '.containerignore': 'dist\n!dist/app.js\n', 'dist/app.js': '' },
      },
      { text: 'FROM a\nCOPY dist /app/\n', workspace: { '.containerignore': '*\n!dist/**\n', 'dist/app.js': '' } },
      {
        text: 'FROM a\nCOPY --from=b dist /app/\nADD https://b/dist /x\n',
        workspace: { '.containerignore': 'dist\n' },
      },
      {
        text: 'FROM a\nCOPY src /src\n',
        workspace: { '.containerignore': 'a\n', '.dockerignore': '# same\na\n', 'src/a': '' },
      },
      {
        text: 'FROM a\nCOPY src /src\n',
        workspace: { '.dockerignore': '  # indented\n/a/\n*.txt  \n!b.txt\n**/c[0-9]\n' },
      },
      { text: 'FROM a\nRUN true\n', workspace: { '.dockerignore': '[a\n' } },
      { text: 'FROM a\nCOPY $UNKNOWN . /x\nCOPY <<dist /dist\ndist\n', workspace: { '.dockerignore': 'dist\n' } },
    ],
  },
  concerns: copies,
  *check(file, context) {
    const copies = copiesIn(file).filter(copy => copy.sources.some(({ by }) => by === 'context'));
    const [first] = copies;
    if (!first) return;
    const surroundings = buildContext(file, context);
    const { ignore } = surroundings;
    if (!ignore) return;
    const at = first.instruction.keywordSpan;
    yield* mistakesIn(ignore, at);
    yield* withoutEffect(ignore, surroundings, context, at);
    if (ignore.file.isKnown) for (const copy of copies) yield* failing(copy, ignore, surroundings);
  },
});

const place = ({ path, file }: EffectiveIgnore, at: Span): RelatedPlace => ({
  at,
  text: { en: 'This line.', ja: 'この行です。' },
  file: { path, text: file.text },
});

const lineNumber = ({ text }: IgnoreFile, at: Span): string => String(text.slice(0, at.start).split('\n').length);

function* mistakesIn(ignore: EffectiveIgnore, at: Span): Generator<Report<Key>> {
  const { path, file } = ignore;
  for (const [index, line] of file.lines.entries()) {
    const message = mistakeIn(line, file, index);
    if (!message) continue;
    const written = message === 'refused' || message === 'undone' ? undefined : corrected(line.text, message);
    yield {
      at,
      message,
      params: { file: path, line: lineNumber(file, line.span) },
      related: [place(ignore, line.span)],
      severity: message === 'refused' ? 'error' : 'warning',
      fixes: written === undefined ? [] : [rewritten(ignore, line.span, written)],
    };
  }
}

function mistakeIn({ text, pattern }: IgnoreLine, file: IgnoreFile, index: number): Key | undefined {
  if (pattern === 'refused' || pattern === 'expression') return pattern;
  if (typeof pattern !== 'object') return undefined;
  if (/\S[ \t]+#/.test(text)) return 'comment';
  if (!pattern.isException) return undefined;
  if (/^!\s/.test(text.trimStart())) return 'blank';
  const isPlain = !/[*?[\\]/.test(pattern.text);
  const later = file.lines.slice(index + 1).flatMap(line => (typeof line.pattern === 'object' ? [line.pattern] : []));
  return isPlain && file.leavesOut(pattern.text) && later.some(each => !each.isException && touches(each, pattern.text))
    ? 'undone'
    : undefined;
}

function corrected(text: string, message: Key): string {
  if (message === 'comment') return text.replace(/[ \t]+#.*?(?=\r?$)/, '');
  if (message === 'blank') return text.replace(/!\s+/, '!');
  return text.replace(/\\.|\[[^\]]*\]|[+()|]/g, part => (part.length === 1 ? `\\${part}` : part));
}

const correct: Text = { en: 'Correct the line in {file}', ja: '{file} の行を修正' };

function rewritten({ path, file }: EffectiveIgnore, at: Span, text: string): Fix {
  const after = file.text.slice(0, at.start) + text + file.text.slice(at.end);
  return {
    title: { text: correct, params: { file: path } },
    edits: [],
    safe: false,
    others: [{ path, before: file.text, after }],
  };
}

/** Another ignore file that somebody may take for the one that counts. */
function* withoutEffect(
  { path, file }: EffectiveIgnore,
  { folder }: BuildContext,
  { workspace }: Context,
  at: Span,
): Generator<Report<Key>> {
  const isOwn = path === `${workspace.fileName}.dockerignore`;
  const isShared = path === inFolder(folder, '.containerignore');
  if (!isOwn && !isShared) return;
  const other = isOwn ? `${workspace.fileName}.containerignore` : inFolder(folder, '.dockerignore');
  const text = workspace.read(other);
  if (typeof text !== 'string' || meaning(text) === meaning(file.text)) return;
  yield { at, message: isOwn ? 'own-file' : 'other-file', params: { file: path, other } };
}

const meaning = (text: string): string =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .join('\n');

/** A COPY that gets nothing ends the build. */
function* failing(copy: Copy, ignore: EffectiveIgnore, surroundings: BuildContext): Generator<Report<Key>> {
  for (const source of copy.sources) {
    const path = source.by === 'context' && source.path ? cleanPath(`/${source.path}`).slice(1) : '';
    if (path === '' || !getsNothing(path, source, copy, ignore.file, surroundings)) continue;
    const isPlain = !/[*?[\\]/.test(path);
    yield {
      at: source.word.span,
      message: 'left-out',
      params: { path, file: ignore.path, keyword: copy.instruction.keyword },
      severity: 'error',
      related: leavingOut(ignore, path),
      fixes: isPlain
        ? [
            rewritten(
              ignore,
              { start: ignore.file.text.length, end: ignore.file.text.length },
              exception(path, ignore.file),
            ),
          ]
        : [],
    };
  }
}

function getsNothing(
  path: string,
  { path: written = '' }: CopySource,
  copy: Copy,
  ignore: IgnoreFile,
  context: BuildContext,
) {
  if (/[*?[\\]/.test(path)) {
    const all = copiedFiles({ ...context, ignore: null }, written, copy);
    return all !== undefined && all.length > 0 && copiedFiles(context, written, copy)?.length === 0;
  }
  return ignore.leavesOut(path) && !ignore.hasExceptionBelow(`${path}/`);
}

function leavingOut(ignore: EffectiveIgnore, path: string): RelatedPlace[] {
  const line = ignore.file.lines.findLast(
    ({ pattern }) => typeof pattern === 'object' && !pattern.isException && touches(pattern, path),
  );
  return line ? [place(ignore, line.span)] : [];
}

function exception(path: string, { text }: IgnoreFile): string {
  const feed = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text === '' || text.endsWith('\n') ? '' : feed}!${path}${feed}`;
}
