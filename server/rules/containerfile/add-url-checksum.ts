import type { Fix } from '../../core/fix.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { commands, copies } from './_concerns.ts';
import { type Copy, type CopySource, copiesIn } from './_copies.ts';
import { isCheckedBehind } from './_downloads.ts';
import { containerfileRule } from './_rule.ts';

const addChecksum: Text = {
  en: 'Compare the SHA-256 of the download (fill it in)',
  ja: 'ダウンロードの SHA-256(要記入)を照合する',
};

/** The first with `ADD --checksum`. */
const knowsChecksum = '>=4.8';

/** A commit's full name: nothing else always means the same files. */
const commit = /#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)/;

/** All else is refused. */
const downloaded = /^https?:/;

export default containerfileRule({
  id: 'containerfile/add-url-checksum',
  title: { en: 'ADD downloads without a checksum', ja: 'チェックサムのない ADD のダウンロード' },
  severity: 'warning',
  aliases: ['CKV_DOCKER_4'],
  references: [
    { title: 'Containerfile(5): ADD', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
    { title: 'CWE-494', url: 'https://cwe.mitre.org/data/definitions/494.html' },
  ],
  why: {
    en: 'Whoever controls the server, or the way to it, decides what gets into the image, and nobody notices when it is another file than yesterday.',
    ja: 'サーバーや通信経路を支配する者が、イメージに入る内容を決められます。昨日と違うファイルになっても誰も気づきません。',
  },
  remedy: {
    en: 'Use ADD --checksum=sha256:..., or a RUN with curl and sha256sum -c; of a Git repository, name the full commit behind #.',
    ja: 'ADD --checksum=sha256:... を使うか、RUN で curl と sha256sum -c を使ってください。Git リポジトリの場合は、# の後に完全なコミット ID を書いてください。',
  },
  messages: {
    url: {
      en: 'ADD puts whatever the server sends into the image: there is no --checksum.',
      ja: '--checksum がないため、ADD はサーバーが送ってきた内容をそのままイメージに入れます。',
    },
    old: {
      en: 'ADD puts whatever the server sends into the image. Podman {podman} has no --checksum: download in a RUN with curl, and check with sha256sum -c.',
      ja: 'ADD はサーバーが送ってきた内容をそのままイメージに入れます。Podman {podman} には --checksum がないため、RUN で curl によりダウンロードし、sha256sum -c で照合してください。',
    },
    git: {
      en: 'ADD takes what the repository holds at the time of the build: no commit is named.',
      ja: 'コミットが指定されていないため、ADD はビルド時点のリポジトリの内容を取得します。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nADD «https://b.org/c.tgz» /d/\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nADD --checksum=sha256:<sha256> https://b.org/c.tgz /d/\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nARG V=1\nonbuild add --chown=1:1 \\\n  # why\n  ["«https://b.org/c-${V}.tgz»", "/d"]\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\r\nADD --chmod=755 \\\r\n  "«https://b.org/c»" /d\r\nUSER 1001\r\n',
        fixed:
          'FROM quay.io/a/b:1\r\nADD --chmod=755 \\\r\n  --checksum=sha256:<sha256> "https://b.org/c" /d\r\nUSER 1001\r\n',
      },
      { text: 'FROM quay.io/a/b:1\nADD «https://b.org/c» «https://b.org/d» e /f/\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD «https://b.org/c.git#main» «git@b.org:c/d.git» /e\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD «https://b.org/c» /d\nUSER 1001\n', settings: { podman: '4.6' } },
      {
        text: 'FROM quay.io/a/b:1\nADD «https://b.org/c» /d\nRUN echo "0  /e" | sha256sum -c -\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nADD --checksum=sha256:<sha256> https://b.org/c /d\nRUN echo "0  /e" | sha256sum -c -\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nARG SUM=sha256:0\nADD --checksum=$SUM https://b.org/c.tgz /d/\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nADD https://b.org/c.git#0123456789012345678901234567890123456789:d /e\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nADD https://b.org/c /d/\nRUN echo "0  /d/c" | sha256sum -c -\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD https://b.org/c /d\nRUN gpg --verify /c.asc /d\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nADD ftp://b.org/c /d\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG URL\nADD $URL rootfs.tar.xz /\nCOPY https:/b.org/c /d\nUSER 1001\n' },
    ],
  },
  concerns: [...commands, ...copies, 'WORKDIR'],
  *check(file, { settings: { podman } }) {
    for (const copy of copiesIn(file)) {
      if (copy.instruction.keyword !== 'ADD' || copy.instruction.flag('checksum')) continue;
      for (const source of copy.sources) {
        const at = placeOf(file, source);
        const subject = source.path ?? '';
        if (source.by === 'git' && !commit.test(subject)) yield { at, message: 'git', subject };
        if (source.by !== 'url' || !downloaded.test(subject) || isCheckedLater(file, copy, subject)) continue;
        if (inRange(podman, knowsChecksum)) yield { at, message: 'url', subject, fixes: fixesOf(copy) };
        else yield { at, message: 'old', params: { podman }, subject };
      }
    }
  },
});

/** Without its quotes. */
function placeOf({ text }: Containerfile, { word: { span } }: CopySource) {
  const quotes = /^["']/.test(text.slice(span.start, span.end)) ? 1 : 0;
  return { start: span.start + quotes, end: span.end - quotes };
}

function isCheckedLater(file: Containerfile, { outer, destination }: Copy, url: string): boolean {
  const path = destination?.value ?? '';
  const name = url.replace(/[?#].*$/, '').replace(/^.*\//, '');
  return isCheckedBehind(file, outer, path.endsWith('/') || path === '.' ? path + name : path);
}

/** One checksum is for one download. In the exec form it would stand in front of the bracket. */
function fixesOf({ instruction, sources }: Copy): Fix[] {
  const [only, ...others] = sources;
  if (!only || others.length > 0 || instruction.json) return [];
  const start = only.word.span.start;
  return [
    {
      title: { text: addChecksum },
      edits: [{ span: { start, end: start }, text: '--checksum=sha256:<sha256> ' }],
      safe: false,
    },
  ];
}
