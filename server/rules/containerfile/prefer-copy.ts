import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { copies } from './_concerns.ts';
import { type Copy, type CopySource, copiesIn } from './_copies.ts';
import { containerfileRule } from './_rule.ts';

/** What only ADD can do. */
const flagsOfAdd = new Set(['checksum', 'keep-git-dir', 'unpack']);
/** ADD unpacks these; a lone .gz or .xz may hold a tar, too. */
const archive = /\.(?:tar|t[agbxpl]z|tbz2|tb2|tzst|gz|bz2|xz|zst|lz|lz4|lzma|lzo|z)$/i;
/** What Podman takes for a file of the context: `ftp://`, `HTTP://`. */
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
/** A folder, or an ending that no archive has. */
const noArchive = /(?:^|\/)\.{0,2}$|[^/]\.[a-z][\w-]*$/i;
/** Of the context and no archive, whatever its variables say: `build/app-$VERSION.jar`. */
const namedFile = /^[\w./-][^:@]*[^/]\.[a-z][\w-]*$/i;
/** May match an archive: `*`, `files/*`. */
const openGlob = /(?:^|\/)[^/]*[*?[][^/.]*$/;

export default containerfileRule({
  id: 'containerfile/prefer-copy',
  title: { en: 'ADD where COPY does', ja: 'COPY で足りる ADD' },
  severity: 'info',
  aliases: ['DL3020', 'DS-0005', 'CKV_DOCKER_4', 'CIS-DI-0009', 'S7029', 'DF006'],
  references: [
    { title: 'Containerfile(5): ADD', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
    { title: 'CIS Docker Benchmark 4.9' },
  ],
  why: {
    en: 'ADD also downloads and unpacks: a source that turns into an archive or a URL one day puts other files into the image than anybody expects.',
    ja: 'ADD はダウンロードや展開もします。元のファイルがいつかアーカイブや URL に変わると、予想しないファイルがイメージに入ります。',
  },
  remedy: { en: 'Use COPY for local files.', ja: 'ローカルのファイルには COPY を使ってください。' },
  messages: {
    local: {
      en: 'ADD copies local files here, which COPY does without surprises.',
      ja: 'この ADD はローカルのファイルをコピーするだけです。COPY なら予想外のことが起きません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\n«ADD» app.py /app/\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY app.py /app/\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\n«add» --chown=1001:0 ["a b.txt", "/x y/"]\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\ncopy --chown=1001:0 ["a b.txt", "/x y/"]\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nARG JAR=target/*.jar\n«ADD» ${JAR} app.jar\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG JAR=target/*.jar\nCOPY ${JAR} app.jar\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\n«ADD» a.tar.sha256 /x/\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY a.tar.sha256 /x/\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nARG V\n«ADD» build/app-$V.jar lib/${V}.txt /x/\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG V\nCOPY build/app-$V.jar lib/${V}.txt /x/\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nONBUILD «ADD» . /src\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nONBUILD COPY . /src\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\n«ADD» <<EOF /etc/motd\nhello\nEOF\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY <<EOF /etc/motd\nhello\nEOF\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nADD root.tar.xz \\\n  # settings\n  «app.ini» https://example.com/b «"etc/b.conf"» /app/\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nADD https://example.com/b c.tar.gz ftp://example.com/d $E /app/\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY app.py /app/\nUSER 1001\n' },
      { text: 'FROM scratch\nADD rootfs.tar.xz /\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD --checksum=sha256:24454f83 https://example.com/a /a\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD git@github.com:user/repo.git /src/\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG SOURCE\nADD $SOURCE /x\nADD $SOURCE /x.war\nADD a-$V.tar.gz /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG S\nADD $S/ /x\nADD https://$S/y.jar ${S}.jar git@$S:y.txt /x/\n' },
      { text: 'FROM quay.io/a/b:1\nADD files/* /x/\nUSER 1001\n' },
    ],
  },
  concerns: copies,
  *check(file) {
    for (const copy of copiesIn(file)) {
      const local = localSources(copy);
      if (local.length > 0 && local.length === copy.sources.length)
        yield { at: copy.instruction.keywordSpan, message: 'local', fixes: [toCopy(copy, file)] };
      // What stands beside an archive or a URL needs a COPY of its own.
      else for (const { word } of local) yield { at: word.span, message: 'local' };
    }
  },
});

function localSources({ instruction, sources }: Copy): readonly CopySource[] {
  if (instruction.keyword !== 'ADD' || instruction.flags.some(({ name }) => flagsOfAdd.has(name))) return [];
  return sources.filter(
    ({ by, word, path = '' }) =>
      by === 'heredoc' ||
      (by === 'context' && !scheme.test(path) && !archive.test(path) && !openGlob.test(path)) ||
      (by === 'unknown' && namedFile.test(word.text) && !archive.test(word.text)),
  );
}

/** ADD unpacks an archive whatever its name is; a name that says nothing leaves the choice to a person. */
function toCopy({ instruction: { keywordSpan }, sources }: Copy, file: Containerfile): Fix {
  const written = file.text.slice(keywordSpan.start, keywordSpan.end);
  const text = written === written.toLowerCase() ? 'copy' : 'COPY';
  const safe = sources.every(({ by, word, path = word.text }) => by === 'heredoc' || noArchive.test(path));
  return { title: { text: { en: 'Use COPY', ja: 'COPY を使う' } }, edits: [{ span: keywordSpan, text }], safe };
}
