import type { Edit, Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import type { ShellOption } from '../../parse/shell/options.ts';
import { commands } from './_concerns.ts';
import { factsOf } from './_downloads.ts';
import { containerfileRule } from './_rule.ts';
import { judgeRuns, type Run } from './_shell.ts';
import { type Download, downloadOf, subjectOf } from './_shellDownloads.ts';

const failing: Text = { en: 'Let curl fail with -f', ja: '-f を付けて curl を失敗させる' };
const following: Text = { en: 'Follow redirects with -L', ja: '-L を付けてリダイレクトに従う' };

/** They answer a download with the address from which to get it. */
const redirects =
  /^https?:\/\/(?:github\.com\/[^/]+\/[^/]+\/(?:releases\/(?:latest\/)?download|archive|raw)\/|(?:www\.)?sourceforge\.net\/|(?:git\.io|bit\.ly|aka\.ms)\/)/i;

export default containerfileRule({
  id: 'containerfile/curl-fail',
  title: { en: 'curl that does not fail', ja: '失敗しない curl' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  impliedBy: ['containerfile/piped-script'],
  aliases: ['DF035'],
  references: [
    { title: 'curl(1): --fail', url: 'https://curl.se/docs/manpage.html#-f' },
    { title: 'curl(1): --location', url: 'https://curl.se/docs/manpage.html#-L' },
  ],
  why: {
    en: "Otherwise curl takes the server's error page or redirect for the file and says that all is well: the build goes on with it.",
    ja: 'このままでは、curl はサーバーのエラーページやリダイレクトの応答をファイルとして扱い、成功を返します。ビルドはそのまま進みます。',
  },
  remedy: {
    en: 'Call curl with -fsSL: it fails on errors, says why, and follows redirects.',
    ja: 'curl -fsSL で呼び出してください。エラー時に失敗し、理由を表示し、リダイレクトに従います。',
  },
  messages: {
    fail: {
      en: 'Without -f curl exits with 0 when the server answers with an error.',
      ja: '-f がないと、サーバーがエラーを返しても curl は 0 で終了します。',
    },
    health: {
      en: 'Without -f curl exits with 0 when the server answers with an error: the container stays healthy.',
      ja: '-f がないと、サーバーがエラーを返しても curl は 0 で終了するため、コンテナは正常とみなされ続けます。',
    },
    redirect: {
      en: 'The server answers with a redirect, and without -L curl does not follow it.',
      ja: 'サーバーはリダイレクトを返しますが、-L がないと curl はそれに従いません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN «curl» -sSLO https://b.org/c\n', fixed: 'FROM a\nRUN curl -fsSLO https://b.org/c\n' },
      {
        text: 'FROM a\nRUN apt-get update && \\\n  # why\n  sudo «curl» \\\n    --silent https://b.org/c | tar x\n',
        fixed: 'FROM a\nRUN apt-get update && \\\n  # why\n  sudo curl -f \\\n    --silent https://b.org/c | tar x\n',
      },
      {
        text: 'FROM a\nRUN [«"curl"», "-o", "/c", "https://b.org/c"]\n',
        fixed: 'FROM a\nRUN ["curl", "-f", "-o", "/c", "https://b.org/c"]\n',
      },
      {
        text: 'FROM a\nRUN <<EOF\n«curl» -o /c https://b.org/c\nV=$(«curl» -s https://b.org/v)\nEOF\n',
        fixed: 'FROM a\nRUN <<EOF\ncurl -f -o /c https://b.org/c\nV=$(curl -fs https://b.org/v)\nEOF\n',
      },
      // What stands behind || is not reached: the answer 404 is a success to curl.
      {
        text: 'FROM a\nRUN «curl» -sS -o /c https://b.org/c || exit 1\n',
        fixed: 'FROM a\nRUN curl -fsS -o /c https://b.org/c || exit 1\n',
      },
      {
        text: 'FROM a\nUSER 1001\nHEALTHCHECK CMD «curl» -s http://localhost/ || exit 1\n',
        fixed: 'FROM a\nUSER 1001\nHEALTHCHECK CMD curl -fs http://localhost/ || exit 1\n',
      },
      {
        text: 'FROM a\nRUN «curl» -fsSO https://github.com/b/c/releases/download/v1/d.tgz\n',
        fixed: 'FROM a\nRUN curl -fsSLO https://github.com/b/c/releases/download/v1/d.tgz\n',
      },
      {
        text: 'FROM a\nONBUILD RUN «curl» https://b.org/c > c && echo "0 d" | sha256sum -c -\n',
        fixed: 'FROM a\nONBUILD RUN curl -f https://b.org/c > c && echo "0 d" | sha256sum -c -\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN curl -fsSLO https://b.org/c && curl --fail-with-body -o d https://b.org/d\n' },
      { text: 'FROM a\nRUN curl -sw "%{http_code}" -o /dev/null https://b.org/c | grep 200\n' },
      { text: 'FROM a\nRUN curl --version && curl -sI https://b.org/c && curl -K b.cfg\n' },
      { text: 'FROM a\nRUN until curl -s https://b.org/c; do sleep 1; done\n' },
      { text: 'FROM a\nRUN curl -sLo c https://b.org/c && echo "0  c" | sha256sum -c -\n' },
      {
        text: 'FROM a\nARG CURL_OPTS="-fsSL"\nRUN curl $CURL_OPTS -o c https://b.org/c && curl ${FLAGS} https://b.org/d -o d\n',
      },
      { text: 'FROM a\nRUN apt-get install -y curl && echo curl https://b.org/c\n' },
      { text: 'FROM a\nRUN curl -fLO https://github.com/b/c/archive/v1.tar.gz\nCMD curl http://b/\n' },
    ],
  },
  concerns: commands,
  check: file => judgeRuns(file, ['RUN', 'HEALTHCHECK'], ['curl'], judge),
});

type Key = 'fail' | 'health' | 'redirect';

const failsAnyway: ReadonlySet<string> = new Set([
  ...['-f', '--fail', '--fail-with-body', '-w', '--write-out', '-K', '--config'],
  ...['-I', '--head', '-V', '--version', '-h', '--help', '-M', '--manual', '-T', '--upload-file'],
]);
const follows: ReadonlySet<string> = new Set(['-L', '--location', '--location-trusted', '-K', '--config']);

function* judge(run: Run): Generator<Report<Key>> {
  for (const command of run.commands) {
    const download = command.tool === 'curl' ? downloadOf(command) : undefined;
    if (!download?.url || !command.name || command.nesting.includes('while')) continue;
    const names = download.options.map(({ name }) => name);
    const common = { at: command.name.span, subject: subjectOf(download) };
    if (command.args.some(isOptions)) continue;
    if (!names.some(name => failsAnyway.has(name)) && !isChecked(run, download)) {
      const message = run.instruction.keyword === 'HEALTHCHECK' ? 'health' : 'fail';
      yield { ...common, message, fixes: [withLetter(run, command, download.options, 'f', failing, true)] };
    } else if (redirects.test(download.url.text) && !names.some(name => follows.has(name))) {
      yield {
        ...common,
        message: 'redirect',
        fixes: [withLetter(run, command, download.options, 'L', following, false)],
      };
    }
  }
}

/** `$CURL_OPTS`: what stands in it may be the option. */
const isOptions = ({ text, quoted }: ShellWord): boolean => !quoted && /^\$\{?\w*(?:opt|arg|flag)\w*\}?$/i.test(text);

/** Nothing but the right file passes. */
const isChecked = (run: Run, { command }: Download): boolean =>
  factsOf(run).fetchedBy.get(command)?.checkedHere === true;

/** `-sSL` becomes `-fsSL`; a letter that has no such company becomes an option of its own. */
function withLetter(
  { text, instruction }: Run,
  { name }: ShellCommand,
  options: readonly ShellOption[],
  letter: string,
  title: Text,
  safe: boolean,
): Fix {
  const edit = intoCluster(text, options, letter);
  const end = name?.span.end ?? 0;
  const alone = instruction.json && text[end - 1] === '"' ? `, "-${letter}"` : ` -${letter}`;
  return { title: { text: title }, edits: [edit ?? { span: { start: end, end }, text: alone }], safe };
}

/** In front of the first letter that takes a value or names the file. */
function intoCluster(text: string, options: readonly ShellOption[], letter: string): Edit | undefined {
  const first = options.find(({ words: [word], value }) => /^-[a-zA-Z]/.test(word?.text ?? '') && value === undefined);
  const word = first?.words[0];
  if (!first || !word || first.name === '-O') return undefined;
  const inQuotes = text.slice(word.span.start, word.span.end).indexOf(word.text);
  if (inQuotes < 0) return undefined;
  const rest = options.filter(option => option.words[0] === word);
  const behind = rest.find(({ name, value }) => value !== undefined || name === '-O');
  const index = letter === 'f' ? 1 : (behind?.index ?? word.text.length);
  const start = word.span.start + inQuotes + index;
  return { span: { start, end: start }, text: letter };
}
