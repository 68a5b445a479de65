import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import type { ShellOption } from '../../parse/shell/options.ts';
import { type PackageFamily, toolsOf } from '../../podman/packageManagers.ts';
import { builds, copies } from './_concerns.ts';
import { insertBehind } from './_edits.ts';
import { mayBeConfigured, type PackageConfig } from './_packageConfig.ts';
import { type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, type JudgeRun, judgeRuns } from './_shell.ts';

const aptTools = toolsOf('apt');
const dnfTools = toolsOf('dnf');
const otherTools = toolsOf('zypper', 'pacman');
const condaTools = toolsOf('conda');

export default containerfileRule({
  id: 'containerfile/package-assume-yes',
  title: { en: 'The package manager may ask, and nobody answers', ja: 'パッケージマネージャーの確認に答えがない' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  aliases: ['DL3014', 'DL3030', 'DL3034', 'DL3038', 'DS-0021'],
  references: [
    { title: 'apt-get(8): --assume-yes', url: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html' },
    { title: 'dnf(8): --assumeyes', url: 'https://dnf.readthedocs.io/en/latest/command_ref.html' },
  ],
  why: {
    en: 'A build has no terminal: as soon as the package manager asks whether to go on, it takes the missing answer for a no, and the build fails.',
    ja: 'ビルドには端末がありません。続行してよいか確認されると、答えがないため「いいえ」とみなされ、ビルドが失敗します。',
  },
  remedy: { en: 'Give it {option}.', ja: '{option} を指定してください。' },
  messages: {
    asks: {
      en: '"{command}" may ask whether to go on, and a build cannot answer.',
      ja: '「{command}」は続行してよいか確認を求めることがありますが、ビルド中は答えられません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get «install» nginx\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get install -y nginx\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN ["apt-get", "-q", «"install"», "nginx"]\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN ["apt-get", "-q", "install", "-y", "nginx"]\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nENV DEBIAN_FRONTEND=noninteractive\nONBUILD RUN sh -c "apt «install» \\\n  # web\n  nginx"\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nENV DEBIAN_FRONTEND=noninteractive\nONBUILD RUN sh -c "apt install -y \\\n  # web\n  nginx"\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\nset -e\ndnf «upgrade»\nyum «in» mc\nmicrodnf --nodocs «install» httpd\nyum -y clean all\nEOF\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN <<EOF\nset -e\ndnf upgrade -y\nyum in -y mc\nmicrodnf --nodocs install -y httpd\nyum -y clean all\nEOF\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\r\nrun zypper «in» nginx && pacman «-Syu»\r\nUSER 1001\r\n',
        fixed: 'FROM quay.io/a/b:1\r\nrun zypper in -y nginx && pacman -Syu --noconfirm\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN cat packages | xargs apt-get «install»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nRUN cat packages | xargs apt-get install -y\nUSER 1001\n',
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get -fmy install a && apt-get install a -y && apt install --assume-yes a\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get -qq install a && apt-get -q=2 install a && apt -q -q install a\n' },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get -o APT::Get::Assume-Yes=true install a && dnf install -vy a\n' },
      { text: 'FROM quay.io/a/b:1\nRUN yes | apt-get install a && dnf install a <<< y\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install a\n',
      },
      { text: 'FROM quay.io/a/b:1\nCOPY apt.conf /etc/apt/apt.conf.d/\nRUN apt-get install a\n' },
      { text: 'FROM quay.io/a/b:1\nARG APT_OPTS=-y\nRUN apt-get install $APT_OPTS a\n' },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get -s install a && apk add a && pip install a && apt-get update\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo "apt-get install a" && zypper -n in a && apt-get autoremove\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN conda env create -f a.yml && /opt/conda/bin/mamba env update -n base -f b.yml\n',
      },
      { text: 'FROM quay.io/a/b:1\nENV CONDA_ALWAYS_YES=true\nRUN conda install a && conda env create -f a.yml\n' },
    ],
  },
  concerns: [...builds, ...copies],
  *check(file) {
    const answers =
      (...names: readonly string[]) =>
      (outer: Instruction) =>
        names.some(name => /^(?:1|true|yes|on)$/i.test(file.resolve(name, outer) ?? ''));
    yield* judgeRuns(file, atBuild, aptTools, judgeApt, outer => mayBeConfigured(file, outer, apt));
    yield* judgeRuns(file, atBuild, dnfTools, judgeDnf, outer => mayBeConfigured(file, outer, dnf));
    yield* judgeRuns(file, atBuild, otherTools, judgeOthers);
    yield* judgeRuns(file, atBuild, condaTools, judgeConda, answers('$CONDA_ALWAYS_YES', '$MAMBA_ALWAYS_YES'));
  },
});

