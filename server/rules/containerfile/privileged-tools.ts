import { baseName } from '../../core/path.ts';
import type { Report } from '../../core/rule.ts';
import { powerOf } from '../../podman/privilegedPackages.ts';
import { builds } from './_concerns.ts';
import { type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';
import { type Written, writers, writtenBy, writtenByCopies } from './_writtenFiles.ts';

type Key = 'login' | 'root' | 'compiler' | 'nopasswd';

const managers = ['apt-get', 'apt', 'aptitude', 'apk', 'dnf', 'yum', 'microdnf', 'tdnf', 'zypper', 'pacman'];

export default containerfileRule({
  id: 'containerfile/privileged-tools',
  title: { en: 'Tools that help an intruder', ja: '侵入者を助けるツール' },
  severity: 'info',
  references: [
    { title: 'NIST SP 800-190 4.1.2' },
    { title: 'CIS Docker Benchmark 4.3' },
    { title: 'sudoers(5)', url: 'https://www.sudo.ws/docs/man/sudoers.man/' },
  ],
  why: {
    en: 'What is in an image is at hand for whoever breaks into its container: another door, a way to root, a workshop.',
    ja: 'イメージに入っているものは、コンテナに侵入した者にとっても、別の入口、root への道、作業道具になります。',
  },
  remedy: {
    en: 'Leave it out of the last stage: enter with podman exec, switch users with USER, compile in a build stage.',
    ja: '最後のステージには入れないでください。中に入るには podman exec、ユーザーの切り替えには USER、コンパイルにはビルド用のステージを使います。',
  },
  messages: {
    login: {
      en: '{name} lets people log in to the container over the network.',
      ja: '{name} により、ネットワーク経由でコンテナにログインできるようになります。',
    },
    root: { en: '{name} is a way to become root.', ja: '{name} は root になる手段です。' },
    compiler: {
      en: '{name} stays in the image: a compiler is needed where it is built only.',
      ja: '{name} がイメージに残ります。コンパイラが必要なのはビルド時だけです。',
    },
    nopasswd: {
      en: 'NOPASSWD lets this user run commands as root without a question.',
      ja: 'NOPASSWD により、このユーザーは確認なしにコマンドを root で実行できます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n    # why\n    curl \\\n    «openssh-server» «sudo=1.9*» && rm -rf /var/lib/apt/lists/*\n',
      },
      { text: 'FROM a AS build\nRUN apk add gcc\nFROM b\nRUN apk add --no-cache «openssh» «doas»\n' },
      { text: "FROM a\r\nRUN useradd app && echo 'app ALL=(ALL) «NOPASSWD»: ALL' >> /etc/sudoers\r\n" },
      { text: 'FROM a\nRUN <<EOF\ndnf -y install «telnet-server»\nEOF\nRUN ["microdnf", "install", "-y", «"sudo"»]\n' },
      { text: 'FROM a\nCOPY <<EOF /etc/sudoers.d/\n# all\n%wheel ALL=(ALL) «NOPASSWD»: ALL\nEOF\n' },
      { text: "FROM a\nRUN sed -i «'s/^%sudo.*/%sudo ALL=(ALL) NOPASSWD:ALL/'» /etc/sudoers\n" },
      { text: 'FROM a\nRUN apt-get install -y «build-essential» «g++»\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a AS base\nRUN yum install -y «gcc-c++» make\nFROM base\nCMD ["x"]\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nRUN apt-get install -y openssh-client sudoku telnet gcc\n' },
      {
        text: 'FROM a AS build\nRUN apk add build-base sudo openssh-server\nFROM b\nCOPY --from=build /x /x\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN apk add --virtual .build gcc musl-dev && make && apk del .build\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN apt-get install -y gcc sudo && make && apt-get purge -y --auto-remove gcc sudo\n',
        settings: { profile: 'strict' },
      },
      {
        text: "FROM a\nRUN apt-mark auto '.*' > /dev/null; apt-get install -y gcc; make; apt-get purge -y --auto-remove\n",
        settings: { profile: 'strict' },
      },
      { text: "FROM a\nRUN echo 'apt-get install sudo' && sudo apt-get remove sudo && grep NOPASSWD /etc/sudoers\n" },
      { text: 'FROM a\nRUN pip install sudo && npm install -g gcc\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: builds,
  *check(file, { settings }) {
    const found = judgeRuns(file, atBuild, [...managers, ...writers], judge, outer => isShipped(file, settings, outer));
    for (const report of found) {
      if (report.message !== 'compiler' || settings.profile === 'strict') yield report;
    }
    for (const written of writtenByCopies(file)) yield* withoutPassword(written);
  },
});

function* judge(run: Run, isInImage: boolean): Generator<Report<Key>> {
  if (!isInImage) return;
  const commands = packageCommands(run.commands).filter(({ tool }) => managers.includes(baseName(tool.text)));
  const removed = new Set(
    commands.filter(({ action }) => action === 'remove').flatMap(({ packages }) => packages.map(({ name }) => name)),
  );
  const keepsFew = run.commands.some(({ tool, args }) => tool === 'apt-mark' && args[0]?.text === 'auto');
  for (const command of commands) {
    if (command.action === 'install' && !keepsFew && !isRemoved(command, removed)) yield* installed(command, removed);
  }
  for (const command of run.commands) {
    for (const written of writtenBy(command, run.text)) yield* withoutPassword(written);
  }
}

function* withoutPassword({ parts }: Written): Generator<Report<Key>> {
  for (const { text, at, source } of parts) {
    const index = text.search(/\bNOPASSWD\s*:/);
    if (index < 0) continue;
    const start = at.start + index;
    const place = source === text ? { start, end: start + 'NOPASSWD'.length } : at;
    yield { at: place, message: 'nopasswd', severity: 'warning' };
    return;
  }
}

/** `apk add --virtual .build ...` */
const isRemoved = ({ options }: PackageCommand, removed: ReadonlySet<string>): boolean =>
  options.some(({ name, value }) => (name === '-t' || name === '--virtual') && removed.has(value ?? ''));

function* installed({ manager, packages }: PackageCommand, removed: ReadonlySet<string>): Generator<Report<Key>> {
  for (const { word, kind, name } of packages) {
    const power = kind === 'name' && !removed.has(name) ? powerOf(name, manager.family) : undefined;
    if (power)
      yield { at: word.span, message: power, params: { name }, severity: power === 'compiler' ? 'hint' : undefined };
  }
}
