import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { shellInvocation, shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { notPassing } from '../../podman/downloads.ts';
import { commands, copies } from './_concerns.ts';
import { executionsOf, type Fetched, factsOf, fetchedIn } from './_downloads.ts';
import { type PowerShellDownload, powerShellDownload, powerShellDownloads } from './_powerShell.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { type Download, downloadOf, downloadTools, invocationOf, subjectOf } from './_shellDownloads.ts';
import { checkFirst } from './_shellPipeFix.ts';
import { printers, VariableUses } from './_variableUses.ts';

const title: Text = {
  en: 'Download to {file}, compare its SHA-256 (fill it in), then run it',
  ja: '{file} にダウンロードし、SHA-256(要記入)を照合してから実行する',
};

export default containerfileRule({
  id: 'containerfile/piped-script',
  title: { en: 'Script run straight from the network', ja: 'ネットワークから取得したスクリプトの直接実行' },
  severity: 'error',
  aliases: ['DF021'],
  references: [
    { title: 'CWE-494', url: 'https://cwe.mitre.org/data/definitions/494.html' },
    { title: 'sha256sum(1)', url: 'https://man7.org/linux/man-pages/man1/sha256sum.1.html' },
  ],
  why: {
    en: 'Whoever controls the server, or the way to it, decides what runs in the build, and the image is another one each time; a broken download runs by half.',
    ja: 'サーバーや通信経路を支配する者が、ビルドで実行される内容を決められます。イメージは毎回変わりうるうえ、途中で切れたダウンロードもそのまま実行されます。',
  },
  remedy: {
    en: 'Download to a file, compare its checksum or signature with one that stands in the Containerfile, and only then run it.',
    ja: 'ファイルにダウンロードし、Containerfile に書いたチェックサムや署名と照合してから実行してください。',
  },
  messages: {
    piped: {
      en: '{interpreter} runs what {fetcher} downloads, unseen and unchecked.',
      ja: '{fetcher} がダウンロードした内容を、{interpreter} が検証なしで実行します。',
    },
    file: {
      en: 'What {fetcher} downloaded is run without a check of its checksum or signature.',
      ja: '{fetcher} がダウンロードしたファイルを、チェックサムや署名を確認せずに実行しています。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nENV TO=-o-\nRUN curl $TO https://b.org/x.sh | «bash»\n' },
      {
        text: 'FROM a\nRUN curl -fsSL https://b.org/install.sh | «bash» -s -- --yes\n',
        fixed:
          'FROM a\nRUN curl -fsSL https://b.org/install.sh -o /tmp/install.sh && echo "<sha256>  /tmp/install.sh" | sha256sum -c - && bash /tmp/install.sh --yes\n',
      },
      {
        text: 'FROM a\nRUN set -eux; wget -qO- https://b.org/x \\\n  | sudo -E «sh»\n',
        fixed:
          'FROM a\nRUN set -eux; wget -qO /tmp/x https://b.org/x && echo "<sha256>  /tmp/x" | sha256sum -c - && sudo -E sh /tmp/x\n',
      },
      {
        text: 'FROM a\nRUN curl https://b.org/ | «python3» -\n',
        fixed:
          'FROM a\nRUN curl https://b.org/ -o /tmp/install && echo "<sha256>  /tmp/install" | sha256sum -c - && python3 /tmp/install\n',
      },
      { text: 'FROM a\nRUN curl https://b.org/x | tee /x | gunzip | env A=b «sh»\n' },
      { text: 'FROM a\nRUN curl https://b.org/x \\\n# why\n  | «bash»\n' },
      { text: 'FROM a\nRUN curl https://b.org/x | { «bash»; } && curl https://b.org/x | (cd /b; «sh»)\n' },
      { text: 'FROM a\nRUN curl https://b.org/x | tee >(«bash»)\n' },
      { text: 'FROM a\nRUN «bash» <(curl https://b.org/x) --yes && «source» <(wget -O - https://b.org/y)\n' },
      { text: 'FROM a\nRUN «sh» -c "$(curl -fsSL https://b.org/x)" && «eval» "`wget -qO- https://b.org/y`"\n' },
      { text: 'FROM a\nRUN «bash» <<< "$(curl https://b.org/x)" && «bash» < <(curl https://b.org/y)\n' },
      { text: 'FROM a\nRUN curl -o x https://b.org/y && «sh» x && wget https://b.org/z && chmod +x z && «./z»\n' },
      { text: 'FROM a\nRUN curl https://b.org/x | sudo tee /x > /dev/null && «sh» /x\nRUN «/x»\n' },
      { text: 'FROM a\nRUN wget -P /tmp https://b.org/x?y=z && «sh» /tmp/x && «$(curl https://b.org/z)»\n' },
      { text: 'FROM a\nRUN curl https://b.org/x > /tmp/x; . /tmp/y; «.» /tmp/x\n' },
      {
        text: 'FROM a\nRUN curl -o /tmp/x https://b.org/x\nENV A=b\nRUN chmod +x /tmp/x \\\n  # why\n  && «/tmp/x» --yes\n',
      },
      {
        text: 'FROM a\nWORKDIR /c\nRUN wget https://b.org/x.sh && curl -O https://b.org/z\nWORKDIR ..\nRUN cd /d && curl -O https://b.org/y; «sh» /d/y\nRUN «bash» /c/x.sh\n',
      },
      {
        text: 'FROM a\nRUN curl -o x https://b.org/x && wget https://b.org/y && echo "0 x" | sha256sum -c - && «sh» y\n',
      },
      { text: 'FROM a\nRUN ["sh", "-c", "curl https://b.org/x | «sh»"]\n' },
      {
        text: 'FROM a\nRUN <<EOF\ncurl https://b.org/x | «sh»\nEOF\n',
        fixed:
          'FROM a\nRUN <<EOF\ncurl https://b.org/x -o /tmp/x && echo "<sha256>  /tmp/x" | sha256sum -c - && sh /tmp/x\nEOF\n',
      },
      {
        text: 'FROM a\nRUN curl -o- -L https://b.org/x.sh | «bash»\n',
        fixed:
          'FROM a\nRUN curl -o /tmp/x.sh -L https://b.org/x.sh && echo "<sha256>  /tmp/x.sh" | sha256sum -c - && bash /tmp/x.sh\n',
      },
      {
        text: 'FROM a\nRUN curl -o /x https://b.org/x\nRUN wget -O /x https://c.org/x || wget -O /x https://d.org/x; «sh» /x\n',
      },
      { text: 'FROM a\nONBUILD RUN true || curl https://b.org/x | «sh»\n' },
      { text: "FROM a\nRUN echo 'curl https://b.org/x | «sh»' | tee f.sh && sh f.sh\n" },
      {
        text: 'FROM a\nRUN S=$(curl https://b.org/x) && «eval» "$S" && export T="`wget -qO- b.org`"; «sh» -c "${T}; c"; local U=$(curl b.org); «eval» $U\n',
      },
      { text: 'FROM a\nRUN S="$(curl b.org | tr a b)"; echo "$S" | «bash» -s; «bash» <<< "$S"; «$S»\n' },
      { text: "FROM a\nRUN curl b.org/x | xargs -0 «bash» -c && curl b.org/x | xargs -I{} «sh» -ce '{}'\n" },
      { text: 'FROM a\nRUN true && pwsh -c «"iwr https://b.org/x.ps1 | iex"»\n' },
      {
        text: `FROM a\nRUN ["powershell", "-Command", «"IEX ((New-Object Net.WebClient).DownloadString('https://b.org/x'))"»]\n`,
      },
      {
        text: 'FROM a\nRUN curl https://b.org/composer | «php» -- --install-dir=/b\n',
        fixed:
          'FROM a\nRUN curl https://b.org/composer -o /tmp/composer && echo "<sha256>  /tmp/composer" | sha256sum -c - && php /tmp/composer --install-dir=/b\n',
      },
      {
        text: 'FROM a\nRUN wget https://b.org/x.sh -O /tmp/x.sh && «/bin/bash» /tmp/x.sh -b\nRUN curl -o /y https://b.org/y\nRUN «/usr/bin/python3» /y\n',
      },
      {
        text: 'FROM a\nRUN php -r "readfile(\'https://b.org/x\');" | «php» -- --quiet && php -r \'copy("https://b.org/y", "y.php");\' && «php» y.php\n',
      },
      { text: 'FROM a\nRUN lynx -source https://b.org/x | «sh»\n' },
      {
        text: `FROM a\nSHELL ["powershell", "-Command"]\nRUN $s = iwr https://b.org/x; «iex» $s\nRUN «iex» ((New-Object Net.WebClient).DownloadString('https://b.org/x'))\nRUN irm b.org \\\n  | «Invoke-Expression»\n`,
      },
    ],
    good: [
      {
        text: 'FROM a\nSHELL ["pwsh", "-c"]\nRUN $s = iwr b.org; echo $s; Write-Host \'iwr b.org | iex\'; iwr b.org -OutFile x\nRUN iwr b.org -OutFile x; if ((Get-FileHash x).Hash -ne \'0\') { throw }; iex (iwr b.org)\nSHELL ["bash", "-c"]\nRUN echo iwr b.org \'|\' iex\n',
      },
      {
        text: `FROM a\nRUN php -r "copy('https://b.org/x', 'x.php');" && php -r "if (hash_file('sha384', 'x.php') !== '0') exit(1);" && php x.php\n`,
      },
      { text: `FROM a\nRUN php -r "copy('x', 'y.php'); echo 'https://b.org';" && php y.php\n` },
      { text: 'FROM a\nRUN S=$(curl b.org/x) && [ "$(echo "$S" | sha256sum)" = "0  -" ] && eval "$S"\n' },
      { text: 'FROM a\nRUN curl https://b.org/x.tgz | tar xz && curl https://b.org/k | gpg --dearmor > /k\n' },
      { text: "FROM a\nRUN curl https://b.org/x | jq -r .a && curl https://b.org/x | grep sh | sed 's/sh//'\n" },
      {
        text: "FROM a\nRUN curl https://b.org/x | python3 -m json.tool && curl https://b.org/x | python3 -c 'print(1)'\n",
      },
      { text: "FROM a\nRUN curl https://b.org/x | perl -ne 'print' && curl https://b.org/x | sh local.sh\n" },
      { text: 'FROM a\nRUN curl -o x https://b.org/x && echo "0 x" | sha256sum -c - && sh x\n' },
      { text: 'FROM a\nRUN curl -o x https://b.org/x\nRUN echo "0 x" | sha256sum -c -\nRUN sh x\n' },
      { text: 'FROM a\nRUN curl -o x https://b.org/x\nFROM a\nRUN sh x\n' },
      { text: 'FROM a\nRUN curl -o x https://b.org/x\nWORKDIR /b\nRUN sh x && cat /x\n' },
      { text: 'FROM a\nRUN sh ./x\nRUN curl -o x https://b.org/x && rm x\n' },
      { text: 'FROM a\nRUN echo "curl https://b.org/x | sh" # curl https://b.org/x | sh\n' },
      { text: 'FROM a\nRUN curl -o x https://b.org/x | sh && cat install.sh | sh\n' },
      {
        text: 'FROM a\nRUN diff <(curl https://b.org/x) y && V="$(curl https://b.org/v)" sh build.sh "$(curl https://b.org/v)"\n',
      },
      { text: 'FROM a\nRUN cat <<EOF > /usage\ncurl https://b.org/x | sh\nEOF\n' },
      {
        text: 'FROM a\nRUN V=$(curl https://b.org/v) && sh -c "echo $V" && eval "W=$V" && echo "$V" | tee v && V=ls && eval "$V"\n',
      },
      {
        text: 'FROM a\nRUN eval "$S"; S=$(curl https://b.org/x) sh b; U=c$(curl https://b.org/x); eval "$U"; eval "$S"\n',
      },
      { text: "FROM a\nRUN curl b.org/x | xargs -n1 bash -c 'echo $0' && curl b.org/x | xargs sh b.sh\n" },
      { text: 'FROM a\nSHELL ["powershell", "-Command"]\nRUN curl https://b.org/x | sh\n' },
      { text: 'FROM a\nRUN pwsh -c "iwr https://b.org/x -OutFile x; iex ./y" && pwsh ./iwr.ps1\n' },
    ],
  },
  concerns: [...commands, ...copies, 'WORKDIR'],
  *check(file) {
    // What is run once may be downloaded in several places.
    const told = new Set<number>();
    for (const report of found(file)) {
      if (!told.has(report.at.start)) yield report;
      told.add(report.at.start);
    }
  },
});

