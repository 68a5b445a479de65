import type { Edit, Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import {
  configurations,
  files,
  insecureValues,
  programs,
  repositories,
  trustsOnFirstUse,
  variables,
} from '../../podman/packageSignatures.ts';
import { commands } from './_concerns.ts';
import { deleteOption, deletePair } from './_edits.ts';
import { type InsecureText, insecureOptions, insecureSettings, insecureTexts } from './_insecure.ts';
import { deleteAssignment, insecureAssignments, insecurePairs } from './_insecureVariables.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { writers, writtenBy, writtenByCopies } from './_writtenFiles.ts';

const verifyAgain: Text = { en: 'Verify signatures again', ja: '署名の検証を有効に戻す' };

type Key = 'option' | 'firstUse' | 'setting' | 'variable';

export default containerfileRule({
  id: 'containerfile/package-signature',
  title: { en: 'Package signatures are not verified', ja: 'パッケージの署名検証の無効化' },
  severity: 'error',
  aliases: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
  references: [
    { title: 'apt-secure(8)', url: 'https://manpages.debian.org/apt-secure' },
    { title: 'dnf.conf(5): gpgcheck', url: 'https://dnf.readthedocs.io/en/latest/conf_ref.html' },
    { title: 'CWE-347', url: 'https://cwe.mitre.org/data/definitions/347.html' },
  ],
  why: {
    en: 'Packages run as root when they are installed. Without the signature a mirror, a proxy or anybody on the way decides what they do.',
    ja: 'パッケージはインストール時に root として実行されます。署名を検証しないと、ミラーやプロキシ、通信経路上の誰もがその内容を決められます。',
  },
  remedy: {
    en: 'Leave the verification on, and give the package manager the key of the repository.',
    ja: '検証は有効のままにし、リポジトリの鍵をパッケージマネージャーに登録してください。',
  },
  messages: {
    option: {
      en: '{tool} installs packages without verifying their signatures with {option}.',
      ja: '{option} を指定すると、{tool} は署名を検証せずにパッケージをインストールします。',
    },
    firstUse: {
      en: '{tool} trusts whatever key a repository sends with {option}.',
      ja: '{option} を指定すると、{tool} はリポジトリが送ってきた鍵を無条件に信頼します。',
    },
    setting: {
      en: 'The setting turns the verification of package signatures off.',
      ja: 'この設定は、パッケージの署名の検証を無効にします。',
    },
    variable: {
      en: 'With {name} Go does not compare modules with the public checksum database.',
      ja: '{name} により、Go はモジュールを公開チェックサムデータベースと照合しません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN apk add --no-cache «--allow-untrusted» /tmp/b.apk\n',
        fixed: 'FROM a\nRUN apk add --no-cache /tmp/b.apk\n',
      },
      {
        text: 'FROM a\nRUN apt-get update \\\n  # why\n  && apt-get «--force-yes» \\\n     «--allow-unauthenticated» install b\n',
        fixed: 'FROM a\nRUN apt-get update \\\n  # why\n  && apt-get install b\n',
      },
      {
        text: 'FROM a\nRUN apt-get «-o Acquire::AllowInsecureRepositories=true» update\n',
        fixed: 'FROM a\nRUN apt-get update\n',
      },
      {
        text: 'FROM a\nRUN ["dnf", "-y", «"--nogpgcheck"», "install", "b"]\n',
        fixed: 'FROM a\nRUN ["dnf", "-y", "install", "b"]\n',
      },
      {
        text: 'FROM a\nRUN sh -c "microdnf install b «--setopt=gpgcheck=0» «--setopt=c.repo_gpgcheck=false»"\n',
        fixed: 'FROM a\nRUN sh -c "microdnf install b"\n',
      },
      {
        text: 'FROM a\nONBUILD RUN rpm -ivh «--nosignature» «--nodigest» b.rpm\n',
        fixed: 'FROM a\nONBUILD RUN rpm -ivh b.rpm\n',
      },
      {
        text: 'FROM a\nRUN zypper «--no-gpg-checks» -n in b && zypper ar -f«G» c d\n',
        fixed: 'FROM a\nRUN zypper -n in b && zypper ar -f c d\n',
      },
      { text: 'FROM a\nRUN zypper -n «--gpg-auto-import-keys» refresh\n' },
      { text: 'FROM a\nRUN gem install b «-P NoSecurity»\n', fixed: 'FROM a\nRUN gem install b\n' },
      {
        text: 'FROM a\nRUN cat > /etc/yum.repos.d/b.repo <<EOF\n[b]\nbaseurl=https://b.org/\nrepo_gpgcheck=0\n«gpgcheck=0»\nEOF\n',
        fixed:
          'FROM a\nRUN cat > /etc/yum.repos.d/b.repo <<EOF\n[b]\nbaseurl=https://b.org/\nrepo_gpgcheck=0\ngpgcheck=1\nEOF\n',
      },
      {
        text: 'FROM a\nCOPY <<EOF /etc/yum.repos.d/b.repo\n[b]\n«gpgcheck = 0»\nEOF\n',
        fixed: 'FROM a\nCOPY <<EOF /etc/yum.repos.d/b.repo\n[b]\ngpgcheck = 1\nEOF\n',
      },
      {
        text: 'FROM a\nRUN echo -e "[b]\\n«gpgcheck=0»" > /etc/yum.repos.d/b.repo\n',
        fixed: 'FROM a\nRUN echo -e "[b]\\ngpgcheck=1" > /etc/yum.repos.d/b.repo\n',
      },
      { text: 'FROM a\r\nRUN sed -i «"s/gpgcheck=1/gpgcheck=0/g"» /etc/yum.repos.d/*.repo\r\n' },
      {
        text: 'FROM a\nRUN echo "«deb [arch=amd64 trusted=yes]» https://b.org/ ./" | tee /etc/apt/sources.list.d/b.list\n',
      },
      { text: 'FROM a\nRUN add-apt-repository «"deb [trusted=yes] https://b.org/ ./"»\n' },
      { text: 'FROM a\nRUN printf "[b]\\n«SigLevel = Optional TrustAll»\\n" >> /etc/pacman.conf\n' },
      { text: 'FROM a\nRUN echo \'APT::Get::«AllowUnauthenticated "true"»;\' > /etc/apt/apt.conf.d/99x\n' },
      {
        text: 'FROM a\nENV A=1 «GOSUMDB=off»\nARG «GONOSUMDB=*»\nRUN «GONOSUMCHECK=1» go build\n',
        fixed: 'FROM a\nENV A=1\nRUN go build\n',
      },
      { text: 'FROM a\nRUN go env -w «GOSUMDB=off» && go build\n' },
      { text: 'FROM a\nRUN dnf config-manager setopt «b.gpgcheck=0»\n' },
    ],
    good: [
      { text: "FROM a\nRUN echo 'apk add --allow-untrusted' && apt-get install b | grep -- --force-yes\n" },
      { text: 'FROM a\nENV GOSUMDB=sum.golang.org GONOSUMDB=b.org/*,*.c.org GOPRIVATE=* GOFLAGS=-mod=mod\n' },
      { text: 'FROM a\nRUN dnf --setopt=gpgcheck=1 --setopt=install_weak_deps=0 install -y b && dnf clean all\n' },
      { text: 'FROM a\nRUN rpm -qp --nosignature b.rpm && rpm -V --nofiledigest b && rpm -e --nodeps --noverify b\n' },
      { text: 'FROM a\nRUN sed -i "s/gpgcheck=0/gpgcheck=1/" /etc/yum.repos.d/*.repo\n' },
      {
        text: 'FROM a\nRUN printf "[k]\\nbaseurl=https://b.org\\ngpgcheck=1\\nrepo_gpgcheck=0\\n#gpgcheck=0\\n" > /etc/yum.repos.d/k.repo\n',
      },
      { text: 'FROM a\nCOPY <<EOF /etc/yum.repos.d/local.repo\n[local]\nbaseurl=file:///repo\ngpgcheck=0\nEOF\n' },
      { text: 'FROM a\nRUN echo "deb [trusted=yes] file:/repo ./" > /etc/apt/sources.list.d/local.list\n' },
      { text: 'FROM a\nRUN echo "deb [signed-by=/b.gpg] https://b.org x main" > /etc/apt/sources.list.d/b.list\n' },
      { text: 'FROM a\nRUN echo gpgcheck=0 && cat /etc/yum.repos.d/b.repo <<EOF\ngpgcheck=0\nEOF\n' },
      {
        text: 'FROM a\nRUN apt-get -y --allow-downgrades --no-install-recommends -o Dpkg::Options::=--force-confold install b\n',
      },
    ],
  },
  concerns: commands,
  *check(file) {
    for (const { at, pair, instruction, outer } of insecurePairs(file, insecureValues)) {
      yield unverified(at, pair.name, deletePair(file.text, instruction, outer, pair));
    }
    yield* judgeRuns(file, atBuildAndRun, tools, judge);
    for (const written of writtenByCopies(file)) {
      for (const found of insecureTexts(written, files)) yield reportOn(found, file.text);
    }
  },
});

