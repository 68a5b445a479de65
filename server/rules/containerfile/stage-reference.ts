import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { images } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { isImageForSure, type StageReference, stageReferences } from './_stageReferences.ts';

type Key = 'itself' | 'index' | 'later' | 'case' | 'misspelt' | 'unknown';

export default containerfileRule({
  id: 'containerfile/stage-reference',
  title: { en: 'Reference to no stage', ja: '存在しないステージの参照' },
  severity: 'error',
  aliases: ['DL3022', 'DL3023', 'DS-0006', 'copy-from-own-alias'],
  references: [
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'Multi-stage builds', url: 'https://docs.docker.com/build/building/multi-stage/' },
  ],
  why: {
    en: 'Podman takes a name that is no earlier stage, letter by letter, for an image: the build fails, or files come from an image that somebody else has published.',
    ja: 'Podman は、大文字と小文字まで一致する前のステージがなければ、イメージ名として扱います。ビルドが失敗するか、他人が公開したイメージのファイルがコピーされます。',
  },
  remedy: {
    en: 'Write the name of a stage that stands above this one, as its AS spells it; of an image, write the full name.',
    ja: '前にあるステージの名前を、AS に書かれたとおりに書いてください。イメージの場合は完全な名前を書いてください。',
  },
  messages: {
    itself: {
      en: '"{name}" is this stage itself, which is not built yet.',
      ja: '「{name}」はこのステージ自身で、まだビルドされていません。',
    },
    index: { en: 'There is no stage {name} above this one.', ja: 'この前にステージ {name} はありません。' },
    later: {
      en: '"{name}" is a stage further down, which is not built yet.',
      ja: '「{name}」は後にあるステージで、まだビルドされていません。',
    },
    case: {
      en: 'The stage is called "{right}"; Podman does not find it as "{name}".',
      ja: 'ステージの名前は「{right}」です。「{name}」では Podman は見つけられません。',
    },
    misspelt: {
      en: 'There is no stage "{name}"; did you mean "{right}"?',
      ja: 'ステージ「{name}」はありません。「{right}」ではありませんか。',
    },
    unknown: {
      en: '"{name}" is no stage above this one: it has to be an image or come from --build-context.',
      ja: '「{name}」という前のステージはありません。イメージか --build-context の名前でなければなりません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1 AS Build\nFROM quay.io/a/b:1\nCOPY --chown=1 --from=«build» /x /x\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1 AS Build\nFROM quay.io/a/b:1\nCOPY --chown=1 --from=Build /x /x\nUSER 1001\n',
      },
      {
        text: 'from quay.io/a/b:1 as build\r\nfrom «BUILD» as final\r\nrun --mount=type=bind,from=«Build»,target=/m \\\r\n  # c\r\n  make\r\nuser 1001\r\n',
        fixed:
          'from quay.io/a/b:1 as build\r\nfrom build as final\r\nrun --mount=type=bind,from=build,target=/m \\\r\n  # c\r\n  make\r\nuser 1001\r\n',
      },
      { text: 'FROM quay.io/a/b:1 AS dep\nCOPY --from=«dep» /x /y\nCOPY --from=«0» /x /y\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY --from=«later» /x /y\nFROM quay.io/a/b:1 AS later\nUSER 1001\n' },
      { text: 'FROM «base»\nFROM quay.io/a/b:1 AS base\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nFROM quay.io/a/b:1\nCOPY --from=«2» /x /y\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1 AS 1\nFROM quay.io/a/b:1\nCOPY --from=«1» /x /y\nUSER 1001\n',
        settings: { rules: { 'containerfile/duplicate-stage-name': 'off' } },
      },
      {
        text: 'FROM quay.io/a/b:1 AS builder\nFROM quay.io/a/b:1\nCOPY --from=«buidler» /x /y\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1 AS builder\nFROM quay.io/a/b:1\nCOPY --from=builder /x /y\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nCOPY --from=«assets» /x /y\nUSER 1001\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1 AS build\nFROM build\nCOPY --from=build /x /x\nCOPY --from=0 /y /y\nUSER 1001\n' },
      { text: 'FROM docker.io/library/node:22 AS node\nFROM quay.io/a/b:1\nCOPY --from=node /x /x\nUSER 1001\n' },
      { text: 'FROM node:22 AS Node\nFROM node\nUSER 1001\n' },
      { text: 'FROM alpine AS alpine\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nCOPY --from=composer /x /x\nCOPY --from=quay.io/c/d:1 /x /x\nCOPY --from=x.y /x /x\nUSER 1001\n',
      },
      {
        text: 'ARG S=build\nFROM quay.io/a/b:1 AS build\nFROM $S\nARG S\nCOPY --from=$S /x /x\nCOPY --from=$T /x /x\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1 AS a\nFROM quay.io/a/b:1 AS A\nFROM a\nCOPY --from=A /x /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nONBUILD COPY --from=build /x /x\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\nFROM 0\n' },
      {
        text: 'FROM quay.io/a/b:1 AS 7\nFROM 7\nCOPY --from=7 /x /x\nUSER 1001\n',
        settings: { rules: { 'containerfile/duplicate-stage-name': 'off' } },
      },
    ],
  },
  concerns: images,
  *check(file, { settings }) {
    for (const reference of stageReferences(file)) {
      const report = judge(reference);
      if (report?.message !== 'unknown') {
        if (report) yield report;
      } else yield { ...report, severity: settings.profile === 'podman' ? 'hint' : 'info' };
    }
  },
});

function judge({ referent, resolved, span, written }: StageReference): Report<Key> | undefined {
  const name = resolved ?? written;
  const literal = name === written && span.end - span.start === written.length;
  switch (referent.is) {
    case 'itself':
    case 'index':
    case 'later':
      return { at: span, message: referent.is, params: { name } };
    case 'case': {
      const right = referent.stage.name?.value ?? '';
      return {
        at: span,
        message: 'case',
        params: { name, right },
        fixes: literal ? [spelling(span, right, !isImageForSure(name))] : [],
      };
    }
    case 'unclear': {
      const right = referent.near;
      if (right === undefined) return { at: span, message: 'unknown', params: { name } };
      const fixes = literal ? [spelling(span, right, false)] : [];
      return { at: span, message: 'misspelt', params: { name, right }, fixes, severity: 'warning' };
    }
    default:
      return undefined;
  }
}

const spelling = (span: Span, right: string, safe: boolean): Fix => ({
  title: { text: { en: 'Write {right}', ja: '{right} と書く' }, params: { right } },
  edits: [{ span, text: right }],
  safe,
});
