import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { podmanOnlyOptions, transports } from '../../podman/buildFeatures.ts';
import { mountType } from './_buildSupport.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { isPreprocessed } from './_preprocessor.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'feature' | 'transport' | 'stage' | 'preprocessor'>({
  id: 'containerfile/docker-incompatible',
  title: { en: 'Only Podman can do this', ja: 'Podman でしか使えない機能' },
  severity: 'warning',
  references: [
    { title: 'Dockerfile reference', url: 'https://docs.docker.com/reference/dockerfile/' },
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'The settings say that Docker has to build this file, too (portability: docker), and there the build fails.',
    ja: '設定では Docker でもビルドすることになっていますが(portability: docker)、Docker ではビルドに失敗します。',
  },
  remedy: {
    en: 'Leave it out, or give it to podman build as an option.',
    ja: 'この書き方をやめるか、podman build のオプションで指定してください。',
  },
  messages: {
    feature: { en: 'Docker does not know {feature}.', ja: 'Docker には {feature} がありません。' },
    transport: {
      en: 'Docker pulls from registries only: "{transport}" is a transport of Podman’s.',
      ja: 'Docker はレジストリからしか取得できません。「{transport}」は Podman のトランスポートです。',
    },
    stage: {
      en: 'Docker refuses "{name}": the name of a stage starts with a letter and has but letters, digits, _, . and -.',
      ja: '「{name}」は Docker に拒否されます。ステージ名は英字で始め、英数字と _、.、- だけを使います。',
    },
    preprocessor: {
      en: 'Docker does not run the C preprocessor on this file.',
      ja: 'Docker は、このファイルを C プリプロセッサーに通しません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x,«z» make\nUSER 1\n',
        settings: { portability: 'docker' },
      },
      {
        text: 'FROM quay.io/a/b:1\r\nrun \\\r\n  # why\r\n  --mount=type=tmpfs,target=/x,«tmpfs-size=1m» make\r\nUSER 1\r\n',
        settings: { portability: 'docker' },
      },
      { text: 'FROM scratch AS a\nFROM «--after=a» scratch\nUSER 1\n', settings: { portability: 'docker' } },
      { text: 'FROM «oci-archive:»/tmp/base.tar\nUSER 1\n', settings: { portability: 'docker' } },
      { text: 'FROM «docker://»quay.io/a/b:1 AS a\nUSER 1\n', settings: { portability: 'docker' } },
      {
        text: 'FROM quay.io/a/b:1 AS «1st»\nFROM quay.io/a/b:1 AS «a/b»\nUSER 1\n',
        settings: { portability: 'docker' },
      },
      {
        text: '«#include "common.in"»\nUSER 1\n',
        file: 'Containerfile.in',
        workspace: {},
        settings: { portability: 'docker' },
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x,z make\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,id=a,target=/x,ro,uid=1,sharing=locked make z\nUSER 1\n',
        settings: { portability: 'docker' },
      },
      { text: 'FROM localhost:5000/dir:1\nUSER 1\n', settings: { portability: 'docker' } },
      {
        text: 'FROM quay.io/a/b:1 AS Build_1.2-x\nFROM quay.io/a/b:1 AS b-$X\nUSER 1\n',
        settings: { portability: 'docker' },
      },
      { text: 'FROM docker:24-dind\nUSER 1\n', settings: { portability: 'docker' } },
      { text: 'FROM quay.io/oci/a:1\nRUN echo --after oci:a\nUSER 1\n', settings: { portability: 'docker' } },
    ],
  },
  *check(file, { settings, workspace }) {
    if (settings.portability !== 'docker') return;
    for (const { fact, outer } of eachInstruction(file, judge, ['FROM', 'RUN'])) yield shiftReport(fact, outer.start);
    if (!isPreprocessed(workspace)) return;
    const directive = file.comments.find(({ start }) =>
      /^#\s*(?:include|define|if)/.test(file.text.slice(start, start + 20)),
    );
    if (directive) yield { at: directive, message: 'preprocessor' };
  },
});

function* judge(instruction: Instruction): Generator<Report<'feature' | 'transport' | 'stage'>> {
  const { keyword, words, flags } = instruction;
  for (const flag of flags) {
    if (keyword === 'FROM' && flag.name === 'after')
      yield { at: flag.span, message: 'feature', params: { feature: 'FROM --after' } };
    if (keyword !== 'RUN' || flag.name !== 'mount' || mountType(flag) === undefined) continue;
    for (const { name, nameSpan, valueSpan } of flag.options) {
      const at = { start: nameSpan.start, end: (valueSpan ?? nameSpan).end };
      if (podmanOnlyOptions.has(name)) yield { at, message: 'feature', params: { feature: `RUN --mount=…,${name}` } };
    }
  }
  const [base, , name] = words;
  if (keyword === 'FROM' && name && !/^[a-z][\w.-]*$|\$/i.test(name.value))
    yield { at: name.span, message: 'stage', params: { name: name.value } };
  const transport = keyword === 'FROM' && base && transports.exec(base.text)?.[0];
  if (!transport) return;
  const at = { start: base.span.start, end: base.span.start + transport.length };
  yield { at, message: 'transport', params: { transport } };
}
