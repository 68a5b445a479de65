import { cleanPath } from '../../core/path.ts';
import { remembering } from '../../core/remember.ts';
import type { Context, Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { copies } from './_concerns.ts';
import { type BuildContext, buildContext, copiedFiles } from './_context.ts';
import { type Copy, type CopySource, copiesIn } from './_copies.ts';
import { leaveOut } from './_ignoreFix.ts';
import { containerfileRule } from './_rule.ts';
import { sensitiveAmong } from './_secretFiles.ts';
import { isShipped } from './_stages.ts';
import { valueByDefault } from './_variables.ts';

type Key = 'leaks' | 'everything' | 'unguarded';

export default containerfileRule<Key>({
  id: 'containerfile/broad-copy',
  title: { en: 'COPY of the whole build context', ja: 'ビルドコンテキスト全体の COPY' },
  severity: 'warning',
  aliases: ['DL4007', 'S6470', 'DF007', 'DF026', 'DF033'],
  references: [
    {
      title: 'containerignore(5)',
      url: 'https://github.com/containers/common/blob/main/docs/containerignore.5.md',
    },
    { title: 'CWE-668', url: 'https://cwe.mitre.org/data/definitions/668.html' },
  ],
  why: {
    en: 'Whoever pulls the image can read every file in it, also one that a later instruction deletes.',
    ja: 'イメージを取得した人は、中のすべてのファイルを読めます。後の命令で削除したファイルも読めます。',
  },
  remedy: {
    en: 'Name them in a .containerignore beside the build context, or copy only what the image needs.',
    ja: 'ビルドコンテキストの .containerignore に書いて除外するか、イメージに必要なものだけをコピーしてください。',
  },
  messages: {
    leaks: {
      en: '{keyword} {source} takes {files} along.',
      ja: '{keyword} {source} により {files} も入ります。',
    },
    everything: {
      en: '{keyword} {source} takes along whatever lies in the build context.',
      ja: '{keyword} {source} により、ビルドコンテキストにあるものがすべて入ります。',
    },
    unguarded: {
      en: '{keyword} {source} takes everything, and no .containerignore keeps out what may come.',
      ja: '{keyword} {source} はすべてをコピーしますが、除外を決める .containerignore がありません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nCOPY «.» /app\nUSER 1001\n',
        workspace: {
          Containerfile: '',
          '.containerignore': 'dist',
          '.git/': '',
          '.env': 'DB_PASSWORD=hunter2',
          'a.js': '',
        },
        fixed: 'FROM quay.io/a/b:1\nCOPY . /app\nUSER 1001\n',
        fixedAround: { '.containerignore': 'dist\n.git\n.env\n' },
      },
      {
        text: 'FROM quay.io/a/b:1\nONBUILD add --chown=1001 \\\n  # all\n  «./» /app/\nUSER 1001\n',
        workspace: { 'certs/server.pem': '-----BEGIN PRIVATE KEY-----', '.dockerignore': '# none\r\n' },
        fixed: 'FROM quay.io/a/b:1\nONBUILD add --chown=1001 \\\n  # all\n  ./ /app/\nUSER 1001\n',
        fixedAround: { '.dockerignore': '# none\r\ncerts/server.pem\r\n' },
      },
      // The exception brings back what was left out.
      {
        text: 'FROM quay.io/a/b:1\nCOPY ["«*»", "/app/"]\nUSER 1001\n'.replace('"«*»"', '«"*"»'),
        workspace: { '.dockerignore': '**\n!a.js\n!.env\n', 'a.js': '', '.env': 'TOKEN=abc', id_rsa: 'x' },
        fixed: 'FROM quay.io/a/b:1\nCOPY ["*", "/app/"]\nUSER 1001\n',
        fixedAround: { '.dockerignore': '**\n!a.js\n' },
      },
      // A comment starts in the first column only, and an exception needs no blank.
      {
        text: 'FROM quay.io/a/b:1\nCOPY package.json .npmrc ./\nCOPY «/.» .\nUSER 1001\n',
        file: 'web.Containerfile',
        workspace: {
          'web.Containerfile.dockerignore': 'node_modules # not needed\n',
          'web.Containerfile.containerignore': '.npmrc\nid_rsa\n',
          '.npmrc': 'registry=https://a.example',
          id_rsa: 'x',
        },
        fixed: 'FROM quay.io/a/b:1\nCOPY package.json .npmrc ./\nCOPY /. .\nUSER 1001\n',
        fixedAround: { 'web.Containerfile.dockerignore': 'node_modules # not needed\nid_rsa\n' },
      },
      {
        text: 'FROM a\nARG SRC=.\nCOPY «$SRC» /app\nCOPY «${OTHER:-./}» «?*» /b/\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a AS build\nCOPY «.» /src\nFROM b\nCOPY --from=build /src/x /x\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nCOPY «a/..» «*» /app/\nUSER 1001\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nCOPY «.» /app/\nUSER 1001\n',
        settings: { profile: 'strict' },
        workspace: { Containerfile: '', 'main.py': '' },
      },
    ],
    good: [
      { text: 'FROM a\nCOPY ${SOURCE:-src} /app\nCOPY ${SOURCE} /app\n' },
      { text: 'FROM a\nCOPY package* ./\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nCOPY . /app\nUSER 1001\n' },
      {
        text: 'FROM a\nCOPY . /app\nUSER 1001\n',
        workspace: { 'main.py': '', 'ca.pem': '', '.env.example': 'TOKEN=abc' },
      },
      {
        text: 'FROM a\nCOPY . /app\n',
        workspace: { '.containerignore': '.git\n.env\n', '.git/': '', '.env': 'TOKEN=abc' },
      },
      { text: 'FROM a\nCOPY . /app\n', workspace: { '.dockerignore': '*\n!src/**\n', '.git/': '', 'src/a.py': '' } },
      { text: 'FROM a\nCOPY --exclude=.git . /app\n', workspace: { '.git/': '', 'src/a.py': '' } },
      {
        text: 'FROM a\nCOPY . /app\n',
        workspace: { '.env': 'PORT=80\nTOKEN=\n', 'tls.pem': '-----BEGIN CERTIFICATE-----' },
      },
      {
        text: 'FROM a\nCOPY --from=b . /app\nCOPY src /app/src\nCOPY src/* lib/ /app/\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nCOPY $UNKNOWN package*.json /app/\nCOPY <<. /a\nx\n.\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: copies,
  *check(file, context) {
    const copies = copiesIn(file);
    if (copies.length === 0) return;
    for (const copy of copies) {
      for (const source of copy.sources.map(each => byDefault(file, copy, each)).filter(isBroad)) {
        const report = judge(file, copy, source, context);
        if (!report) continue;
        yield isShipped(file, context.settings, copy.instruction) ? report : { ...report, severity: 'hint' };
      }
    }
  },
});

function byDefault(file: Containerfile, { instruction }: Copy, source: CopySource): CopySource {
  if (source.by !== 'unknown') return source;
  const path = valueByDefault(file, source.word.text, instruction);
  return path === undefined ? source : { ...source, by: 'context', path };
}

/** The context itself, or what a glob takes of its first level. */
function isBroad({ by, path, word }: CopySource): boolean {
  if (by !== 'context' || path === undefined || (path === '' && word.text.includes('$'))) return false;
  return isFirstLevel(path);
}

const isFirstLevel = remembering(path => {
  const root = cleanPath(`/${path}`).slice(1);
  return root === '' || /^[^/]*\*$/.test(root);
});

function judge(file: Containerfile, copy: Copy, source: CopySource, context: Context): Report<Key> | undefined {
  // `cpanfile*` takes what it names; only what stands there can say whether that is too much.
  const isAll = /^(?:[*?]*\*)?$/.test(cleanPath(`/${source.path ?? ''}`).slice(1));
  const isStrict = isAll && context.settings.profile === 'strict';
  const surroundings = buildContext(file, context);
  const files = copiedFiles(surroundings, source.path ?? '', copy);
  const at = source.word.span;
  const said = { keyword: copy.instruction.keyword, source: source.word.text };
  if (!files) return isStrict ? { at, message: 'everything', params: said } : undefined;
  const leaks = sensitiveAmong(files, surroundings, context.workspace);
  if (leaks.length === 0) {
    const isGuarded = surroundings.ignore !== null || !isStrict;
    return isGuarded ? undefined : { at, message: 'unguarded', params: said, severity: 'info' };
  }
  const fix = leaveOut(surroundings, leaks, named(file, surroundings));
  return { at, message: 'leaks', params: { ...said, files: listed(leaks) }, fixes: fix ? [fix] : [] };
}

/** A few of them: names are no secrets. */
function listed(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map(path => path.replace(/\/$/, ''));
  return names.join(', ') + (paths.length > names.length ? `, … (${paths.length})` : '');
}

/** The files of the context that the build copies by their names. */
const named = (file: Containerfile, { files = [] }: BuildContext): string[] =>
  copiesIn(file).flatMap(({ sources }) =>
    sources.flatMap(({ by, path }) => {
      const name = by === 'context' && path !== undefined ? cleanPath(`/${path}`).slice(1) : '';
      return files.includes(name) ? [name] : [];
    }),
  );
