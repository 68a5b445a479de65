import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { copies } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/copy-destination-slash',
  title: {
    en: 'Several files copied to a place without a slash',
    ja: '末尾に / のないコピー先への複数ファイルのコピー',
  },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  aliases: ['DL3021', 'DS-0011', 'DS011'],
  references: [
    { title: 'Dockerfile reference: COPY', url: 'https://docs.docker.com/reference/dockerfile/#destination' },
    { title: 'hadolint DL3021', url: 'https://github.com/hadolint/hadolint/wiki/DL3021' },
  ],
  why: {
    en: 'Podman makes a directory of it; Docker refuses to build.',
    ja: 'Podman はディレクトリとして扱いますが、Docker はビルドを拒否します。',
  },
  remedy: { en: 'Write a slash behind the destination.', ja: 'コピー先の末尾に / を付けてください。' },
  messages: {
    'no-slash': {
      en: 'Several files go to "{path}", which does not end in a slash.',
      ja: '複数のファイルのコピー先「{path}」の末尾に / がありません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nCOPY b c «/d»\n', fixed: 'FROM a\nCOPY b c /d/\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nCOPY --chown=1:1 ["b", "c", \\\n  # there\n  «"d e"»]\n',
        fixed: 'FROM a\nCOPY --chown=1:1 ["b", "c", \\\n  # there\n  "d e/"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nONBUILD add b.tar c.tar «"/d"»\r\n',
        fixed: 'FROM a\nONBUILD add b.tar c.tar "/d/"\r\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nARG D=/d\nCOPY b c «$D»\n',
        fixed: 'FROM a\nARG D=/d\nCOPY b c $D/\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nCOPY b c «/d»\n',
        fixed: 'FROM a\nCOPY b c /d/\n',
        settings: { portability: 'docker' },
      },
      {
        text: 'FROM a\nCOPY b <<EOF «/d»\nx\nEOF\n',
        fixed: 'FROM a\nCOPY b <<EOF /d/\nx\nEOF\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nCOPY b c /d\n' },
      { text: 'FROM a\nCOPY b c /d/\nCOPY b c .\nCOPY b c ./\nCOPY b c d/..\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nCOPY b /d\nCOPY b* /d\n',
        settings: { profile: 'strict', rules: { 'containerfile/broad-copy': 'off' } },
      },
      { text: 'FROM a\nARG D\nCOPY b c $D\nCOPY b c ${D:-/e/}\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nCOPY b /d # e\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nCOPY b c\nCOPY --chown=1:1 --chmod=755 b /d\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nCOPY ["b", "c", "/d/"]\nRUN cp b c /d\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: copies,
  *check(file, { settings }) {
    const isForDocker = settings.portability === 'docker';
    // Podman itself does what is meant.
    if (!isForDocker && settings.profile !== 'strict') return;
    for (const instruction of file.of('COPY', 'ADD')) {
      const target = instruction.words.at(-1);
      if (!target || instruction.words.length < 3 || instruction.words.some(({ text }) => text === '#')) continue;
      const path = file.resolve(target, instruction);
      if (path === undefined || /(?:^|[/\\])\.{0,2}$/.test(path)) continue;
      const severity = isForDocker ? 'error' : undefined;
      yield { at: target.span, message: 'no-slash', params: { path }, fixes: [withSlash(file, target)], severity };
    }
  },
});

/** Inside of its quotes. */
function withSlash({ text }: Containerfile, { span }: Word): Fix {
  const at = /["']/.test(text[span.end - 1] ?? '') ? span.end - 1 : span.end;
  return {
    title: { text: { en: 'Write a slash', ja: '/ を付ける' } },
    edits: [{ span: { start: at, end: at }, text: '/' }],
    safe: true,
  };
}
