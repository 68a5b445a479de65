import type { Fix } from '../../core/fix.ts';
import { Memory } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { values } from './_concerns.ts';
import { otherThanString } from './_jsonArrays.ts';
import { subjectOf } from './_lastCounts.ts';
import { instructionAt } from './_places.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, judgeRuns, type Run } from './_shell.ts';
import { baseShells, shellInUse } from './_shellInUse.ts';

const start = ['CMD', 'ENTRYPOINT'];
const startAndCheck = [...start, 'HEALTHCHECK'];

export default containerfileRule({
  id: 'containerfile/exec-form',
  title: { en: 'Start command that a shell runs', ja: 'シェル経由の起動コマンド' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  // One that does nothing is no worse for its form, and what was meant as a list is another fault.
  impliedBy: [
    ...['containerfile/multiple-cmd', 'containerfile/multiple-entrypoint', 'containerfile/multiple-healthcheck'],
    'containerfile/invalid-exec-form',
  ],
  aliases: ['DL3025', 'JSONArgsRecommended', 'S7019', 'S7030'],
  references: [
    {
      title: 'Dockerfile reference: shell and exec form',
      url: 'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
    },
    {
      title: 'BuildKit: JSONArgsRecommended',
      url: 'https://docs.docker.com/reference/build-checks/json-args-recommended/',
    },
  ],
  why: {
    en: 'Where /bin/sh is the first process, it gets the signals and the program may not: `podman stop` waits and then kills it, and an image without a shell does not start at all.',
    ja: '最初のプロセスが /bin/sh だと、シグナルがプログラムに届かないことがあります。`podman stop` は待機後に強制終了し、シェルのないイメージは起動すらできません。',
  },
  remedy: {
    en: 'Write the words as a JSON list; where the shell is needed, let it `exec` the program at the end.',
    ja: 'JSON のリストで書いてください。シェルが必要な場合は、最後に `exec` でプログラムに切り替えてください。',
  },
  messages: {
    shell: {
      en: 'A shell runs this command and gets its signals.',
      ja: 'このコマンドはシェルが実行し、シグナルもシェルが受け取ります。',
    },
    check: {
      en: 'A shell runs this check for nothing, and in an image without a shell it always fails.',
      ja: 'このチェックは必要もなくシェル経由で実行され、シェルのないイメージでは必ず失敗します。',
    },
    arguments: {
      en: 'A shell runs this command and gets its signals; CMD and the arguments of podman run are lost.',
      ja: 'このコマンドはシェルが実行し、シグナルもシェルが受け取ります。CMD と podman run の引数は無視されます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\nUSER 1001\nCMD «app --port 80»\n',
        fixed: 'FROM scratch\nUSER 1001\nCMD ["app", "--port", "80"]\n',
      },
      {
        text: 'FROM scratch\nUSER 1001\nentrypoint   «"/a b/c" -x \'d e\'»\r\n',
        fixed: 'FROM scratch\nUSER 1001\nentrypoint   ["/a b/c", "-x", "d e"]\r\n',
      },
      { text: 'FROM scratch\nUSER 1001\nCMD «app $PORT»\nONBUILD CMD «a | b»\n' },
      { text: 'FROM scratch\nUSER 1001\nCMD «a \\\n    # then\n    && b»\n' },
      { text: 'FROM scratch\nUSER 1001\nCMD «cd /app»\nENTRYPOINT «A=b app»\n' },
      { text: 'FROM scratch\nUSER 1001\nCMD «time app»\n' },
      { text: 'FROM scratch\nUSER 1001\nCMD «[ "$A" = b ] && app»\n' },
      {
        text: 'FROM quay.io/a/b:1\nHEALTHCHECK --interval=9s \\\n  CMD «app -c»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nHEALTHCHECK --interval=9s \\\n  CMD ["app", "-c"]\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nUSER 1001\nENTRYPOINT ["a", "$B"]\nCMD []\n' },
      { text: 'FROM a\nUSER 1001\nCMD exec app --port "$PORT"\n' },
      { text: 'FROM a\nUSER 1001\nENTRYPOINT set -e; prepare && exec app "$@"\n' },
      { text: 'FROM a AS b\nSHELL ["/bin/bash", "-c"]\nFROM b\nUSER 1001\nCMD app\n' },
      {
        text: 'FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["a"]\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nUSER 1001\nHEALTHCHECK CMD app -c\n' },
      { text: 'FROM a\nUSER 1001\nRUN app\n' },
      { text: 'FROM a\nUSER 1001\nCMD ["app", 1]\n' },
    ],
  },
  concerns: [...values, 'SHELL', ...startAndCheck],
  *check(file, { settings }) {
    const keywords = settings.profile === 'strict' ? startAndCheck : start;
    if (file.of(...keywords).length === 0) return;
    const isSafe = (outer: Instruction) => startsAlone(file, outer);
    for (const report of judgeRuns(file, keywords, anyTool, judge, isSafe)) {
      const instruction = instructionAt(file.instructions, report.at.start);
      if (!instruction || shellInUse(file, instruction)) continue;
      yield { ...report, subject: subjectOf(instruction) };
    }
  },
});