function* found(file: Containerfile): Generator<Report<'piped' | 'file'>> {
  yield* judgeRuns(file, atBuildAndRun, downloadTools, judge);
  yield* judgeRuns(file, atBuildAndRun, ['pwsh', 'powershell'], judgePowerShell);
  for (const found of powerShellDownloads(file)) yield { at: found.at, message: 'piped', params: namesOf(found) };
  for (const fetched of fetchedIn(file)) {
    if (!fetched.checked) yield* runLater(file, fetched);
  }
}

function* judge(run: Run): Generator<Report<'piped' | 'file'>> {
  const { commands } = run;
  const uses = new VariableUses(commands);
  const reported: ShellCommand[] = [];
  for (const command of commands) {
    const download = downloadOf(command);
    if (!download) continue;
    for (const { runner, message } of runnersOf(download, run, uses)) {
      if (reported.includes(runner) || !runner.name) continue;
      reported.push(runner);
      const found = message === 'piped' ? checkFirst(run, download, runner) : undefined;
      const fixes: Fix[] = found
        ? [{ title: { text: title, params: { file: found.file } }, edits: found.edits, safe: false }]
        : [];
      yield { at: runner.name.span, message, params: paramsOf(download, runner), fixes, subject: subjectOf(download) };
    }
  }
}

