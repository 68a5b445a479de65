import type { Fix } from '../../core/fix.ts';
import { lineEnding, wholeLines } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { containerfileRule } from './_rule.ts';

const written = /^#\s*escape\s*=\s*`\s*$/i;

export default containerfileRule<'podman' | 'everywhere'>({
  id: 'containerfile/ignored-escape-directive',
  title: { en: 'Escape directive that Podman ignores', ja: 'Podman が無視する escape ディレクティブ' },
  severity: 'warning',
  references: [
    { title: 'Dockerfile reference: escape', url: 'https://docs.docker.com/reference/dockerfile/#escape' },
    { title: 'podman issue 26458: # syntax', url: 'https://github.com/containers/podman/issues/26458' },
  ],
  why: {
    en: 'Podman looks for it on the first line only: whatever stands before it, also # syntax=… and a blank line, makes it a comment, and lines that end in a backtick end there.',
    ja: 'Podman が読むのは最初の行だけです。前に何かあると(# syntax=… や空行でも)ただのコメントになり、バッククォートで終わる行はそこで途切れます。',
  },
  remedy: { en: 'Move it to the first line.', ja: '最初の行に移してください。' },
  messages: {
    podman: {
      en: 'Podman ignores this directive, as another one stands before it; Docker honours it.',
      ja: '前に別のディレクティブがあるため、Podman はこの指定を無視します。Docker では有効です。',
    },
    everywhere: {
      en: 'This is no directive but a comment: something stands before it.',
      ja: '前に別のものがあるため、これはディレクティブではなくコメントです。',
    },
  },
  examples: {
    bad: [
      {
        text: '# syntax=docker/dockerfile:1\n«# escape=`»\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n',
        fixed: '# escape=`\n# syntax=docker/dockerfile:1\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n',
      },
      {
        text: '# check=skip=all\r\n«# Escape = `»\r\nFROM scratch\r\nUSER 1\r\n',
        fixed: '# Escape = `\r\n# check=skip=all\r\nFROM scratch\r\nUSER 1\r\n',
      },
      {
        text: '# About this file\n«# escape=`»\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n',
        fixed: '# escape=`\n# About this file\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n',
      },
      {
        text: '\n«#escape=`»\nFROM scratch\nUSER 1\n',
        fixed: '#escape=`\n\nFROM scratch\nUSER 1\n',
      },
      { text: '# syntax=x\n«# escape=`»\nFROM scratch\nCOPY a \\\n  /b\nUSER 1\n' },
      {
        text: 'ARG A\n«# escape=`»\nFROM scratch\nUSER 1\n',
        fixed: '# escape=`\nARG A\nFROM scratch\nUSER 1\n',
      },
    ],
    good: [
      { text: '# escape=`\n# syntax=docker/dockerfile:1\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n' },
      { text: '# syntax=docker/dockerfile:1\n# escape=\\\nFROM scratch\nCOPY a \\\n  /b\nUSER 1\n' },
      { text: 'FROM scratch\n# To use backticks, write # escape=` on line 1\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY <<EOF /x\n# escape=`\nEOF\nUSER 1\n' },
      { text: '# escape=`\n# escape=`\nFROM scratch\nUSER 1\n' },
    ],
  },
  *check(file) {
    if (file.escape === '`') return;
    for (const at of file.comments) {
      if (!written.test(file.text.slice(at.start, at.end))) continue;
      const isDirective = file.directives.some(({ span }) => span.start === at.start);
      // A line that ends in a backtick was meant to go on: the build fails there.
      const severity = hasLines(file, '`') ? 'error' : 'warning';
      yield { at, message: isDirective ? 'podman' : 'everywhere', severity, fixes: toTop(file, at) };
      return;
    }
  },
});

const hasLines = ({ text }: Containerfile, end: '`' | '\\'): boolean =>
  (end === '`' ? /^[^#\n]*`[ \t]*\r?$/m : /^[^#\n]*\\[ \t]*\r?$/m).test(text);

/** Never safe, as Podman reads the file in another way then; nothing where lines go on with the other escape character. */
function toTop(file: Containerfile, at: Span): Fix[] {
  if (hasLines(file, '\\')) return [];
  const { text } = file;
  const top = text.startsWith('\uFEFF') ? 1 : 0;
  const edits = [
    { span: { start: top, end: top }, text: text.slice(at.start, at.end).trimEnd() + lineEnding(text) },
    { span: wholeLines(text, at), text: '' },
  ];
  return [{ title: { text: { en: 'Move it to the first line', ja: '最初の行に移す' } }, edits, safe: false }];
}
