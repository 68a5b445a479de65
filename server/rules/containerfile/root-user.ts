import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { createdUser } from './_createdUser.ts';
import { rootByDesign } from './_rootByDesign.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages, subjectOf } from './_stages.ts';
import { runAs } from './_userFix.ts';
import { effectiveUser, isRoot, type SetUser, userOf } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/root-user',
  title: { en: 'The last USER is root', ja: '最後の USER が root' },
  severity: 'warning',
  aliases: ['DL3002', 'DS-0002', 'CKV_DOCKER_8', 'last-user-is-root', 'DF002', 'S6471'],
  references: [
    { title: 'Podman book 8.7.1' },
    { title: 'CIS Docker Benchmark 4.1' },
    { title: 'podman-run(1): --user', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html' },
  ],
  why: {
    en: "Whoever breaks out of a process that runs as root has all that the container may do, and in a rootful container the user id of the host's root.",
    ja: 'root で動くプロセスが乗っ取られると、コンテナに許されたすべての権限が奪われます。rootful のコンテナでは、ホストの root と同じユーザー ID です。',
  },
  remedy: {
    en: 'Switch back to a user without privileges once the work that needs root is done.',
    ja: 'root が必要な作業が終わったら、特権のないユーザーに切り替えてください。',
  },
  messages: {
    root: {
      en: 'The image runs as "{user}".',
      ja: 'このイメージは「{user}」で動きます。',
    },
    'drops-privileges': {
      en: 'The image starts as "{user}" and relies on its start command to become somebody else.',
      ja: 'このイメージは「{user}」で起動し、別のユーザーへの切り替えを起動コマンドに任せています。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nUSER «root»\n', fixed: 'FROM quay.io/a/b:1\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nUSER app:app\nRUN make\nUSER «0:0»\nRUN dnf install -y x\n',
        fixed: 'FROM quay.io/a/b:1\nUSER app:app\nRUN make\nUSER 0:0\nRUN dnf install -y x\nUSER app:app\n',
      },
      {
        text: 'FROM quay.io/a/b:1 AS base\nUSER «root»\nFROM base\nCMD ["x"]\n',
        fixed: 'FROM quay.io/a/b:1 AS base\nUSER 1001\nFROM base\nCMD ["x"]\n',
      },
      {
        text: 'FROM quay.io/a/b:1 AS base\nUSER «root»\nFROM base\nRUN dnf install -y x\nCMD ["x"]\n',
        fixed: 'FROM quay.io/a/b:1 AS base\nUSER root\nFROM base\nRUN dnf install -y x\nUSER 1001\nCMD ["x"]\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nUSER «root»\nRUN apt-get install -y adduser curl\nEXPOSE 80',
        fixed: 'FROM quay.io/a/b:1\nUSER root\nRUN apt-get install -y adduser curl\nEXPOSE 80\nUSER 1001',
      },
      { text: 'FROM quay.io/a/b:1\nARG G\nUSER «0:$G»\n', fixed: 'FROM quay.io/a/b:1\nARG G\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nARG U\nUSER «"${U:-0}:${G:-0}"»\n',
        fixed: 'FROM quay.io/a/b:1\nARG U\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nUSER «"0"»\n', fixed: 'FROM quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nUSER «-0:app»\n', fixed: 'FROM quay.io/a/b:1\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nARG U=0\nUSER «${U:-1001}»\n',
        fixed: 'FROM quay.io/a/b:1\nARG U=0\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN useradd -r -u 1500 -g 0 app\nUSER «root:root»\n',
        fixed: 'FROM quay.io/a/b:1\nRUN useradd -r -u 1500 -g 0 app\nUSER 1500\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nUSER «root»\nENTRYPOINT ["gosu", "app", "/start"]\n',
        fixed: 'FROM quay.io/a/b:1\nUSER 1001\nENTRYPOINT ["gosu", "app", "/start"]\n',
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nUSER root\nRUN dnf install -y x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS build\nUSER root\nFROM quay.io/c/d:1\nUSER 1001\nCOPY --from=build /x /x\n' },
      { text: 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nUSER $APP_UID\n' },
      { text: 'FROM quay.io/a/b:1\nARG U\nUSER $U\n' },
      { text: 'FROM quay.io/a/b:1\nONBUILD USER root\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nUSER rootless\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\nRUN <<EOF\nUSER root\nEOF\n' },
    ],
  },
  *check(file, context) {
    const reported = new Set<Instruction>();
    for (const stage of builtStages(file, context.settings)) {
      const found = effectiveUser(file, stage, context.settings);
      if (found.by !== 'instruction' || found.user === undefined || !isRoot(found.user)) continue;
      if (reported.has(found.instruction)) continue;
      reported.add(found.instruction);
      const reason = rootByDesign(file, stage, context);
      if (reason === 'system') continue;
      const report = {
        at: found.word.span,
        params: { user: found.user },
        fixes: [toOrdinary(file, stage, found)],
        subject: subjectOf(stage),
      };
      if (reason === 'drops') yield { ...report, message: 'drops-privileges', severity: 'info' };
      else yield { ...report, message: 'root' };
    }
  },
});

function toOrdinary(file: Containerfile, final: Stage, { stage, instruction, word }: SetUser): Fix {
  const user = earlierUser(file, stage) ?? createdUser(file, stage) ?? '1001';
  const fix = runAs(file, final, user);
  return runsBehind(final, instruction) ? fix : { ...fix, edits: [{ span: word.span, text: user }] };
}

/** Root is wanted for what runs between this USER and the end of the stage. */
const runsBehind = (final: Stage, { span }: Instruction): boolean =>
  [...lineage(final)].some(({ instructions }) =>
    instructions.some(({ keyword, span: { start } }) => keyword === 'RUN' && start > span.start),
  );

/** The last USER of the chain that is known not to be root. */
function earlierUser(file: Containerfile, stage: Stage): string | undefined {
  for (const { instructions } of lineage(stage)) {
    for (const instruction of instructions.toReversed()) {
      const word = instruction.keyword === 'USER' ? instruction.words[0] : undefined;
      const user = word && userOf(file, word, instruction);
      if (word && user && !isRoot(user)) return word.text;
    }
  }
  return undefined;
}
