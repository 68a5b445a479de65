import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { builds } from './_concerns.ts';
import { type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

export default containerfileRule({
  id: 'containerfile/apt-get-not-apt',
  title: { en: 'apt in a script', ja: 'スクリプトでの apt' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  aliases: ['DL3027', 'CKV_DOCKER_9', 'DF059'],
  references: [
    {
      title: 'apt(8): script usage and differences from other apt tools',
      url: 'https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS',
    },
  ],
  why: {
    en: 'apt is made for people: what it does and prints may change from one version to the next, and it says so itself.',
    ja: 'apt は人が対話的に使うためのもので、動作や出力はバージョンによって変わることがあります。apt 自身もそう警告します。',
  },
  remedy: { en: 'Use apt-get or apt-cache.', ja: 'apt-get または apt-cache を使ってください。' },
  messages: {
    apt: {
      en: 'apt has no stable command line; scripts use apt-get and apt-cache.',
      ja: 'apt のコマンドラインは安定していません。スクリプトでは apt-get や apt-cache を使います。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN «apt» update && «apt» -q install -y nginx\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get -q install -y nginx\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN «/usr/bin/apt» policy nginx\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN /usr/bin/apt-cache policy nginx\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN [«"apt"», "install", "-y", "nginx"]\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN ["apt-get", "install", "-y", "nginx"]\nUSER 1001\n',
        settings: strict,
      },
      // What the two mean by it is not the same.
      { text: 'FROM quay.io/a/b:1\nRUN «apt» upgrade -y\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN «apt» list --installed | grep nginx\nUSER 1001\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\r\nonbuild run bash -c "set -e; \\\r\n # web\r\n sudo «apt» purge -y nginx"\r\nUSER 1001\r\n',
        fixed:
          'FROM quay.io/a/b:1\r\nonbuild run bash -c "set -e; \\\r\n # web\r\n sudo apt-get purge -y nginx"\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\n«apt» clean\nEOF\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN <<EOF\napt-get clean\nEOF\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      { text: 'FROM a\nRUN ./apt install b && ../apt update\n', settings: { profile: 'strict' } },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get install -y a && apt-cache policy\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN rm -rf /var/lib/apt /etc/apt && cd apt && echo apt install\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-key add a && apt-mark hold b && apt --version\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN cat <<EOF > /usage\napt install a\nEOF\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nCMD apt install a\n', settings: strict },
    ],
  },
  concerns: builds,
  check: file => judgeRuns(file, atBuild, ['apt'], judge),
});

function* judge({ commands, text }: Run): Generator<Report<'apt'>> {
  for (const call of packageCommands(commands)) {
    if (call.command.tool !== 'apt' || !call.subcommand) continue;
    const fix = rename(text, call);
    yield { at: call.tool.span, message: 'apt', fixes: fix ? [fix] : [] };
  }
}

/** They have these too, and mean the same; `upgrade` of apt also installs what is new. */
const ofAptGet =
  /^(?:install|reinstall|remove|purge|autoremove|autopurge|update|full-upgrade|dist-upgrade|satisfy|build-dep|clean|autoclean|source|download|changelog)$/;
const ofAptCache = /^(?:search|show|policy|madison|pkgnames)$/;

function rename(text: string, { tool, subcommand }: PackageCommand): Fix | undefined {
  const wanted = subcommand?.text ?? '';
  const name = ofAptGet.test(wanted) ? 'apt-get' : ofAptCache.test(wanted) ? 'apt-cache' : undefined;
  const from = tool.span.start + text.slice(tool.span.start, tool.span.end).lastIndexOf('apt');
  const span = { start: from, end: from + 'apt'.length };
  if (!name) return undefined;
  return {
    title: { text: { en: 'Use {name}', ja: '{name} を使う' }, params: { name } },
    edits: [{ span, text: name }],
    // The output of the others differs.
    safe: name === 'apt-get',
  };
}
