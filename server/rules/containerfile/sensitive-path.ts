import type { Stage } from '../../parse/containerfile/stages.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { systemPath } from '../../podman/systemPaths.ts';
import { values } from './_concerns.ts';
import { absolute } from './_landing.ts';
import { mountsIn, targetOf } from './_mounts.ts';
import { containerfileRule } from './_rule.ts';
import { valueByDefault } from './_variables.ts';

export default containerfileRule({
  id: 'containerfile/sensitive-path',
  title: { en: 'Work in a directory of the system', ja: 'システムディレクトリの使用' },
  severity: 'warning',
  aliases: ['DS-0030', 'DS030', 'DKL-DI-0002'],
  references: [
    { title: 'Filesystem Hierarchy Standard 3.0', url: 'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html' },
    { title: 'CIS Docker Benchmark 5.6 (sensitive host directories)' },
  ],
  why: {
    en: 'The kernel’s file systems change what the machine does, and a volume over a directory of the system replaces it or keeps its keys and accounts beyond the container.',
    ja: 'カーネルのファイルシステムはマシンの動作そのものを変えます。システムディレクトリへのボリュームは、その内容を置き換えるか、鍵やアカウントをコンテナより長く残します。',
  },
  remedy: {
    en: 'Use a directory of the application’s own, such as /app or /var/lib/app.',
    ja: '/app や /var/lib/app など、アプリケーション専用のディレクトリを使ってください。',
  },
  messages: {
    kernel: {
      en: '{path} belongs to the kernel or to the boot loader.',
      ja: '{path} は、カーネルまたはブートローダーの領域です。',
    },
    system: { en: '{path} is a part of the operating system.', ja: '{path} はオペレーティングシステムの一部です。' },
    home: {
      en: '{path} is where people and programs keep their keys.',
      ja: '{path} は、ユーザーやプログラムが鍵を保存する場所です。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nWORKDIR «"/proc/self/fd/1"»\n' },
      { text: 'FROM a\nworkdir «/sys//fs/cgroup/»\nONBUILD WORKDIR «/boot»\n' },
      { text: 'FROM a\nWORKDIR /\nWORKDIR «proc»\nWORKDIR /b/c\nWORKDIR «../../sys»\n' },
      { text: 'FROM a\nVOLUME /data «/etc» «/root/.ssh»\n' },
      { text: 'FROM a\nARG DIR=/etc\nVOLUME ["/data", \\\n  # accounts\n  «"$DIR/shadow"», «"/"»]\n' },
      { text: 'FROM a\nVOLUME «/home» «/root» «${DIR:-/dev}»\n' },
      { text: 'FROM a\nRUN --mount=type=cache,target=/c --mount=type=tmpfs,dst=«/usr/» make\n' },
    ],
    good: [
      { text: 'FROM a\nWORKDIR /development\nWORKDIR /process\nWORKDIR /root\nWORKDIR /etc/nginx\nWORKDIR /\n' },
      { text: 'FROM a\nVOLUME /var/lib/app /etc/app /home/app/data /run /tmp /dev/shm\n' },
      { text: 'FROM a\nRUN --mount=type=cache,target=/root/.cache --mount=type=cache,target=/root true\n' },
      { text: 'FROM a\nWORKDIR app/proc\nWORKDIR $DIR/proc\n' },
      {
        text: 'FROM a\nWORKDIR proc\nWORKDIR /b\nWORKDIR proc\nFROM a\nWORKDIR sys\nARG D\nWORKDIR $D\nWORKDIR proc\n',
      },
      { text: 'FROM a\nRUN cd /proc && cat /sys/kernel/x\n' },
    ],
  },
  concerns: [...values, 'WORKDIR', 'VOLUME', 'RUN --'],
  *check(file) {
    // By the stage; one that starts in a folder nobody knows has none before it names one.
    const folders = new Map<Stage | undefined, string>();
    for (const instruction of file.of('WORKDIR', 'VOLUME')) {
      const stage = file.stageOf(instruction);
      for (const word of instruction.words) {
        const written = valueByDefault(file, word.text, instruction) ?? '';
        const isRelative = instruction.keyword === 'WORKDIR' && /^[^/$]/.test(written);
        const folder = isRelative ? folders.get(stage) : undefined;
        const path = normalizePath(folder === undefined ? written : absolute(written, folder));
        if (instruction.keyword === 'WORKDIR') isKnown(path) ? folders.set(stage, path) : folders.delete(stage);
        const found = systemPath(path);
        const matters = instruction.keyword === 'VOLUME' ? found : found === 'kernel' && found;
        if (matters) yield { at: word.span, message: matters, params: { path } };
      }
    }
    for (const { instruction, flag } of mountsIn(file)) {
      const { value, valueSpan } = targetOf(flag) ?? {};
      const path = normalizePath((value && valueByDefault(file, value, instruction)) || '');
      const found = systemPath(path);
      if (valueSpan && found && found !== 'home') yield { at: valueSpan, message: found, params: { path } };
    }
  },
});

/** Linux takes no path that is longer. */
const isKnown = (path: string): boolean => path.startsWith('/') && path.length <= 4096;
