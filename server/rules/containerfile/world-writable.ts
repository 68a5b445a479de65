import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { builds, copies } from './_concerns.ts';
import { bitsSet, type ModeUse, modeOf, modeTools, othersWrite, resolvedModes, sticky, withoutBits } from './_modes.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/world-writable',
  title: { en: 'Files that everybody may write', ja: '誰でも書き込めるファイル' },
  severity: 'warning',
  aliases: ['DF034', 'S2612'],
  references: [
    { title: 'CWE-732', url: 'https://cwe.mitre.org/data/definitions/732.html' },
    { title: 'CIS Red Hat Enterprise Linux 9 7.1.11' },
    { title: 'chmod(1)', url: 'https://man7.org/linux/man-pages/man1/chmod.1.html' },
  ],
  why: {
    en: 'Whoever gets into any process of the container can change what the others read and run.',
    ja: 'コンテナ内のどのプロセスに侵入した者でも、ほかのプロセスが読み込み、実行するものを書き換えられます。',
  },
  remedy: {
    en: 'Let the user of the service own the files, or give them to group 0 with the rights of the owner (chgrp -R 0, chmod -R g=u).',
    ja: 'サービスのユーザーを所有者にするか、グループ 0 に所有者と同じ権限を与えてください（chgrp -R 0、chmod -R g=u）。',
  },
  messages: {
    writable: {
      en: 'Mode {mode} lets every user of the container write.',
      ja: 'モード {mode} では、コンテナのすべてのユーザーが書き込めます。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN chmod -R «777» /app\n', fixed: 'FROM a\nRUN chmod -R 755 /app\n' },
      {
        text: 'FROM a\nRUN set -eux; \\\n    # why\n    mkdir -p -m «0777» /run/a; \\\n    chmod «a+rwx» /etc/a.conf\n',
        fixed:
          'FROM a\nRUN set -eux; \\\n    # why\n    mkdir -p -m 0755 /run/a; \\\n    chmod u+rwx,go+rx /etc/a.conf\n',
      },
      {
        text: 'FROM a\nRUN ["chmod", "«666»", "/a"]\nRUN sh -c "chmod \'«ugo+w»\' /a"\n',
        fixed: 'FROM a\nRUN ["chmod", "644", "/a"]\nRUN sh -c "chmod \'u+w\' /a"\n',
      },
      {
        text: 'FROM a\r\nRUN find /a -type d -exec chmod «2777» {} + && install -Dm«777» b /c\r\n',
        fixed: 'FROM a\r\nRUN find /a -type d -exec chmod 2755 {} + && install -Dm755 b /c\r\n',
      },
      {
        text: 'FROM a\nARG M=0666\nCOPY --chmod=«777» b /b\nADD --chown=1:1 --chmod=«$M» c /c\nCOPY --chmod=«${N:-777}» d /d\n',
        fixed: 'FROM a\nARG M=0666\nCOPY --chmod=755 b /b\nADD --chown=1:1 --chmod=0644 c /c\nCOPY --chmod=755 d /d\n',
      },
      {
        text: 'FROM a\nonbuild run <<EOF\nchmod «a=rwx» /b\nEOF\n',
        fixed: 'FROM a\nonbuild run <<EOF\nchmod u=rwx,go=rx /b\nEOF\n',
      },
      { text: 'FROM a\nRUN chmod -R «o+w» /a $B\n', fixed: 'FROM a\nRUN chgrp -R 0 /a $B && chmod -R g=u /a $B\n' },
      { text: 'FROM a\nRUN chmod «go=u,o+w» /a\n', fixed: 'FROM a\nRUN chmod go=u /a\n' },
      {
        text: 'FROM a\nRUN install -d -o b --mode=«0777» /run/b\n',
        fixed: 'FROM a\nRUN install -d -o b --mode=0755 /run/b\n',
      },
      {
        text: 'FROM a\nENV MODE=777\nRUN chmod -R «$MODE» /b && chmod $OTHER /c\n',
        fixed: 'FROM a\nENV MODE=777\nRUN chmod -R 755 /b && chmod $OTHER /c\n',
      },
      {
        text: 'FROM a\nARG OTHERS=6\nRUN chmod «06${OTHERS}» /b\nCOPY --chmod=600 --chmod=«666» c /c\n',
        fixed: 'FROM a\nARG OTHERS=6\nRUN chmod 044 /b\nCOPY --chmod=600 --chmod=644 c /c\n',
      },
      {
        text: 'FROM a\nRUN m=7 && n=7$m; for f in b c; do chmod «0${n}7» /$f; done\n',
        fixed: 'FROM a\nRUN m=7 && n=7$m; for f in b c; do chmod 0755 /$f; done\n',
      },
    ],
    good: [
      {
        text: "FROM a\nARG m=777\nRUN m=755; chmod $m /b\nRUN m=$(cat m); chmod $m /b\nRUN m=777; sh -c 'chmod $m /b'\n",
      },
      {
        text: 'FROM a\nRUN m=777; . /b; chmod $m /b\nRUN m=777; if true; then m=755; fi; chmod $m /b\nRUN for m in 777; do chmod $m /b; done\n',
      },
      { text: 'FROM a\nRUN mkdir -m 1777 /run/a && chmod 1777 /tmp && chmod a+rwx,+t /b && install -d -m 3777 /c\n' },
      { text: 'FROM a\nRUN chgrp -R 0 /a && chmod -R g=u /a && chmod 775 /b && chmod ug+rwX,o-w /c && chmod +x /d\n' },
      { text: 'FROM a\nRUN chmod +w /a && chmod o=u /b && chmod a+rX /c && chmod a+w,o-w /d\n' },
      { text: 'FROM a\nRUN chmod 777 /a && chmod +t /a\nRUN chmod -R a+w /b && make && chmod -R go-w /b\n' },
      { text: 'FROM a\nRUN mkdir -m 777 /tmp/b && make -C /tmp/b && rm -rf /tmp/b\n' },
      { text: "FROM a\nRUN echo 'chmod 777 /a' && find / -perm -002 -exec chmod o-w {} + && chmod -R go-rwx /b\n" },
      {
        text: 'FROM a\nRUN chmod "$MODE" /a && chmod --reference=/b 777\nCOPY --chmod=$MODE a 777\nCOPY --chmod=666 --chmod=600 b /b\n',
      },
      { text: 'FROM a\nRUN cat <<EOF >/usage\nchmod 777 /a\nEOF\n' },
      { text: 'FROM a\nRUN find /etc -perm 777 && mknod -m 666 /dev/b c 1 3 && chmod 666 /dev/null\n' },
    ],
  },
  concerns: [...builds, ...copies],
  *check(file, { settings }) {
    yield* inFlagsAndVariables(file, settings);
    yield* judgeRuns(file, atBuild, modeTools, judge, outer => isShipped(file, settings, outer));
  },
});

