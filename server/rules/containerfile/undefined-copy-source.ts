import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { copies } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import {
  declareInStage,
  globalArgument,
  isForgottenGlobal,
  isSurelyMissing,
  misspelt,
  nearestVariable,
  neededVariables,
  type PlacedUse,
} from './_variables.ts';

type Key = 'context' | 'stage' | 'misspelt' | 'unset' | 'no-default' | 'empty';

export default containerfileRule({
  id: 'containerfile/undefined-copy-source',
  title: { en: 'Everything copied by an undefined variable', ja: '未定義の変数によるすべてのコピー' },
  severity: 'error',
  references: [
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    {
      title: 'Dockerfile reference: scope of ARG',
      url: 'https://docs.docker.com/reference/dockerfile/#scope',
    },
  ],
  why: {
    en: 'An empty source is the whole build context: its .env, its .git and its keys become part of the image, and Podman says nothing.',
    ja: 'コピー元が空だと、ビルドコンテキスト全体がコピーされます。.env や .git、鍵などもイメージに入りますが、Podman は何も警告しません。',
  },
  remedy: {
    en: 'Declare the argument in this stage ("ARG NAME"), or give it a default here: "${NAME:-path}".',
    ja: 'このステージで「ARG 名前」と宣言するか、「${名前:-パス}」のように既定値を書いてください。',
  },
  messages: {
    context: {
      en: '"{name}" is not defined in this stage: the whole build context is copied.',
      ja: '「{name}」はこのステージで定義されていないため、ビルドコンテキスト全体がコピーされます。',
    },
    stage: {
      en: '"{name}" is not defined in this stage: the whole file system of "{from}" is copied.',
      ja: '「{name}」はこのステージで定義されていないため、「{from}」のファイルシステム全体がコピーされます。',
    },
    misspelt: {
      en: '"{name}" is not defined: everything is copied. Did you mean "{right}"?',
      ja: '「{name}」は定義されていないため、すべてがコピーされます。「{right}」ではありませんか。',
    },
    unset: {
      en: 'Nothing in this file sets "{name}": unless the base image does, the whole build context is copied.',
      ja: '「{name}」はこのファイルで設定されていません。ベースイメージが設定していなければ、ビルドコンテキスト全体がコピーされます。',
    },
    'no-default': {
      en: '"{name}" has no default: without --build-arg {name}=... everything is copied.',
      ja: '「{name}」に既定値がないため、--build-arg {name}=... を渡さないと、すべてがコピーされます。',
    },
    empty: {
      en: '"{name}" is empty: everything is copied.',
      ja: '「{name}」は空なので、すべてがコピーされます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'ARG SRC=src\nFROM quay.io/a/b:1\nCOPY «$SRC» /x\nUSER 1001\n',
        fixed: 'ARG SRC=src\nFROM quay.io/a/b:1\nARG SRC\nCOPY $SRC /x\nUSER 1001\n',
      },
      {
        text: 'arg SRC=src\r\nfrom quay.io/a/b:1 as one\r\n# the sources\r\ncopy --chown=1001 \\\r\n  «${SRC}/» /x/\r\nuser 1001\r\n',
        fixed:
          'arg SRC=src\r\nfrom quay.io/a/b:1 as one\r\narg SRC\r\n# the sources\r\ncopy --chown=1001 \\\r\n  ${SRC}/ /x/\r\nuser 1001\r\n',
      },
      {
        text: 'FROM docker.io/library/alpine:3.22\nARG ASSETS=assets\nCOPY ["go.mod", «"./$ASSET"», "/x/"]\nUSER 1001\n',
        fixed:
          'FROM docker.io/library/alpine:3.22\nARG ASSETS=assets\nCOPY ["go.mod", "./$ASSETS", "/x/"]\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1 AS one\nCOPY «$JAR» /app.jar\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG JAR\nCOPY «$JAR» /app.jar\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG EXTRA=""\nCOPY go.mod «$EXTRA» /src/\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS a\nFROM scratch\nCOPY --from=a «$OUT» /\nUSER 1001\n' },
      { text: 'FROM scratch\nCOPY «${NONE}*» /x/\nUSER 1001\n' },
    ],
    good: [
      { text: 'ARG SRC=src\nFROM quay.io/a/b:1\nARG SRC\nCOPY $SRC /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS a\nARG SRC=src\nFROM a\nCOPY $SRC /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY ${SRC:-src} /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY app$SUFFIX.tar /x/\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG SRC=.\nCOPY $SRC $TARGET\nUSER 1001\n' },
      { text: 'FROM docker.io/library/golang:1.25 AS a\nFROM quay.io/a/b:1\nCOPY --from=a $GOPATH /go\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY \\$SRC /x\nONBUILD COPY $SRC /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY <<"EOF" /x\n$SRC\nEOF\nUSER 1001\n' },
    ],
  },
  concerns: copies,
  *check(file) {
    for (const instruction of file.of('COPY', 'ADD')) {
      if (!instruction.source.includes('$') || /^onbuild\b/i.test(instruction.source)) continue;
      for (const word of instruction.words.slice(0, -1)) {
        if (!word.text.includes('$') || word.text.startsWith('<<')) continue;
        const value = file.resolveByDefault(word, instruction);
        const report = value !== undefined && isEverything(value) ? judge(file, instruction, word) : undefined;
        if (report) yield { ...report, subject: word.span };
      }
    }
  },
});

/** Nothing, `/`, `./` or `*`. */
const isEverything = (path: string): boolean => path.split('/').every(step => /^\.?$|^\*+$/.test(step));

function judge(file: Containerfile, instruction: Instruction, word: Word): Report<Key> | undefined {
  const uses = neededVariables(word);
  const missing = uses.find(({ name }) => file.standingOf(name, instruction) === 'missing');
  if (missing) return missingReport(file, instruction, word, missing);
  const bare = uses.find(({ name }) => file.standingOf(name, instruction) === 'declared');
  const at = word.span;
  if (bare) return { at, message: 'no-default', params: { name: bare.name }, severity: 'info' };
  const [first] = uses;
  if (!first || file.resolveByDefault({ text: `$${first.name}` }, instruction) !== '') return undefined;
  return { at, message: 'empty', params: { name: first.name }, severity: 'warning' };
}

function missingReport(
  file: Containerfile,
  instruction: Instruction,
  word: Word,
  use: PlacedUse,
): Report<Key> | undefined {
  const { name } = use;
  const at = word.span;
  const from = instruction.flag('from')?.value;
  const report: Report<Key> = {
    at,
    message: from === undefined ? 'context' : 'stage',
    params: { name, from: from ?? '' },
  };
  const stage = file.stageOf(instruction);
  if (stage && isForgottenGlobal(file, name, instruction)) {
    const hasDefault = globalArgument(file, name)?.pairs.some(pair => pair.name === name && pair.value !== undefined);
    return { ...report, fixes: hasDefault ? [declareInStage(file, stage, name, true)] : [] };
  }
  const isSure = isSurelyMissing(file, name, instruction);
  const other = stage && misspelt(use, nearestVariable(file, stage, name), isSure);
  if (other) return { at, message: 'misspelt', params: { name, right: other.right }, fixes: other.fixes };
  if (isSure) return report;
  // A base image's variables name places in the image, not in the context.
  return from === undefined ? { at, message: 'unset', params: { name }, severity: 'warning' } : undefined;
}