/** What PowerShell is told to run. */
function* judgePowerShell(run: Run): Generator<Report<'piped' | 'file'>> {
  for (const { tool, args } of run.commands) {
    const script = /^(?:pwsh|powershell)$/.test(tool) ? args.at(-1) : undefined;
    const found = script && powerShellDownload(script.text);
    if (found) yield { at: script.span, message: 'piped', params: namesOf(found) };
  }
}

const namesOf = ({ fetcher, interpreter }: PowerShellDownload) => ({ fetcher, interpreter });

/** In another RUN than the one that downloads it. */
function* runLater(file: Containerfile, fetched: Fetched): Generator<Report<'file'>> {
  const { download, place } = fetched;
  const related = [{ at: place(download.command.span), text: { en: 'Downloaded here', ja: 'ここでダウンロード' } }];
  for (const { command, word, place } of executionsOf(file, fetched)) {
    const at = place((command.name ?? word).span);
    yield { at, message: 'file', params: paramsOf(download, command), related, subject: subjectOf(download) };
  }
}

const paramsOf = ({ command }: Download, runner: ShellCommand) => ({
  fetcher: command.tool,
  interpreter: runner.tool || 'shell',
});

interface Runner {
  readonly runner: ShellCommand;
  readonly message: 'piped' | 'file';
}