function* inFlagsAndVariables(file: Containerfile, settings: Settings) {
  for (const use of resolvedModes(file)) {
    if (isWritable(use)) yield reportOn(use, isShipped(file, settings, use.instruction));
  }
}

function* judge(run: Run, isInImage: boolean): Generator<Report<'writable'>> {
  const taken = takenBack(run.commands);
  for (const command of run.commands) {
    const use = modeOf(command);
    if (!use || !isWritable(use) || isTakenBack(use, command, taken)) continue;
    const report = reportOn(use, isInImage);
    const forGroup = giveToGroup(run, command, use);
    yield forGroup ? { ...report, fixes: [...(report.fixes ?? []), forGroup] } : report;
  }
}

function isWritable({ mode, files }: ModeUse): boolean {
  const bits = bitsSet(mode);
  const isDevice = files.length > 0 && files.every(({ text }) => text.startsWith('/dev/'));
  return (bits & othersWrite) !== 0 && (bits & sticky) === 0 && !isDevice;
}

/** Deletes files, makes them sticky, or gives them another mode. */
function takesBack(command: ShellCommand): boolean {
  if (command.tool !== 'chmod') return command.tool === 'rm';
  const use = modeOf(command);
  return use !== undefined && !isWritable(use) && /^[=0]?[0-7]{3,}$|t|-[rwx]*w|o=/.test(use.mode);
}

/** Where that happens last to a file. */
function takenBack(commands: readonly ShellCommand[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { args, span } of commands.filter(takesBack)) {
    for (const { text } of args) last.set(text, Math.max(span.start, last.get(text) ?? 0));
  }
  return last;
}

const isTakenBack = ({ files }: ModeUse, { span }: ShellCommand, taken: ReadonlyMap<string, number>): boolean =>
  files.length > 0 && files.every(({ text }) => (taken.get(text) ?? 0) > span.start);

function reportOn(use: ModeUse, isInImage: boolean): Report<'writable'> {
  const { mode, at } = use;
  const fix = repair(use);
  return {
    at,
    message: 'writable',
    params: { mode },
    fixes: fix ? [fix] : [],
    severity: isInImage ? undefined : 'info',
  };
}

function repair({ mode, at, files }: ModeUse): Fix | undefined {
  const isTemporary = files.length > 0 && files.every(({ text }) => /^\/(?:var\/)?tmp\/?$/.test(text));
  const better = isTemporary && /^0?777$/.test(mode) ? '1777' : withoutBits(mode, 0o022);
  if (better === undefined) return undefined;
  const title = { text: { en: 'Change the mode to {better}', ja: 'モードを {better} に変更' }, params: { better } };
  return { title, edits: [{ span: at, text: better }], safe: false };
}

/** As images for OpenShift do, whose users are in group 0 whatever their number is. */
function giveToGroup({ text, instruction }: Run, command: ShellCommand, { at, files }: ModeUse): Fix | undefined {
  const [first, last] = [files[0], files.at(-1)];
  const isAlone = command.wrappers.length === 0 && command.nesting.length === 0 && command.pipesTo.length === 0;
  if (command.tool !== 'chmod' || !isAlone || command.within || instruction.json || !first || !last) return undefined;
  const paths = text.slice(first.span.start, last.span.end);
  if (paths.includes('\n')) return undefined;
  const all = command.args.some(({ text }) => /^-[cfv]*R|^--recursive$/.test(text)) ? '-R ' : '';
  const title = { text: { en: 'Give it to group 0 instead', ja: '代わりにグループ 0 に権限を与える' } };
  const { start } = command.span;
  const edits = [
    { span: { start, end: start }, text: `chgrp ${all}0 ${paths} && ` },
    { span: at, text: 'g=u' },
  ];
  return { title, edits, safe: false };
}
