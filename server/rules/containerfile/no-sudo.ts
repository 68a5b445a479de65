import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand, ShellWord, ShellWrapper } from '../../parse/shell/model.ts';
import { commands } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { isRoot, userAt } from './_users.ts';

const withoutSudo: Text = { en: 'Delete sudo', ja: 'sudo を削除' };
const withRunuser: Text = { en: 'Use runuser instead of sudo', ja: 'sudo の代わりに runuser を使う' };

export default containerfileRule({
  id: 'containerfile/no-sudo',
  title: { en: 'sudo', ja: 'sudo の使用' },
  severity: 'warning',
  aliases: ['DL3004', 'DS-0010', 'DS010', 'CKV2_DOCKER_1', 'DKL-DI-0001', 'DF010'],
  references: [
    { title: 'sudo(8)', url: 'https://www.sudo.ws/docs/man/sudo.man/' },
    { title: 'Containerfile(5): USER', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'An image in which sudo works lets whoever breaks into the container become root, and a build that is root already does not need it.',
    ja: 'sudo が使えるイメージでは、コンテナに侵入した者が root になれます。すでに root で動いているビルドには sudo は不要です。',
  },
  remedy: {
    en: 'Run the command as it is, and switch users with the USER instruction where another one is needed.',
    ja: 'コマンドをそのまま実行し、別のユーザーが必要な箇所では USER 命令で切り替えてください。',
  },
  messages: {
    root: {
      en: 'sudo does nothing here: the command runs as root anyway.',
      ja: 'ここの sudo は無意味です。コマンドはもともと root で実行されます。',
    },
    sudo: { en: 'The command is run through sudo.', ja: 'コマンドが sudo 経由で実行されています。' },
  },
  examples: {
    bad: [
      { text: 'FROM debian:12\nRUN «sudo» apt-get update\n', fixed: 'FROM debian:12\nRUN apt-get update\n' },
      {
        text: 'FROM debian:12\nRUN echo a | «sudo» -E tee /a; true || «sudo» -H -- true\n',
        fixed: 'FROM debian:12\nRUN echo a | tee /a; true || true\n',
      },
      {
        text: 'FROM debian:12\nRUN apt-get update && \\\n    «sudo» A=b make $(«sudo» id)\n',
        fixed: 'FROM debian:12\nRUN apt-get update && \\\n    A=b make $(id)\n',
      },
      { text: 'FROM debian:12\nRUN [«"sudo"», "id"]\n', fixed: 'FROM debian:12\nRUN ["id"]\n' },
      { text: 'FROM debian:12\nUSER 1001\nRUN «sudo» id\n', fixed: 'FROM debian:12\nUSER 1001\nRUN id\n' },
      { text: 'FROM example.com/app:1\nRUN «sudo» id\n', fixed: 'FROM example.com/app:1\nRUN id\n' },
      { text: 'FROM debian:12\nRUN «sudo» -u app id\n', fixed: 'FROM debian:12\nRUN runuser -u app -- id\n' },
      { text: 'FROM debian:12\nUSER 1001\nRUN «sudo» -u app id\n' },
      { text: 'FROM debian:12\nRUN «sudo» -Hu app id\n', fixed: 'FROM debian:12\nRUN runuser -u app -- id\n' },
      { text: 'FROM debian:12\nRUN «sudo» -iu app id\n' },
      { text: 'FROM debian:12\nRUN «sudo» -u "#1000" id && «sudo» -u 1000 id\n' },
      { text: 'FROM debian:12\nRUN «sudo» -i\n' },
      { text: 'FROM debian:12\nRUN «sudo» «sudo» -E id\n', fixed: 'FROM debian:12\nRUN id\n' },
      { text: 'FROM debian:12\nRUN «sudo» \\\n  # why\n  id\n' },
      { text: 'FROM debian:12\nRUN su app -c "«sudo» id"\n', fixed: 'FROM debian:12\nRUN su app -c "id"\n' },
      {
        text: 'FROM debian:12\nRUN <<EOF\nif true; then «sudo» id; fi\nEOF\n',
        fixed: 'FROM debian:12\nRUN <<EOF\nif true; then id; fi\nEOF\n',
      },
      { text: 'FROM debian:12\nONBUILD RUN «sudo» id\n', fixed: 'FROM debian:12\nONBUILD RUN id\n' },
    ],
    good: [
      { text: 'FROM debian:12\nRUN apt-get install sudo && apt-get install sudoku\n' },
      { text: 'FROM debian:12\nRUN echo "sudo id" > /usage # sudo id\n' },
      { text: 'FROM debian:12\nRUN command -v sudo && usermod -aG sudo app\n' },
      { text: 'FROM debian:12\nRUN ["echo", "sudo", "id"]\n' },
      { text: 'FROM debian:12\nRUN cat <<EOF > /usage\nsudo id\nEOF\n' },
    ],
  },
  concerns: [...commands, 'USER'],
  check: (file, { settings }) =>
    judgeRuns(file, atBuildAndRun, ['sudo'], judge, outer => runsAsRoot(file, outer, settings)),
});

function* judge(run: Run, isRootHere: boolean): Generator<Report<'root' | 'sudo'>> {
  for (const command of run.commands) {
    if (command.tool === 'sudo' && command.name) yield { at: command.name.span, message: 'sudo' };
    for (const wrapper of command.wrappers) {
      const [word] = wrapper.words;
      if (wrapper.name !== 'sudo' || !word) continue;
      const fix = repair(run, wrapper, command, isRootHere && !isAnotherUser(command));
      yield { at: word.span, message: fix?.safe ? 'root' : 'sudo', fixes: fix ? [fix] : [] };
    }
  }
}

const switchesUser = new Set(['su', 'runuser', 'doas', 'gosu', 'su-exec', 'setpriv', 'chroot', 's6-setuidgid']);

/** Somebody else than the stage's user calls it: `su app -c 'sudo ...'`. */
function isAnotherUser({ tool, wrappers, within }: ShellCommand): boolean {
  if (switchesUser.has(tool) || wrappers.some(({ name }) => switchesUser.has(name))) return true;
  return within?.command !== undefined && isAnotherUser(within.command);
}

/** Of CMD and the like the last USER decides, and podman run --user; of ONBUILD another file. */
function runsAsRoot(file: Containerfile, outer: Instruction, settings: Settings): boolean {
  if (outer.keyword !== 'RUN') return false;
  const user = userAt(file, outer, settings)?.user;
  return user !== undefined && isRoot(user);
}

/** Options without which the command does the same when root runs it. */
const harmless = /^(?:--|-[EHnk]+|--preserve-env(?:=.*)?|--set-home|--non-interactive|--reset-timestamp)$/;
const user = /^(?:-[A-Za-z]*u|--user)$/;
const sameUser = /^(?:-u|--user=)(.+)$/;

function repair(
  { text, instruction }: Run,
  wrapper: ShellWrapper,
  command: ShellCommand,
  isRootHere: boolean,
): Fix | undefined {
  const assigned = wrapper.words.findIndex(word => /^[A-Za-z_]\w*=/.test(word.text));
  const rest = wrapper.words[assigned];
  // Assignments stay, where a shell reads them.
  if (rest && (instruction.json || command.wrappers[0] !== wrapper)) return undefined;
  const own = wrapper.words.slice(0, assigned < 0 ? undefined : assigned);
  const span = { start: wrapper.span.start, end: rest?.span.start ?? wrapper.span.end };
  if (hasMore(text, own, span.end)) return undefined;
  const options = own.slice(1).map(word => word.text);
  const other = otherUser(options);
  if (other !== undefined) {
    const isLogin = options.some(option => /^(?:-[A-Za-z]*i[A-Za-z]*|--login)$/.test(option));
    if (!isRootHere || isLogin || instruction.json || !/^(?:\$\{?\w+\}?|[A-Za-z_][\w.-]*)$/.test(other))
      return undefined;
    return { title: { text: withRunuser }, edits: [{ span, text: `runuser -u ${other} -- ` }], safe: false };
  }
  const safe = isRootHere && options.every(option => harmless.test(option));
  return { title: { text: withoutSudo }, edits: [{ span, text: '' }], safe };
}

/** Between the words stands something else: a comment, a redirection. */
function hasMore(text: string, words: readonly ShellWord[], end: number): boolean {
  return words.some(
    ({ span }, i) => !/^(?:[\s,]|[\\`]\s)*$/.test(text.slice(span.end, words[i + 1]?.span.start ?? end)),
  );
}

function otherUser(options: readonly string[]): string | undefined {
  const at = options.findIndex(option => user.test(option));
  const named = at < 0 ? options.map(option => sameUser.exec(option)?.[1]).find(name => name) : options[at + 1];
  return named === undefined || isRoot(named) ? undefined : named;
}