const tools: readonly string[] = [
  ...programs.flatMap(program => program.tools),
  ...configurations.flatMap(configuration => configuration.tools),
  ...Object.keys(variables).map(name => `${name}=`),
  ...[...repositories, ...writers],
];

function* judge(run: Run): Generator<Report<Key>> {
  for (const command of run.commands) {
    yield* optionsAtFault(run, command);
    for (const assignment of insecureAssignments(command, insecureValues))
      yield unverified(assignment.span, assignment.name, deleteAssignment(run, command, assignment));
    for (const { at } of insecureSettings(command, configurations)) yield { at, message: 'setting' };
    for (const written of writtenBy(command, run.text)) {
      for (const found of insecureTexts(written, files)) yield reportOn(found, run.text);
    }
    if (!repositories.includes(command.tool)) continue;
    const source = command.args.find(({ text }) => /^deb\s+\[[^\]]*\btrusted=yes\b/.test(text));
    if (source) yield { at: source.span, message: 'setting' };
  }
}

/** What stands in go.sum is compared all the same. */
const unverified = (at: Span, name: string, edit: Edit | undefined): Report<Key> => ({
  at,
  message: 'variable',
  params: { name },
  fixes: edit ? [{ title: { text: verifyAgain }, edits: [edit], safe: true }] : [],
  severity: 'warning',
});

