import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { ConfiguredMount } from '../../parse/mountsConf.ts';
import { mountsConfRule, references } from './_rule.ts';

export default mountsConfRule({
  id: 'mounts-conf/skipped-line',
  title: { en: 'Line that Podman skips in mounts.conf', ja: 'Podman が読み飛ばす mounts.conf の行' },
  severity: 'warning',
  references,
  messages: {
    skipped: {
      en: 'Podman skips this line: it begins with no slash.',
      ja: 'スラッシュで始まらないため、この行は読み飛ばされます。',
    },
    blank: {
      en: 'Podman takes blanks for a part of the path, finds nothing there and skips the line.',
      ja: '空白もパスの一部とみなされ、何も見つからないため、この行は読み飛ばされます。',
    },
    whole: {
      en: 'Podman takes all of this for the path in the container: "{path}".',
      ja: 'ここに書いたものすべてが、コンテナ内のパス「{path}」とみなされます。',
    },
    root: {
      en: 'This hides all files of every container, and none starts.',
      ja: 'すべてのコンテナの全ファイルが隠れ、どれも起動できません。',
    },
    target: {
      en: '"{path}" is no absolute path in the container.',
      ja: '「{path}」はコンテナ内の絶対パスではありません。',
    },
  },
  why: { en: 'What it should mount is in no container.', ja: '意図したものがどのコンテナにも入りません。' },
  remedy: { en: 'Write /SOURCE:/TARGET.', ja: '「/コピー元:/コピー先」の形で書いてください。' },
  *check({ mounts, skipped }) {
    for (const at of skipped) yield { at, message: 'skipped' };
    for (const mount of mounts) yield* wrongPaths(mount);
  },
  examples: {
    bad: [
      { text: '«secrets:/run/secrets»\n' },
      { text: '/usr/share/rhel/secrets:«run/secrets»\n' },
      { text: '«  /usr/share/a»:/run/a\r\n«/b »\n', fixed: '/usr/share/a:/run/a\r\n/b\n' },
      { text: '/a:«/run/a  »\n/b:«/run/b:ro»\n/c:«/run/c # c»\n', fixed: '/a:/run/a\n/b:/run/b\n/c:/run/c\n' },
      { text: '/usr/share/rhel/secrets:«/»\n' },
      { text: '«/usr/share/a /run/a»\n«/b=/c»\n', fixed: '/usr/share/a:/run/a\n/b:/c\n' },
      { text: '«[mounts]»\n«a = "/b:/c"»\n' },
    ],
    good: [
      { text: '/usr/share/rhel/secrets:/run/secrets\n' },
      { text: '/usr/share/rhel/secrets\n/srv/of us/a=b,c\n' },
      { text: '{% for mount in mounts %}\n{{ mount.source }}:{{ mount.target }}\n/a:{{ b }}\n{% endfor %}\n' },
      { text: '# secrets\n\n' },
      { text: '/usr/share/rhel/secrets:/run/secrets\r\n' },
      { text: '  # secrets\r\n\t\r\n' },
    ],
  },
});

function* wrongPaths({ source, sourceSpan, target, targetSpan }: ConfiguredMount): Iterable<Report<Message>> {
  const hasColon = targetSpan !== sourceSpan;
  const [meant = ''] = /^[^\s:]*/.exec(target.trim()) ?? [];
  const at = targetSpan;
  if (source !== source.trim()) yield { at: sourceSpan, message: 'blank', fixes: written(sourceSpan, source.trim()) };
  else if (!target.startsWith('/')) yield { at, message: 'target', params: { path: target } };
  else if (target === '/') yield { at, message: 'root', severity: 'error' };
  else if (/\s(?:#|$)|:(?:ro|rw|z)$/i.test(target))
    yield { at, message: 'whole', params: { path: target }, fixes: written(at, meant) };
  else if (!hasColon && otherSeparator.test(source))
    yield { at, message: 'whole', params: { path: target }, fixes: written(at, source.replace(otherSeparator, ':')) };
}

/** Where people write one between source and target that is none. */
const otherSeparator = /(?:\s{1,100}|[=,])(?=\/)/;

type Message = 'blank' | 'whole' | 'root' | 'target';

const written = (span: Span, text: string): Report<Message>['fixes'] => [
  {
    title: { text: { en: 'Write {text}', ja: '{text} に書き換える' }, params: { text } },
    edits: [{ span, text }],
    safe: false,
  },
];