/** With an ENTRYPOINT the shell in CMD is an argument of it. */
function startsAlone(file: Containerfile, outer: Instruction): boolean {
  const stage = file.stageOf(outer);
  if (!stage || outer.keyword !== 'CMD') return false;
  if (handedOn(entered, stage, (each, below) => below || setsEntryPoint(each))) return false;
  return stage.root.base?.value === 'scratch' || baseShells(file, stage)?.hasEntrypoint === false;
}

const entered = new Memory<Stage, boolean>();

const setsEntryPoint = ({ instructions }: Stage): boolean =>
  instructions.some(({ keyword }) => keyword === 'ENTRYPOINT');

function* judge(run: Run, isSafe: boolean): Generator<Report<'shell' | 'check' | 'arguments'>> {
  const { instruction, commands } = run;
  const text = instruction.shellText?.text.trim() ?? '';
  if (instruction.json || text === '' || otherThanString(instruction, run.outer.source)) return;
  // Not those of a script that it runs.
  const own = commands.filter(({ span }) => span.start >= instruction.span.start);
  const last = own.at(-1);
  if (last?.wrappers.some(({ name }) => name === 'exec') && last.nesting.length === 0) return;
  const { keyword } = instruction;
  // The first word of a check is CMD.
  const words = keyword === 'HEALTHCHECK' ? instruction.words.slice(1) : instruction.words;
  const list = asList(own, text);
  if (keyword === 'HEALTHCHECK' && !list) return;
  const at = {
    start: words[0]?.span.start ?? instruction.span.start,
    end: words.at(-1)?.span.end ?? instruction.span.end,
  };
  const title = { text: { en: 'Write it as a JSON list', ja: 'JSON のリストで書く' } };
  const fixes: Fix[] = list ? [{ title, edits: [{ span: at, text: list }], safe: isSafe }] : [];
  yield { at, message: messages[keyword] ?? 'arguments', fixes };
}

const messages: Readonly<Record<string, 'shell' | 'check'>> = { CMD: 'shell', HEALTHCHECK: 'check' };

/** Commands of the shell itself, and words that mean something to it. */
const builtins =
  /^(?:[.:!{}]|cd|source|eval|exec|export|set|unset|alias|unalias|command|builtin|exit|read|readonly|return|shift|times|trap|type|ulimit|umask|wait|jobs|fg|bg|hash|getopts|local|declare|let|if|for|while|until|case|function|select|time|\[\[)$/;

const closedQuotes = /^(?:[^"']|"[^"]*"|'[^']*')*$/;

/** The words of a single command in which the shell has nothing to do but to split them. */
function asList([command, ...others]: readonly ShellCommand[], text: string): string | undefined {
  if (!command || others.length > 0 || !/^[\w\s.,:=@%+/"'-]+$/.test(text) || text.includes('\n')) return undefined;
  const { words, assignments, redirections, nesting } = command;
  if (assignments.length > 0 || redirections.length > 0 || nesting.length > 0) return undefined;
  if (!closedQuotes.test(text)) return undefined;
  // `time` is no word of the command for bash.
  const first = [text.split(/\s/, 1)[0], words[0]?.text];
  if (first.some(word => builtins.test(word ?? '')) || words.some(({ dynamic }) => dynamic)) return undefined;
  return `[${words.map(word => JSON.stringify(word.text)).join(', ')}]`;
}