const apt: PackageConfig = { folder: '/etc/apt', option: /Assume-Yes/i };
const dnf: PackageConfig = { folder: '/etc/', option: /assumeyes/ };

const judgeApt = judgeFamilies('apt');
const judgeDnf = judgeFamilies('dnf');
const judgeOthers = judgeFamilies('zypper', 'pacman');
const judgeConda = judgeFamilies('conda');

function judgeFamilies(...families: readonly PackageFamily[]): JudgeRun<'asks'> {
  return function* judge({ commands, instruction, text }, isAnswered) {
    if (isAnswered) return;
    const calls = packageCommands(commands).filter(({ manager }) => families.includes(manager.family));
    if (calls.some(({ command }) => /\balways_yes\b/.test(text.slice(command.span.start, command.span.end)))) return;
    for (const call of calls) {
      const { command, manager, tool, subcommand } = call;
      const option = manager.yes?.[0];
      if (!option || !subcommand || !asks(call)) continue;
      yield {
        at: subcommand.span,
        message: 'asks',
        params: { command: `${tool.text} ${subcommand.text}`, option },
        fixes: [
          {
            title: { text: { en: 'Add {option}', ja: '{option} を追加' }, params: { option } },
            edits: [insertBehind(instruction, command, subcommand.span, option)],
            safe: true,
          },
        ],
      };
    }
  };
}

/** They do nothing, or say no. */
const harmless =
  /^(?:-[sh]|--(?:simulate|just-print|dry-run|recon|no-act|print-uris|assume-?no|help|version|trivial-only))$/;
/** A variable that may well hold the option. */
const mayAnswer = /opt|arg|flag|param|yes|-y/i;

function asks({ command, manager, action, subcommand, options, packages }: PackageCommand): boolean {
  const acts = action === 'install' || action === 'upgrade' || (action === 'remove' && packages.length > 0);
  if (!acts || /^(?:autoremove|autopurge)$/.test(subcommand?.text ?? '')) return false;
  // `conda env create` goes ahead.
  if (
    manager.family === 'conda' &&
    command.args.some((word, i) => word.text === 'env' && command.args[i + 1] === subcommand)
  )
    return false;
  if (options.some(({ name }) => harmless.test(name))) return false;
  if (command.args.some(({ text, dynamic }) => dynamic && mayAnswer.test(text))) return false;
  if (isAnswered(command)) return false;
  return !options.some(option => manager.yes?.includes(option.name)) && !isConfiguredHere(options);
}

/** Somebody writes to its standard input: `yes | ...`. What xargs runs does not get that. */
const isAnswered = ({ pipedFrom, redirections, wrappers, within }: ShellCommand): boolean =>
  !wrappers.some(({ name }) => name === 'xargs') &&
  (pipedFrom.length > 0 ||
    redirections.some(({ operator }) => operator.startsWith('<')) ||
    (within?.command !== undefined && within.how === 'script' && isAnswered(within.command)));

const settings =
  /^(?:-\w*q=?|--quiet=)[2-9]$|Assume-Yes\s*=\s*"?(?:1|true|yes|on)|^(?:--setopt=)?assumeyes=(?:1|true|yes|on)$/i;

function isConfiguredHere(options: readonly ShellOption[]): boolean {
  const quiet = options.filter(
    ({ name, words }) => /^(?:-q|--quiet|--silent)$/.test(name) && !/=/.test(words[0]?.text ?? ''),
  );
  // Several options may be written in one word.
  const written = new Set(options.flatMap(({ words }) => words));
  return quiet.length > 1 || [...written].some(({ text }) => settings.test(text));
}