/** The commands that run a download. */
function runnersOf(download: Download, run: Run, uses: VariableUses): Runner[] {
  const piped = download.prints ? reached(download.command, uses) : [];
  const { fetchedBy, executedAt } = factsOf(run);
  const here = fetchedBy.get(download.command);
  const executions = here && !here.checkedHere ? (executedAt.get(here.path) ?? []) : [];
  const later = executions.filter(({ order }) => here && order > here.order);
  return [
    ...piped.map(runner => ({ runner, message: 'piped' as const })),
    ...later.map(({ command }) => ({ runner: command, message: 'file' as const })),
  ];
}

/** Follows what a command prints through pipes, substitutions and variables to what runs it. */
function reached(from: ShellCommand, uses: VariableUses): ShellCommand[] {
  const runners: ShellCommand[] = [];
  const seen = new Set<ShellCommand>([from]);
  for (const command of seen) {
    const { within } = command;
    if (command.captured && within?.command && runsWord(within.command, within.word)) runners.push(within.command);
    for (const user of uses.behind(command)) printers.has(user.tool) ? seen.add(user) : runners.push(user);
    for (const next of command.pipesTo) {
      if (next.wrappers.some(({ name }) => name === 'xargs') ? runsArguments(next) : invocationOf(next)?.readsInput)
        runners.push(next);
      else if (!notPassing.has(next.tool)) seen.add(next);
    }
  }
  return runners;
}

/** `xargs sh -c`, `xargs -I{} sh -c '{}'`: what is read is the script. */
function runsArguments({ tool, args }: ShellCommand): boolean {
  if (!shells.has(tool)) return false;
  const { script, file, readsInput } = shellInvocation(args);
  return !file && !readsInput && (script === undefined || script.text.trim() === '{}');
}

function runsWord(command: ShellCommand, word: ShellWord | undefined): boolean {
  if (!word) return false;
  const invocation = invocationOf(command);
  return command.name === word || invocation?.file === word || invocation?.texts.includes(word) === true;
}
