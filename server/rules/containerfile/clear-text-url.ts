import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import { moveReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { clearPrograms, encrypted } from '../../podman/clearText.ts';
import { commands, copies } from './_concerns.ts';
import { copiesIn } from './_copies.ts';
import { fetchedAt, isCheckedBehind } from './_downloads.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, atBuildAndRun, eachRun, type PlacedRun, type Run } from './_shell.ts';
import type { Download } from './_shellDownloads.ts';
import { withShellValues } from './_shellValues.ts';
import { type ClearText, clearText, fetchedWords, goesOut, namedWords, placeIn } from './_urls.ts';
import { valueByDefault } from './_variables.ts';

type Key = 'fetched' | 'checked' | 'named' | 'program';

export default containerfileRule({
  id: 'containerfile/clear-text-url',
  title: { en: 'Clear-text URL', ja: '平文の URL' },
  severity: 'warning',
  aliases: ['S5332'],
  impliedBy: ['containerfile/piped-script', 'containerfile/add-url-checksum', 'containerfile/unsupported-by-podman'],
  references: [{ title: 'CWE-319', url: 'https://cwe.mitre.org/data/definitions/319.html' }],
  why: {
    en: 'Without TLS anybody on the way can read what is sent, and put what they like in the place of the answer.',
    ja: 'TLS がないと、通信経路上の誰もが送信内容を読み取り、応答をすり替えられます。',
  },
  remedy: {
    en: 'Use https://, or a protocol such as SFTP or SSH; where the server has no TLS, check the checksum or the signature of what comes.',
    ja: 'https:// か、SFTP や SSH などのプロトコルを使ってください。サーバーが TLS に対応していない場合は、取得した内容のチェックサムか署名を確認してください。',
  },
  messages: {
    fetched: {
      en: 'What comes over {scheme} can be read and replaced on the way.',
      ja: '{scheme} で取得する内容は、経路上で読み取られ、すり替えられます。',
    },
    checked: {
      en: 'What comes over {scheme} can be read on the way. It is checked, so that nobody can replace it.',
      ja: '{scheme} で取得する内容は、経路上で読み取られます。検証されているため、すり替えはできません。',
    },
    named: {
      en: 'The command is given an address with {scheme}, over which all can be read and replaced on the way.',
      ja: 'コマンドに {scheme} のアドレスが渡されています。経路上で読み取られ、すり替えられます。',
    },
    program: {
      en: '{program} sends everything in clear text, passwords too.',
      ja: '{program} は、パスワードも含めてすべてを平文で送ります。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN curl -fsSLO «http://b.org/c.tgz»\n',
        fixed: 'FROM a\nRUN curl -fsSLO https://b.org/c.tgz\n',
      },
      { text: "FROM a\nRUN wget -q \\\n  # why\n  -O /c '«ftp://b.org/c»'\n" },
      {
        text: 'FROM a\r\nrun wget -q \\\r\n  # why\r\n  -O /c \\\r\n  && curl --url="«HTTP://$USER@b.org/d»" -fo d\r\n',
        fixed: 'FROM a\r\nrun wget -q \\\r\n  # why\r\n  -O /c \\\r\n  && curl --url="https://$USER@b.org/d" -fo d\r\n',
      },
      {
        text: 'FROM a\nRUN ["wget", "«http://b.org/c»"]\nONBUILD RUN <<EOF\ncurl -fL «http://${X}.b.org/c» -o c\nEOF\n',
        fixed: 'FROM a\nRUN ["wget", "https://b.org/c"]\nONBUILD RUN <<EOF\ncurl -fL https://${X}.b.org/c -o c\nEOF\n',
      },
      {
        text: 'FROM a\nRUN dnf -y config-manager --add-repo «http://b.org/c.repo» && zypper -n ar -f «http://b.org/c» c\n',
        fixed:
          'FROM a\nRUN dnf -y config-manager --add-repo https://b.org/c.repo && zypper -n ar -f https://b.org/c c\n',
      },
      { text: 'FROM a\nRUN git clone «git://b.org/c.git»\n', fixed: 'FROM a\nRUN git clone https://b.org/c.git\n' },
      {
        text: 'FROM a\nRUN rpm --import «http://b.org/key» && yum -y install «http://b.org/c.rpm»\n',
        fixed: 'FROM a\nRUN rpm --import https://b.org/key && yum -y install https://b.org/c.rpm\n',
      },
      {
        text: 'FROM a\nARG MIRROR=http://b.org V=1\nENV URL=$MIRROR/c-$V.tgz\nRUN wget «"$URL"» && curl -fO «${MIRROR}/d»\nRUN wget «${OTHER:-http://c.org}/e»\n',
      },
      { text: 'FROM a\nRUN URL=http://b.org; curl -f $X «$URL/c» -o c; for f in d; do wget «$URL/$f»; done\n' },
      { text: 'FROM a\nRUN pip install «git+http://b.org/c@v1» && npm install «git+http://$USER@b.org/c#v1»\n' },
      { text: 'FROM a\nRUN curl -fO «b.org/c.tgz»\n', fixed: 'FROM a\nRUN curl -fO https://b.org/c.tgz\n' },
      {
        text: 'FROM a\nUSER 1001\nADD --checksum=sha256:0 «ftp://b.org/c» /c\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nUSER 1001\nADD «http://b.org/c» /c\n',
        settings: { profile: 'strict' },
        fixed: 'FROM a\nUSER 1001\nADD https://b.org/c /c\n',
      },
      {
        text: 'FROM a\nRUN curl -fO «http://b.org/c»\nRUN echo "0  c" | sha256sum -c -\n',
        settings: { profile: 'strict' },
        fixed: 'FROM a\nRUN curl -fO https://b.org/c\nRUN echo "0  c" | sha256sum -c -\n',
      },
      {
        text: 'FROM a\nUSER 1001\nENTRYPOINT ["/app", "--url=«http://b.org»"]\n',
        settings: { profile: 'strict' },
        fixed: 'FROM a\nUSER 1001\nENTRYPOINT ["/app", "--url=https://b.org"]\n',
      },
      {
        text: 'FROM a\nUSER 1001\nENTRYPOINT ["/fetch"]\nCMD ["«http://b.org/c»"]\n',
        settings: { profile: 'strict' },
        fixed: 'FROM a\nUSER 1001\nENTRYPOINT ["/fetch"]\nCMD ["https://b.org/c"]\n',
      },
      {
        text: 'FROM a\nRUN curl -fO «http://[2001:db8::7]:8080/c»\n',
        fixed: 'FROM a\nRUN curl -fO https://[2001:db8::7]:8080/c\n',
      },
      { text: 'FROM a\nUSER 1001\nCMD «telnet» b.org\n' },
      {
        text: 'FROM a\nARG HOST=b.org\nENV PORT=80\nRUN curl -fO «http://$HOST:${PORT}/c»\n',
        fixed: 'FROM a\nARG HOST=b.org\nENV PORT=80\nRUN curl -fO https://$HOST:${PORT}/c\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN if b; then U=http://b.org; fi; for V in http://c.org; do curl -fO $U/c $V/c; done\n' },
      { text: 'FROM a\nARG URL=http://b.org/c\nRUN URL=https://b.org/c; H=localhost; curl -fO $URL http://$H/c\n' },
      {
        text: 'FROM a\nRUN curl -fO https://b.org/c && git clone https://b.org/c && git clone git@b.org:c && pip install git+https://b.org/c git+ssh://git@b.org/c\n',
      },
      {
        text: 'FROM a\nHEALTHCHECK CMD curl -f http://localhost:8080/ || wget -qO- http://127.0.0.1/ || telnet localhost 80\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN wget http://api.default.svc/x http://printer.local/x http://db:8080/x http://$HOST/x http://169.254.169.254/x http://[::1]:80/x http://[fd00:ec2::254]/x http://[fe80::1]/x\n',
        settings: { profile: 'strict' },
      },
      {
        text: "FROM a\nRUN echo 'http://b.org' && grep http://b.org /x && sed -i s,http://b.org,https://b.org, /x # http://b.org\n",
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN curl -x http://proxy.b.org:3128 -e http://b.org/ -H "Origin: http://b.org" https://b.org/c -o c\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN echo "deb http://deb.debian.org/debian stable main" > /etc/apt/sources.list && gpg --keyserver hkp://keys.b.org --recv-keys 0\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nLABEL url=http://b.org xmlns=http://www.w3.org/2000/svg\nENV http_proxy=http://proxy.b.org:3128 HOME_PAGE=http://b.org\nRUN git config --global url.https://b.org/.insteadOf http://b.org/\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nRUN wget http://b.org/c.tgz && wget https://b.org/c.asc && gpg --verify c.tgz.asc c.tgz\n' },
      { text: 'FROM a\nUSER 1001\nADD --checksum=sha256:0 http://b.org/c /c\nCMD ["/app", "--url=http://b.org"]\n' },
    ],
  },
  concerns: [...commands, ...copies, 'WORKDIR'],
  *check(file, { settings: { profile } }) {
    const isStrict = profile === 'strict';
    yield* inAdds(file, isStrict);
    for (const { fact, placed } of eachRun(file, atBuildAndRun, anyTool, findIn)) {
      const report = judge(file, placed, fact, isStrict);
      if (report) yield moveReport(report, placed.place);
    }
  },
});

/** A word that may be an address. */
interface PossibleAddress {
  readonly word: ShellWord;
  readonly by: 'fetched' | 'named' | 'program';
  readonly command: ShellCommand;
  readonly download?: Download | undefined;
  /** What it is, unless that takes the variables of the file. */
  readonly clear?: ClearText | undefined;
  /** What it says, with the variables of the RUN. */
  readonly text: string;
}

const findIn = (run: Run): Iterable<PossibleAddress> =>
  run.text.includes('://') || goesOut(run) ? addressesIn(run) : [];

function* addressesIn(run: Run): Generator<PossibleAddress> {
  const hasAddress = run.text.includes('://');
  for (const command of run.commands) {
    const { words, download } = fetchedWords(command);
    const bareScheme = download && /^(?:curl|wget2?)$/.test(command.tool) ? 'http' : undefined;
    for (const word of words) {
      const text = word.dynamic ? withShellValues(run, command, word.text) : word.text;
      const clear = clearIn(run, word, bareScheme, text);
      if (clear || takesVariable(text)) yield { word, by: 'fetched', command, download, clear, text };
    }
    for (const word of hasAddress ? namedWords(command) : []) {
      const text = word.text.replace(/^-[^=]*=/, '');
      const clear = clearText(text);
      if (clear)
        yield { word, by: 'named', command, text, clear: { ...clear, text, at: placeIn(run.text, word, text) } };
    }
    if (
      clearPrograms.includes(command.tool) &&
      command.name &&
      command.args.some(({ text }) => /^[\w-]+\..*[a-z]/i.test(text))
    )
      yield { word: command.name, by: 'program', command, text: '' };
  }
}

/** With the variables that the RUN itself has set. */
function clearIn(run: Run, word: ShellWord, bareScheme: string | undefined, known: string): ClearText | undefined {
  const written = word.text.replace(/^--[\w-]+=/, '');
  const direct = clearText(written, bareScheme);
  if (direct) return { ...direct, text: written, at: placeIn(run.text, word, written) };
  const text = known.replace(/^--[\w-]+=/, '');
  const clear = text === written ? undefined : clearText(text);
  return clear && { ...clear, text, at: word.span };
}

function judge(
  file: Containerfile,
  placed: PlacedRun,
  found: PossibleAddress,
  isStrict: boolean,
): Report<Key> | undefined {
  const { word, by, command } = found;
  if (by === 'program') return { at: word.span, message: 'program', params: { program: command.tool } };
  const clear = found.clear ?? resolved(file, placed, found);
  if (!clear) return undefined;
  const { scheme, at, text } = clear;
  const isChecked = by === 'fetched' && isCheckedDownload(file, placed, found);
  if ((isChecked || by === 'named') && !isStrict) return undefined;
  return {
    at,
    message: isChecked ? 'checked' : by,
    params: { scheme },
    subject: text,
    fixes: fixesOf(clear, at, placed.run.text),
    ...((isChecked || by === 'named') && { severity: 'info' as const }),
  };
}

/** Where it goes is for a variable of the file to say. */
const takesVariable = (text: string): boolean => /^(?:[a-z]+:\/\/[^/$]*)?\$\{?\w/i.test(text);

/** With the variables of ARG and ENV. */
function resolved(file: Containerfile, { outer }: PlacedRun, found: PossibleAddress): ClearText | undefined {
  const text = valueByDefault(file, found.text, outer.inner ?? outer);
  const clear = text === undefined ? undefined : clearText(text);
  return clear && text !== undefined ? { ...clear, text, at: found.word.span } : undefined;
}

const isCheckedDownload = (
  file: Containerfile,
  { start }: PlacedRun,
  { command, download }: PossibleAddress,
): boolean =>
  download !== undefined &&
  fetchedAt(file, start).some(fetched => fetched.checked && fetched.download.command === command);

/** The same address over TLS, where it stands as it is. */
function fixesOf({ scheme, bare }: Pick<ClearText, 'scheme' | 'bare'>, at: Span, source: string): Fix[] {
  const better = lookUp(encrypted, scheme);
  const written = source.slice(at.start, at.end).toLowerCase();
  if (better === undefined || !(bare || written.startsWith(`${scheme}://`))) return [];
  const edit = bare
    ? { span: { start: at.start, end: at.start }, text: `${better}://` }
    : { span: { start: at.start, end: at.start + scheme.length }, text: better };
  return [{ title: { text: { en: 'Use https', ja: 'https を使う' } }, edits: [edit], safe: false }];
}

function* inAdds(file: Containerfile, isStrict: boolean): Generator<Report<Key>> {
  for (const { instruction, outer, sources, destination } of copiesIn(file)) {
    if (instruction.keyword !== 'ADD') continue;
    for (const { word, path = '' } of sources) {
      const clear = clearText(path);
      if (!clear) continue;
      const isChecked =
        instruction.flag('checksum') !== undefined || isCheckedBehind(file, outer, destination?.value ?? '');
      if (isChecked && !isStrict) continue;
      const at = placeIn(file.text, word, word.value);
      yield {
        at,
        message: isChecked ? 'checked' : 'fetched',
        params: { scheme: clear.scheme },
        subject: path,
        fixes: fixesOf(clear, at, file.text),
        ...(isChecked && { severity: 'info' as const }),
      };
    }
  }
}