function* optionsAtFault({ text, instruction }: Run, command: ShellCommand): Generator<Report<Key>> {
  for (const option of insecureOptions(command, programs)) {
    const isFirstUse = trustsOnFirstUse.has(option.name);
    const edit = isFirstUse ? undefined : deleteOption(text, instruction, option);
    const { name, value, at } = option;
    yield {
      at,
      message: isFirstUse ? 'firstUse' : 'option',
      params: { tool: command.tool, option: value === undefined ? name : `${name} ${value}` },
      fixes: edit ? [{ title: { text: verifyAgain }, edits: [edit], safe: true }] : [],
      ...(isFirstUse && { severity: 'info' as const }),
    };
  }
}

function reportOn({ at, exact }: InsecureText, source: string): Report<Key> {
  const edit = exact ? switchedOn(source, at) : undefined;
  const fix: Fix | undefined = edit && { title: { text: verifyAgain }, edits: [edit], safe: false };
  return { at, message: 'setting', fixes: fix ? [fix] : [] };
}

/** `gpgcheck=0` the other way round. */
function switchedOn(source: string, at: InsecureText['at']): Edit | undefined {
  const [, value] = /^\w*gpgcheck\s*=\s*(\w+)$/i.exec(source.slice(at.start, at.end)) ?? [];
  return value === undefined ? undefined : { span: { start: at.end - value.length, end: at.end }, text: '1' };
}
