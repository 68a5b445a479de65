import type { Edit, Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { builds } from './_concerns.ts';
import { instructionAt } from './_places.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { baseShells, shellWords } from './_shellInUse.ts';

/** With bash behind `#!`, and where it is known that /bin/sh can do it too. */
const option = 'set -o pipefail';

export default containerfileRule({
  id: 'containerfile/pipefail',
  title: { en: 'Failure that a pipe hides', ja: 'パイプで見逃される失敗' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  aliases: ['DL4006', 'DS-0032'],
  references: [
    { title: 'hadolint DL4006', url: 'https://github.com/hadolint/hadolint/wiki/DL4006' },
    {
      title: 'POSIX.1-2024: set -o pipefail',
      url: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
    },
  ],
  why: {
    en: 'The shell looks at the last command of a pipe only: where an earlier one fails, the build goes on with half of its output.',
    ja: 'シェルはパイプの最後のコマンドの結果しか見ません。その前のコマンドが失敗しても、途中までの出力でビルドが続行されます。',
  },
  remedy: {
    en: 'Start the commands with `set -o pipefail &&` where the shell knows it (bash, BusyBox’ ash), or name such a shell with SHELL. A SHELL holds for the build; Podman does not store it in images of the OCI format.',
    ja: 'シェルが対応していれば(bash、BusyBox の ash)、先頭に `set -o pipefail &&` を付けてください。または SHELL で対応シェルを指定します。SHELL はビルド中だけ有効で、Podman は OCI 形式のイメージには保存しません。',
  },
  messages: {
    hidden: {
      en: 'Nobody notices when {tool} fails in this pipe.',
      ja: 'このパイプでは、{tool} が失敗しても検出されません。',
    },
    unsure: {
      en: 'This image’s {shell} may not know pipefail: name a shell that does, such as bash.',
      ja: 'このイメージの {shell} は pipefail に対応していない可能性があります。bash などを指定してください。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\nRUN «wget» -O - https://b.org | wc -l > /n\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM quay.io/fedora/fedora:42\nRUN true && «make» 2>&1 | tee log\nUSER 1001\n',
        fixed: 'FROM quay.io/fedora/fedora:42\nRUN set -o pipefail && true && make 2>&1 | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/alpine:3.22\nRUN set -eux; \\\n    # all\n    V="$(«ls» /b | sort)"; \\\n    x "$V"\nUSER 1001\n',
        fixed:
          'FROM docker.io/library/alpine:3.22\nRUN set -eux -o pipefail; \\\n    # all\n    V="$(ls /b | sort)"; \\\n    x "$V"\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:13\nRUN «make» |& tee log\nUSER 1001\n',
        fixed:
          'FROM docker.io/library/debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN make |& tee log\nUSER 1001\n',
        settings: { profile: 'strict', rules: { 'containerfile/oci-shell': 'off' } },
      },
      {
        text: 'FROM quay.io/fedora/fedora:42\nRUN <<EOF\n«make» | tee log\nEOF\nUSER 1001\n',
        fixed: 'FROM quay.io/fedora/fedora:42\nRUN <<EOF\nset -o pipefail\nmake | tee log\nEOF\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN «make» | tee log\nUSER 1001\n',
        fixed: 'FROM a\nSHELL ["/bin/bash", "-c"]\nRUN set -o pipefail && make | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\n# hadolint shell=/bin/bash\nRUN «make» | tee log\nUSER 1001\n',
        fixed: 'FROM a\n# hadolint shell=/bin/bash\nRUN set -o pipefail && make | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN bash -c "«make» | tee log"\nRUN ["sh", "-c", "«make» | tee log"]\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN «make» | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nRUN set -euxo pipefail && make | tee log\nUSER 1001\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN make | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN echo "a  b" | sha256sum -c - && printf b | tee c && yes | x\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN make | tee log || true\nRUN if make | grep b; then c; fi\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN bash -o pipefail -c "make | tee log" && x "$(ls | sort)"\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN <<EOF\n#!/bin/bash\nset -o pipefail\nmake | tee log\nEOF\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN grep " b$" SHASUMS256.txt | sha256sum -c - && awk 1 sums | sha512sum --check --strict\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\n# hadolint shell=/bin/bash -eo pipefail -c\nRUN make | tee log\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nRUN make || x\nRUN echo "a | b"\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nRUN make | tee log\nUSER 1001\n' },
    ],
  },
  concerns: builds,
  *check(file) {
    for (const report of judgeRuns(file, atBuild, ['|'], judge)) {
      const outer = instructionAt(file.instructions, report.at.start);
      const found = outer && inItsShell(file, outer, report);
      if (found) yield found;
    }
  },
});

type Key = 'hidden' | 'unsure';

/** They do not fail, or are meant to. */
const unfailing = new Set(['echo', 'printf', 'true', ':', 'yes']);

function* judge(run: Run): Generator<Report<Key>> {
  for (const command of run.commands) {
    if (command.pipesTo.length === 0 || unfailing.has(command.tool) || !command.name) continue;
    if (isGiven(run, command) || isLost(command) || isExpected(run.text, command)) continue;
    // Who runs the script decides, and the options of its shell are words of a command.
    const isOwn = shellOf(command) === undefined;
    const fix = isOwn ? inlineFix(run) : undefined;
    const params = { tool: command.tool || command.name.text };
    yield { at: command.name.span, message: 'hidden', params, fixes: fix && [fix], subject: isOwn ? 'own' : undefined };
    return;
  }
}

/** The command that starts the shell which reads this one; undefined for the shell of the RUN itself. */
function shellOf(command: ShellCommand): ShellCommand | undefined {
  const { within } = command;
  // A RUN that is nothing but a here-document has no command there.
  if (!within?.command?.name) return undefined;
  const isShell =
    within.how === 'document' || (within.how === 'script' && !/^(?:eval|alias)$/.test(within.command.tool));
  return isShell ? within.command : shellOf(within.command);
}

/** An earlier command of the same shell, or the options of that shell, have set it. */
function isGiven({ commands, instruction }: Run, command: ShellCommand): boolean {
  const shell = shellOf(command);
  if (shell?.args.some(({ text }) => text === 'pipefail')) return true;
  if (/^#!.*pipefail/.test(instruction.heredocs[0]?.shellText?.text ?? '')) return true;
  return commands.some(
    other =>
      other.tool === 'set' &&
      other.span.start < command.span.start &&
      other.args.some(({ text }, at) => text === 'pipefail' && /^-\w*o$/.test(other.args[at - 1]?.text ?? '')) &&
      shellOf(other) === shell,
  );
}

/** In `x "$(a | b)"`, `<(a | b)` and `a | b &` nobody asks how it went anyway. */
function isLost({ within, nesting }: ShellCommand): boolean {
  if (nesting.includes('background')) return true;
  if (within?.how === 'input' || within?.how === 'output') return true;
  return within?.how === 'substitution' && (!within.command || within.command.name !== undefined);
}

const inCondition = /(?:^|[\s;&|({"'])(?:if|elif|while|until|!)[\s(]+$/;
const endsCondition = /^[\s\\]*;?[\s\\]*(?:then|do)\b/;
const takesFailure = /^(?:[^;\n|]|\\\r?\n)*\|\|[\s\\]*(?:true\b|:(?=\s|$)|echo\b)/;

/** The failure is asked for, or taken as it comes. */
function isExpected(text: string, command: ShellCommand): boolean {
  let first = command;
  for (let i = 0; i < 50 && first.pipedFrom[0]; i++) first = first.pipedFrom[0];
  let last = command;
  for (let i = 0; i < 50 && last.pipesTo[0]; i++) last = last.pipesTo[0];
  if (failsOnNothing(last)) return true;
  const end = Math.max(last.span.end, ...last.redirections.map(({ span }) => span.end));
  const behind = text.slice(end, end + 500);
  if (takesFailure.test(behind) || inCondition.test(text.slice(Math.max(0, first.span.start - 500), first.span.start)))
    return true;
  // Without a compound around it, `do` belongs to a loop that reads the pipe.
  return command.nesting.length > 0 && endsCondition.test(behind);
}

/** `grep file SHASUMS256.txt | sha256sum -c -`: where nothing comes, nothing is right. */
const failsOnNothing = ({ tool, args }: ShellCommand): boolean =>
  /^(?:sha\d*|md5|b2)sum$/.test(tool) && args.some(({ text }) => text === '--check' || /^-\w*c/.test(text));

function inlineFix({ text, commands, instruction }: Run): Fix | undefined {
  const edit = inlineEdit(text, commands, instruction);
  return (
    edit && {
      title: { text: { en: 'Add {option}', ja: '{option} を追加' }, params: { option } },
      edits: [edit],
      safe: false,
    }
  );
}

function inlineEdit(
  text: string,
  commands: readonly ShellCommand[],
  { shellText, heredocs, json }: Instruction,
): Edit | undefined {
  const first = commands.find(({ name }) => name);
  if (json || commands.some(({ nesting }) => nesting.includes('background'))) return undefined;
  const script = heredocs[0]?.shellText;
  const isSet =
    first?.tool === 'set' && shellOf(first) === undefined && first.args.every(({ text }) => /^-[a-z]+$/.test(text));
  if (isSet && !first.args.at(-1)?.text.endsWith('o'))
    return { span: { start: first.span.end, end: first.span.end }, text: ' -o pipefail' };
  if (script) {
    const interpreter = /^#!.*\n/.exec(script.text)?.[0].length ?? 0;
    const at = script.start + interpreter;
    return { span: { start: at, end: at }, text: option + lineEnding(text) };
  }
  if (!shellText || heredocs.length > 0) return undefined;
  return { span: { start: shellText.start, end: shellText.start }, text: `${option} && ` };
}

/** By the shell of the RUN: what it knows, and what has been said to it. */
function inItsShell(file: Containerfile, outer: Instruction, report: Report<Key>): Report<Key> | undefined {
  const { subject, fixes, ...rest } = report;
  const stage = file.stageOf(outer);
  if (subject !== 'own' || !stage || (outer.inner ?? outer).json) return rest;
  const base = baseShells(file, stage);
  const words = shellWords(file, outer);
  const shell = words?.[0]?.replace(/^.*\//, '') ?? 'sh';
  const knows = shell === 'sh' ? base?.shKnowsPipefail === true : /^(?:ba|z|a|k|mk)sh$|^busybox$/.test(shell);
  if (words?.includes('pipefail')) {
    return knows || shell !== 'sh' ? undefined : { ...rest, message: 'unsure', params: { shell } };
  }
  if (knows || startsBash(outer)) return { ...rest, fixes };
  return base?.hasBash && !words && !outer.inner ? { ...rest, fixes: [nameBash(file, outer)] } : rest;
}

const startsBash = ({ heredocs }: Instruction): boolean => /^#!.*\bbash\b/.test(heredocs[0]?.shellText?.text ?? '');

function nameBash({ text }: Containerfile, { span }: Instruction): Fix {
  const line = `SHELL ["/bin/bash", "-o", "pipefail", "-c"]${lineEnding(text)}`;
  const title = {
    text: { en: 'Run this and what follows in bash with pipefail', ja: '以降を pipefail 付きの bash で実行する' },
  };
  return { title, edits: [{ span: { start: span.start, end: span.start }, text: line }], safe: false };
}
