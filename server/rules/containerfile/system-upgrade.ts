import type { Report } from '../../core/rule.ts';
import { toolsOf } from '../../podman/packageManagers.ts';
import { builds } from './_concerns.ts';
import { packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

const tools = toolsOf('apt', 'dnf', 'zypper');

export default containerfileRule({
  id: 'containerfile/system-upgrade',
  title: { en: 'The whole distribution is upgraded', ja: 'ディストリビューション全体のアップグレード' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  aliases: ['DL3005', 'DL3035', 'DS-0024'],
  references: [
    { title: 'apt-get(8): dist-upgrade', url: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html' },
    { title: 'zypper(8): dist-upgrade', url: 'https://en.opensuse.org/SDB:Zypper_manual' },
  ],
  why: {
    en: 'It may remove packages and go to another release, and what comes out depends on the day of the build more than on the base image.',
    ja: 'パッケージが削除されたり、別のリリースに移ったりすることがあり、結果がベースイメージよりもビルドした日に左右されます。',
  },
  remedy: {
    en: 'Build on a newer base image; for security updates between its releases, a plain upgrade is enough.',
    ja: '新しいベースイメージを使ってください。次のリリースまでのセキュリティ更新には、通常の upgrade で十分です。',
  },
  messages: {
    upgrade: {
      en: '"{command}" upgrades the whole distribution.',
      ja: '「{command}」は、ディストリビューション全体をアップグレードします。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get -q «dist-upgrade» -y\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN ["apt", «"full-upgrade"», "-y"]\nUSER 1001\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\r\nonbuild run sh -c "true; \\\r\n # all\r\n zypper -n «dup»"\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\nif true; then dnf -y --refresh «distro-sync»; fi\nyum -y «dsync»\nEOF\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get upgrade -y && apt-get install -y a\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN dnf update -y && apk upgrade && zypper -n patch\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN echo "apt-get dist-upgrade" && ./dist-upgrade\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nCMD apt-get dist-upgrade\n', settings: strict },
    ],
  },
  concerns: builds,
  check: file => judgeRuns(file, atBuild, tools, judge),
});

function* judge({ commands }: Run): Generator<Report<'upgrade'>> {
  for (const { manager, tool, subcommand } of packageCommands(commands)) {
    if (!subcommand || !/^(?:apt|dnf|zypper)$/.test(manager.family)) continue;
    if (!/^(?:dist-upgrade|full-upgrade|dup|distro-sync|dsync)$/.test(subcommand.text)) continue;
    yield { at: subcommand.span, message: 'upgrade', params: { command: `${tool.text} ${subcommand.text}` } };
  }
}
