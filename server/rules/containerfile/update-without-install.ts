import type { Report } from '../../core/rule.ts';
import type { Params, Text } from '../../core/text.ts';
import { shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { packageCaches } from '../../podman/packageCaches.ts';
import { toolsOf } from '../../podman/packageManagers.ts';
import { builds } from './_concerns.ts';
import { coversCache, mountedPaths } from './_packageCaches.ts';
import { isScript, type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { staleLists } from './_staleLists.ts';

const strict = { profile: 'strict' } as const;

const tools = toolsOf('apt', 'apk', 'pacman');

export default containerfileRule({
  id: 'containerfile/update-without-install',
  title: { en: 'Package lists in a layer of their own', ja: 'パッケージ一覧の更新だけの RUN' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  aliases: ['DS-0017', 'CKV_DOCKER_5', 'DF028'],
  references: [
    {
      title: 'Building best practices: apt-get',
      url: 'https://docs.docker.com/build/building/best-practices/#apt-get',
    },
  ],
  why: {
    en: 'The layer is cached: a later build installs from lists that are old, and gets packages that are gone or have known faults.',
    ja: 'このレイヤーはキャッシュされます。後のビルドは古い一覧からインストールするため、パッケージがもう存在しなかったり、既知の脆弱性を持っていたりします。',
  },
  remedy: {
    en: 'Update the lists and install in the same RUN: {tool} {update} && {tool} {install} ....',
    ja: '一覧の更新とインストールは同じ RUN で行ってください: {tool} {update} && {tool} {install} ...。',
  },
  messages: {
    alone: {
      en: 'The package lists are updated, but nothing is installed from them in this RUN.',
      ja: 'パッケージ一覧を更新していますが、この RUN では何もインストールしていません。',
    },
    later: {
      en: 'A later RUN installs from the package lists of this one, which are old once this layer is cached.',
      ja: '後の RUN が、この RUN の取得したパッケージ一覧からインストールします。このレイヤーがキャッシュされると、一覧は古くなります。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get «update»\nRUN apt-get install -y --no-install-recommends nginx\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN ["apt-get", «"update"»]\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nRUN apk «update» --no-cache && adduser -D app\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\r\nonbuild run set -e; \\\r\n # lists\r\n sudo apt -qq «update»\r\nUSER 1001\r\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\napt-get install -y a\npacman «-Sy»\napt-get «update»\nEOF\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get «update» && \\\n  # all\n  apt-get upgrade -y\nUSER 0\nRUN ["apt-get", "install", "-y", "a"]\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pacman «-Syu» --noconfirm\nRUN pacman -S --noconfirm a\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN dnf -y upgrade\nRUN dnf -y install a && zypper ref\nRUN apt-get update && apt-get upgrade -y\nFROM quay.io/a/c:1\nRUN apt-get install -y a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get upgrade -y\nRUN apt-get update && apt-get install -y a\nRUN pacman -Syu\nRUN pacman -Sy a\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get update -y ; apt-get upgrade -y\nRUN apk --update add a\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\napt-get update\napt-get install -y gettext\nEOF\n' },
      { text: 'FROM quay.io/a/b:1\nRUN for i in 1 2 3; do apt-get update && break; done; apt install -y a\n' },
      {
        text: 'FROM quay.io/a/b:1\nCOPY s /s\nRUN apt-get update && bash /s/install.sh && rm -rf /var/lib/apt/lists/*\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get update && npx playwright install --with-deps\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n' },
      { text: 'FROM quay.io/a/b:1\nRUN sbt update && dnf update -y && zypper up -y && update-locale\n' },
      { text: 'FROM quay.io/a/b:1\nRUN install() { apt-get update; apt-get install -y "$@"; }; install a\n' },
    ],
  },
  concerns: builds,
  *check(file, { settings }) {
    yield* judgeRuns(file, atBuild, tools, judge);
    if (settings.profile !== 'strict') return;
    for (const { fetched, call, installed } of staleLists(file))
      yield { at: fetched, message: 'later', params: namesIn(call), related: [{ at: installed, text: installs }] };
  },
});

const installs: Text = { en: 'This one installs from them', ja: 'ここでインストールしています' };

function* judge({ commands, instruction }: Run): Generator<Report<'alone'>> {
  const calls = packageCommands(commands);
  const mounted = mountedPaths(instruction);
  const lastUse = new Map<string, number>();
  for (const call of calls) {
    const { family } = call.manager;
    if (call.action !== 'update' && needsLists(call))
      lastUse.set(family, Math.max(lastUse.get(family) ?? 0, call.command.span.start));
  }
  const lastScript = commands.reduce((last, each) => (mayInstall(each) ? Math.max(last, each.span.start) : last), 0);
  for (const call of calls) {
    const { command, manager, action, subcommand } = call;
    const { family } = manager;
    if (action !== 'update' || !subcommand || (family !== 'apt' && family !== 'apk' && family !== 'pacman')) continue;
    if (Math.max(lastUse.get(family) ?? 0, lastScript) > command.span.start) continue;
    const cache = packageCaches[family];
    if (cache && mounted.some(path => coversCache(cache, path))) continue;
    yield { at: subcommand.span, message: 'alone', params: namesIn(call) };
  }
}

function namesIn({ manager: { family }, tool, subcommand }: PackageCommand): Params {
  const install = family === 'apk' ? 'add' : family === 'pacman' ? '-S' : 'install';
  return { tool: tool.text, update: subcommand?.text ?? '', install };
}

const needsLists = ({ action, subcommand }: PackageCommand): boolean =>
  action === 'install' || action === 'upgrade' || (action === undefined && subcommand !== undefined);

/** Programs that install packages, or look into the lists. */
const installers = new Set([
  ...['apt-cache', 'apt-file', 'apt-mark', 'apt-fast', 'aptitude', 'gdebi', 'mk-build-deps', 'tasksel', 'debootstrap'],
  ...['playwright', 'npx', 'rosdep', 'ansible-playbook', 'install_packages', 'make', 'unattended-upgrade', 'xargs'],
  ...['python', 'python3'],
]);

const mayInstall = (command: ShellCommand): boolean =>
  isScript(command) || installers.has(command.tool) || (shells.has(command.tool) && command.pipedFrom.length > 0);
