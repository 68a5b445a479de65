import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Report } from '../../core/rule.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { builds } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

export default containerfileRule({
  id: 'containerfile/cd-in-run',
  title: { en: 'cd instead of WORKDIR', ja: 'WORKDIR の代わりの cd' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  aliases: ['DL3003', 'DS-0013'],
  references: [
    {
      title: 'Containerfile(5): WORKDIR',
      url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md',
    },
  ],
  why: {
    en: 'A cd holds to the end of its RUN; the next instruction is back in the old folder, which is easily overlooked.',
    ja: 'cd が効くのはその RUN の終わりまでです。次の命令は元のフォルダーで実行されますが、見落としやすい点です。',
  },
  remedy: {
    en: 'Set the folder with WORKDIR, or use absolute paths.',
    ja: 'フォルダーは WORKDIR で設定するか、絶対パスを使ってください。',
  },
  messages: {
    workdir: {
      en: 'WORKDIR says the same for all to see.',
      ja: 'WORKDIR を使えば、同じことが誰にでも分かるように書けます。',
    },
    last: {
      en: 'This cd does nothing: no command runs in that folder.',
      ja: 'この cd には効果がありません。そのフォルダーで実行されるコマンドがないためです。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN «cd /usr/share/nginx/html»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nWORKDIR /usr/share/nginx/html\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\r\nRUN «cd "/opt/app"» && \\\r\n    # all\r\n    make\r\nUSER 1001\r\n',
        fixed: 'FROM quay.io/a/b:1\r\nWORKDIR "/opt/app"\r\nRUN \\\r\n    # all\r\n    make\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN \\\n  # why\n  «cd /src»; make\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nWORKDIR /src\nRUN \\\n  # why\n  make\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/c «cd $APP_HOME»; make\nUSER 1001\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN mkdir a && «cd a»\nUSER 1001\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN «cd -P /tmp» && make -C b\nRUN «cd b»; make\nRUN [«"cd", "/c", "&&", "make"»]\nUSER 1001\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN make && «cd /src» | tee log\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN make tools && «cd /src» && make\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nONBUILD RUN <<EOF\nset -e\n«cd /src»\nmake\nEOF\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\n«cd b»\nmake\nEOF\nUSER 1001\n', settings: strict },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nWORKDIR /src\nRUN make && (cd /src/a && make)\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN curl -fsS https://a/b.tar.gz | tar xz && cd b && make && cd ..\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN make && cd /tmp && curl -fsSO https://a/b && install b /usr/bin\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN d=$(mktemp -d) && cd "$d" && make && cd - && rm -rf "$d" && cd $HOME && make\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN git clone https://a/b /b && (cd /b; make) && x=$(cd /b && pwd)\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nCMD cd /src && make\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN echo "cd /src" && make -C /src\n', settings: strict },
    ],
  },
  concerns: builds,
  check: file => judgeRuns(file, atBuild, ['cd', 'pushd'], judge),
});

/** A folder for the time of this RUN. */
const temporary = /^(?:\/var)?\/tmp(?:\/|$)/;

function* judge(run: Run): Generator<Report<'workdir' | 'last'>> {
  // A here-document is a command without a word.
  const first = run.commands.find(({ words }) => words.length > 0);
  const last = run.commands.at(-1);
  for (const command of run.commands) {
    const isProgram = run.instruction.json !== undefined;
    const folder = isProgram && command.tool === 'cd' ? command.args[0] : folderOf(command);
    if (!folder || !isTop(command)) continue;
    const fix = toWorkdir(run, command, folder);
    const isLast = command === last && !/^(?:\.\.|-$)/.test(folder.text);
    const isAlone = isProgram || command.pipesTo.length + command.pipedFrom.length > 0;
    if (isLast || isAlone) yield { at: command.span, message: 'last', fixes: fix ? [fix] : [] };
    else if (command === first || isElsewhere(folder.text, run))
      yield { at: command.span, message: 'workdir', fixes: fix ? [fix] : [] };
  }
}

/** Where a cd goes to, if it goes to one place. */
function folderOf({ tool, args }: ShellCommand): ShellWord | undefined {
  if (tool !== 'cd') return undefined;
  const [folder, more] = args.filter(({ text }) => !/^-[LPe@]+$/.test(text));
  return more ? undefined : folder;
}

/** It moves the shell that reads the whole RUN, or would if it were not alone. */
const isTop = ({ within, nesting, wrappers }: ShellCommand): boolean =>
  (!within || (within.how === 'document' && !within.command?.name)) && nesting.length + wrappers.length === 0;

/** A folder that does not depend on what happened before in this RUN. */
function isElsewhere(folder: string, { commands }: Run): boolean {
  if (folder.startsWith('/')) return !temporary.test(folder);
  const [, name] = /^\$\{?(\w+)\}?(?:\/|$)/.exec(folder) ?? [];
  // WORKDIR knows no HOME, nor what this RUN has set.
  if (name === undefined || /^(?:HOME|OLDPWD|PWD|TMPDIR)$/.test(name)) return false;
  return !commands.some(({ assignments }) => assignments.some(each => each.name === name));
}

function toWorkdir({ text, outer, instruction }: Run, { span }: ShellCommand, folder: ShellWord): Fix | undefined {
  const { shellText } = instruction;
  if (!shellText || !folder.text.startsWith('/') || folder.dynamic || outer !== instruction) return undefined;
  if (temporary.test(folder.text)) return undefined;
  // Only in front of everything else, and where it stands in the RUN's own line.
  if (shellText.text.slice(0, span.start - shellText.start).trim() !== '' || instruction.flags.length > 0)
    return undefined;
  const workdir = `WORKDIR ${text.slice(folder.span.start, folder.span.end)}`;
  const joined = /^\s*(?:&&|;)[ \t]*/.exec(text.slice(span.end))?.[0];
  const isAll = text.slice(span.end, outer.span.end).trim() === '';
  if (joined === undefined && !isAll) return undefined;
  const { start } = outer.span;
  const end = span.end + (joined?.length ?? 0);
  const edits = isAll
    ? [{ span: { start, end }, text: workdir }]
    : [
        { span: { start, end: start }, text: `${workdir}${lineEnding(text)}` },
        { span: { start: span.start, end }, text: '' },
      ];
  return {
    title: { text: { en: 'Use WORKDIR', ja: 'WORKDIR を使う' } },
    edits,
    safe: false,
  };
}
