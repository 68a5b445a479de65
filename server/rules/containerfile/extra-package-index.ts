import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import {
  extraConfigurations,
  extraFiles,
  extraIndexes,
  extraVariables,
  indexConfigurations,
  indexFiles,
  indexPrograms,
  indexVariables,
} from '../../podman/packageIndexes.ts';
import { pythons } from '../../podman/packageManagers.ts';
import { called } from './_called.ts';
import { commands } from './_concerns.ts';
import { insecureOptions, insecureSettings, insecureTexts } from './_insecure.ts';
import { containerfileRule } from './_rule.ts';
import { atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { clearText } from './_urls.ts';
import { type Written, writers, writtenBy, writtenByCopies } from './_writtenFiles.ts';

type Key = 'extra' | 'clear';

export default containerfileRule({
  id: 'containerfile/extra-package-index',
  title: { en: 'Package index that anybody can get ahead of', ja: '割り込まれうるパッケージインデックス' },
  severity: 'info',
  references: [
    {
      title: 'pip install: --extra-index-url',
      url: 'https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url',
    },
    { title: 'CWE-427', url: 'https://cwe.mitre.org/data/definitions/427.html' },
  ],
  why: {
    en: 'pip installs the highest version that any index has, so that a stranger who uploads the name of your package to the public one is preferred; over http anybody on the way can answer.',
    ja: 'pip はすべてのインデックスのうち最も高いバージョンをインストールするため、同じ名前のパッケージを公開インデックスに登録した第三者のものが優先されます。http では、経路上の誰もが応答をすり替えられます。',
  },
  remedy: {
    en: 'Use one index over https that holds both your packages and those of others, or require hashes (pip install --require-hashes).',
    ja: '自社と他者のパッケージを両方持つ 1 つのインデックスを https で使うか、ハッシュを必須にしてください (pip install --require-hashes)。',
  },
  messages: {
    extra: {
      en: 'Packages come from several indexes at once, and the highest version wins, whoever uploaded it.',
      ja: 'パッケージが複数のインデックスから取得され、誰が登録したものでも最も高いバージョンが使われます。',
    },
    clear: {
      en: 'The package index is asked in clear text.',
      ja: 'パッケージインデックスに平文で問い合わせています。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN pip install «--extra-index-url https://b.org/simple» c\n' },
      { text: 'FROM a\nRUN true && \\\n  # why\n  python3 -m pip install \\\n    «--extra-index-url=$INDEX» c\n' },
      { text: 'FROM a\nENV A=1 «PIP_EXTRA_INDEX_URL=https://b.org/simple»\n' },
      { text: 'FROM a\nRUN «PIP_EXTRA_INDEX_URL=https://b.org/simple» pip3.12 install c\n' },
      { text: 'FROM a\nRUN pip config set «global.extra-index-url https://b.org/simple»\n' },
      { text: 'FROM a\nCOPY <<EOF /etc/pip.conf\n[global]\n«extra-index-url = https://b.org/simple»\nEOF\n' },
      { text: 'FROM a\nRUN ["pip", "install", «"-i", "http://b.org/simple"», "c"]\n' },
      { text: 'FROM a\nRUN npm ci «--registry=http://b.org/» && npm config set «registry http://b.org/»\n' },
      { text: 'FROM a\nARG M=http://b.org\nONBUILD ENV «NPM_CONFIG_REGISTRY=http://b.org/»\n' },
      { text: "FROM a\nRUN echo '«registry=http://b.org/»' >> ~/.npmrc\n" },
      { text: 'FROM a\nRUN apk add «-X http://b.org/main» c && gem install «--source http://b.org» c\n' },
    ],
    good: [
      { text: 'FROM a\nRUN pip install --index-url https://b.org/simple c && npm ci --registry=https://b.org/\n' },
      { text: 'FROM a\nRUN pip install --require-hashes --extra-index-url https://b.org/simple -r c.txt\n' },
      {
        text: 'FROM a\nRUN pip install -i http://localhost:3141/simple c && npm ci --registry http://verdaccio:4873/\n',
      },
      {
        text: 'FROM a\nRUN echo "pip install --extra-index-url https://b.org" && uv pip install --extra-index-url https://b.org/simple c\n',
      },
      { text: 'FROM a\nENV PIP_EXTRA_INDEX_URL= PIP_INDEX_URL=https://b.org/simple GOPROXY=https://b.org,direct\n' },
      {
        text: 'FROM a\nRUN pip install -r http.txt -c https://b.org/constraints.txt && pip config get global.extra-index-url\n',
      },
    ],
  },
  concerns: commands,
  *check(file) {
    yield* inPairs(file);
    yield* judgeRuns(file, atBuildAndRun, tools, judge);
    for (const written of writtenByCopies(file)) yield* inText(written);
  },
});

const tools: readonly string[] = [
  ...[...extraIndexes, ...indexPrograms, ...extraConfigurations, ...indexConfigurations].flatMap(known => known.tools),
  ...[...extraVariables, ...indexVariables].map(name => `${name}=`),
  ...[...pythons, ...writers],
];

function* judge(run: Run): Generator<Report<Key>> {
  for (const command of run.commands) {
    const clear = [...clearIndexes(command)];
    for (const at of clear) yield { at, message: 'clear' };
    for (const { at } of extras(command)) {
      if (!clear.some(({ start }) => start === at.start)) yield { at, message: 'extra' };
    }
    for (const { name, value, span } of command.assignments) {
      const message = value.dynamic ? undefined : faultOf(name, value.text);
      if (message) yield { at: span, message };
    }
    for (const written of writtenBy(command, run.text)) yield* inText(written);
  }
}

function* extras(command: ShellCommand): Generator<{ at: Span }> {
  const isHashed = command.args.some(({ text }) => text === '--require-hashes');
  if (!isHashed) yield* insecureOptions(command, extraIndexes);
  yield* insecureSettings(command, extraConfigurations);
}

function* clearIndexes(command: ShellCommand): Generator<Span> {
  const { tool, args } = called(command);
  for (const { tools: known, names, valued } of indexPrograms) {
    if (!known.includes(tool)) continue;
    const valuedLong = names.filter(name => name.startsWith('--'));
    for (const { name, value, at } of optionsOf(args, { valuedLong, ...(valued && { valued }) })) {
      if (names.includes(name) && clearText(value ?? '')) yield at;
    }
  }
  for (const { at } of insecureSettings(command, indexConfigurations)) yield at;
}

function faultOf(name: string, value: string): Key | undefined {
  if (indexVariables.includes(name) && clearText(value)) return 'clear';
  return extraVariables.includes(name) && value.trim() !== '' ? 'extra' : undefined;
}

function* inText(written: Written): Generator<Report<Key>> {
  const clear = [...insecureTexts(written, indexFiles)];
  for (const { at } of clear) yield { at, message: 'clear' };
  if (clear.length > 0) return;
  for (const { at } of insecureTexts(written, extraFiles)) yield { at, message: 'extra' };
}

function* inPairs(file: Containerfile): Generator<Report<Key>> {
  for (const instruction of file.of('ENV', 'ARG')) {
    for (const { name, raw, nameSpan, valueSpan } of instruction.pairs) {
      if (!valueSpan || !(indexVariables.includes(name) || extraVariables.includes(name))) continue;
      const value = file.resolve(raw, instruction);
      const message = value === undefined ? undefined : faultOf(name, value);
      if (message) yield { at: { start: nameSpan.start, end: valueSpan.end }, message };
    }
  }
}
