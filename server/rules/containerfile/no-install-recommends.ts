import type { Report } from '../../core/rule.ts';
import { toolsOf } from '../../podman/packageManagers.ts';
import { builds, copies } from './_concerns.ts';
import { insertBehind } from './_edits.ts';
import { mayBeConfigured, type PackageConfig } from './_packageConfig.ts';
import { type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

const aptTools = toolsOf('apt');

export default containerfileRule({
  id: 'containerfile/no-install-recommends',
  title: { en: 'Recommended packages are installed too', ja: '推奨パッケージまでインストール' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  aliases: ['DL3015', 'DS-0029'],
  references: [
    {
      title: 'apt-get(8): --no-install-recommends',
      url: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
    },
  ],
  why: {
    en: 'Every package that nobody asked for makes the image larger and brings faults of its own.',
    ja: '誰も必要としていないパッケージは、イメージを大きくし、それ自身の脆弱性も持ち込みます。',
  },
  remedy: {
    en: 'Use --no-install-recommends, and name what is needed after all.',
    ja: '--no-install-recommends を使い、必要なものは明示してください。',
  },
  messages: {
    recommends: {
      en: '{tool} also installs what these packages recommend.',
      ja: '{tool} は、これらのパッケージが推奨するものもインストールします。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get «install» -y nginx\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN apt-get install --no-install-recommends -y nginx\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN ["apt-get", «"install"», "-y", "nginx"]\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN ["apt-get", "install", "--no-install-recommends", "-y", "nginx"]\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\r\nonbuild run if true; then \\\r\n # web\r\n apt -yq «install» \\\r\n  nginx; fi\r\nUSER 1001\r\n',
        fixed:
          'FROM quay.io/a/b:1\r\nonbuild run if true; then \\\r\n # web\r\n apt -yq install --no-install-recommends \\\r\n  nginx; fi\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\napt-get «install» -y $PACKAGES\nEOF\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN <<EOF\napt-get install --no-install-recommends -y $PACKAGES\nEOF\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get -y install a --no-install-recommends && apt-get --no-install-recommends install b\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get install -y -o APT::Install-Recommends=false a && apt -o "APT::Install-Recommends=0" install b\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1 AS c\nRUN echo \'APT::Install-Recommends "0";\' >> /etc/apt/apt.conf\nFROM c\nRUN apt-get install -y a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY <<EOF /etc/apt/apt.conf.d/99\nAPT::Install-Recommends "false";\nEOF\nRUN apt-get install -y a\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get install -y --install-recommends a\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get install -fy && dpkg -i a.deb && apk add a\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nARG APT_OPTS\nRUN apt-get install $APT_OPTS a\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN echo "apt-get install a"\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN aptitude install -Ry a\n', settings: strict },
    ],
  },
  concerns: [...builds, ...copies],
  check: file => judgeRuns(file, atBuild, aptTools, judge, outer => mayBeConfigured(file, outer, configuration)),
});

const configuration: PackageConfig = { folder: '/etc/apt', option: /Install-Recommends/i };

function* judge({ commands, instruction }: Run, isConfigured: boolean): Generator<Report<'recommends'>> {
  if (isConfigured) return;
  for (const call of packageCommands(commands)) {
    const { command, tool, subcommand } = call;
    if (!subcommand || !isUnrestrained(call)) continue;
    yield {
      at: subcommand.span,
      message: 'recommends',
      params: { tool: tool.text },
      fixes: [
        {
          title: { text: { en: 'Add --no-install-recommends', ja: '--no-install-recommends を追加' } },
          edits: [insertBehind(instruction, command, subcommand.span, '--no-install-recommends')],
          safe: false,
        },
      ],
    };
  }
}

/** A variable that may well hold the option. */
const mayRestrain = /opt|arg|flag|param|recommends/i;

function isUnrestrained({ manager, subcommand, packages, options, command: { args } }: PackageCommand): boolean {
  if (manager.family !== 'apt' || !/^(?:re)?install$/.test(subcommand?.text ?? '') || packages.length === 0)
    return false;
  if (args.some(({ text, dynamic }) => dynamic && mayRestrain.test(text))) return false;
  return !options.some(
    ({ name, value }) =>
      /-recommends$/.test(name) ||
      (name === '-R' && manager.tools.includes('aptitude')) ||
      /^"?APT::Install-Recommends\b/i.test(value ?? ''),
  );
}
