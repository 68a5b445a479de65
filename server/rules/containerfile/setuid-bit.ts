import type { Edit } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { builds, copies } from './_concerns.ts';
import { deleteCommand } from './_edits.ts';
import {
  bitsSet,
  type ModeUse,
  modeOf,
  modeTools,
  resolvedModes,
  setGroupId,
  setUserId,
  withoutBits,
} from './_modes.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/setuid-bit',
  title: { en: 'setuid or setgid bit', ja: 'setuid・setgid ビット' },
  severity: 'warning',
  aliases: ['CIS-DI-0008', 'S2612'],
  references: [
    { title: 'CIS Docker Benchmark 4.8' },
    { title: 'NIST SP 800-190 4.1.2' },
    { title: 'inode(7): set-user-ID', url: 'https://man7.org/linux/man-pages/man7/inode.7.html' },
  ],
  why: {
    en: 'Whoever runs such a program has the rights of its owner, so that a fault in it makes every user of the container root. Podman removes the bit from files of the build context, but does as these modes say.',
    ja: '実行した者が所有者の権限を得るため、プログラムの欠陥ひとつでコンテナのどのユーザーも root になれます。Podman はビルドコンテキストのファイルからこのビットを外しますが、ここで指定したモードには従います。',
  },
  remedy: {
    en: 'Leave the bit out; run the container with no-new-privileges, which makes the kernel ignore it.',
    ja: 'このビットを付けないでください。コンテナを no-new-privileges で実行すれば、カーネルはこのビットを無視します。',
  },
  messages: {
    setuid: {
      en: 'Mode {mode} makes the program run with the rights of its owner.',
      ja: 'モード {mode} では、プログラムが所有者の権限で動きます。',
    },
    setgid: {
      en: 'Mode {mode} makes the program run with the rights of its group.',
      ja: 'モード {mode} では、プログラムがグループの権限で動きます。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN chmod «4755» /b\n', fixed: 'FROM a\nRUN chmod 755 /b\n' },
      {
        text: 'FROM a\nRUN make \\\n    # why\n    && chmod «u+s» /b \\\n    && install -D --mode=«06755» c /c\n',
        fixed: 'FROM a\nRUN make \\\n    # why\n    && install -D --mode=0755 c /c\n',
      },
      { text: 'FROM a\nRUN make && chmod «u+s» /b && true\n', fixed: 'FROM a\nRUN make && true\n' },
      {
        text: 'FROM a\nRUN ["install", "-m", "«4711»", "b", "/c"]\nRUN chmod «u=rwxs,go=rx» /d\n',
        fixed: 'FROM a\nRUN ["install", "-m", "711", "b", "/c"]\nRUN chmod u=rwx,go=rx /d\n',
      },
      {
        text: 'FROM a\r\nARG M=4755\r\nCOPY --chmod=«4755» b /b\r\nADD --chmod=«${M}» c /c\r\n',
        fixed: 'FROM a\r\nARG M=4755\r\nCOPY --chmod=755 b /b\r\nADD --chmod=755 c /c\r\n',
      },
      { text: 'FROM a\nRUN chmod «g+s» /usr/bin/b /usr/bin/c\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nonbuild run chmod «+s» /b\n', fixed: 'FROM a\n' },
      {
        text: 'FROM a\nRUN <<EOF\nif true; then chmod «u+xs» /b; fi\nbash -c "chmod «2755» /c"\nEOF\n',
        fixed: 'FROM a\nRUN <<EOF\nif true; then chmod u+x /b; fi\nbash -c "chmod 755 /c"\nEOF\n',
      },
      { text: 'FROM a\nRUN install -D --mode=«u+s» b /c && true\n' },
      {
        text: 'FROM a\nARG MODE=4755\nRUN true && \\\n  chmod "«${MODE}»" /b\nRUN chmod «${OTHER:-4711}» /c\n',
        fixed: 'FROM a\nARG MODE=4755\nRUN true && \\\n  chmod "755" /b\nRUN chmod 711 /c\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} \\; || true\n' },
      { text: 'FROM a\nRUN chmod u-s,g-s /b && chmod -s /c && chmod 0755 /d && chmod a+x,-s /e && chmod -6000 /f\n' },
      {
        text: 'FROM a\nRUN mkdir -m 2775 /b && chmod g+s /c/ && find /d -type d -exec chmod g+s {} + && find /f -type d | xargs chmod 2775 && install -d -m 3777 /e\n',
      },
      { text: 'FROM a\nRUN mkdir -p /srv/b && chmod 2775 /srv/b\n' },
      { text: "FROM a\nRUN echo 'chmod u+s /b' && grep 4755 /c\n" },
      { text: 'FROM a\nCOPY --chmod=0755 b /4755\nRUN chmod $MODE /b\n' },
      { text: 'FROM a\nARG MODE=4755\nRUN MODE=755; chmod $MODE /b\n' },
      { text: 'FROM a\nRUN cat > /b <<EOF\nchmod 4755 /c\nEOF\n' },
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
    if (use.folders) continue;
    const edit = withoutBit(use);
    yield* reportsOn(use, isShipped(file, settings, use.instruction), edit);
  }
}

function* judge(run: Run, isInImage: boolean): Generator<Report<'setuid' | 'setgid'>> {
  const made = new Set(
    run.commands.filter(({ tool }) => tool === 'mkdir').flatMap(({ args }) => args.map(({ text }) => text)),
  );
  for (const command of run.commands) {
    const use = modeOf(command);
    if (!use) continue;
    const areFolders = use.folders || (use.files.length > 0 && use.files.every(({ text }) => made.has(text)));
    if (areFolders) continue;
    const isOnlyMode = command.tool === 'chmod';
    const edit =
      withoutBit(use) ?? (isOnlyMode ? deleteCommand(run.text, run.instruction, run.outer, command) : undefined);
    yield* reportsOn(use, isInImage, edit);
  }
}

/** Of a folder the bit only says which group new files belong to. */
function* reportsOn(
  { mode, at }: ModeUse,
  isInImage: boolean,
  edit: Edit | undefined,
): Generator<Report<'setuid' | 'setgid'>> {
  const bits = bitsSet(mode);
  if ((bits & (setUserId | setGroupId)) === 0) return;
  const message = bits & setUserId ? 'setuid' : 'setgid';
  const title = { text: { en: 'Leave the bit out', ja: 'このビットを外す' } };
  yield {
    at,
    message,
    params: { mode },
    fixes: edit ? [{ title, edits: [edit], safe: false }] : [],
    severity: isInImage && message === 'setuid' ? undefined : 'info',
  };
}

function withoutBit({ mode, at }: ModeUse): Edit | undefined {
  const text = withoutBits(mode, setUserId | setGroupId);
  return text === undefined ? undefined : { span: at, text };
}
