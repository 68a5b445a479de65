import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { shippedStages } from './_stages.ts';

export default containerfileRule<'dropped'>({
  id: 'containerfile/oci-onbuild',
  title: { en: 'ONBUILD that Podman drops', ja: 'Podman が破棄する ONBUILD' },
  severity: 'warning',
  references: [
    { title: 'podman-build(1): --format', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'Images of the OCI format, which podman build makes by default, have no triggers: they are dropped with a warning, and who builds on the image gets none of them, a later stage of this file neither.',
    ja: 'podman build が既定で作成する OCI 形式のイメージには、トリガーがありません。警告とともに破棄され、このイメージを基にしたビルドでも、このファイルの後のステージでも実行されません。',
  },
  remedy: {
    en: 'Build with podman build --format docker (or BUILDAH_FORMAT=docker in the environment; containers.conf has no such setting that works), or write the instructions into the Containerfiles that build on it.',
    ja: 'podman build --format docker でビルドする(または環境変数 BUILDAH_FORMAT=docker を設定する。containers.conf の設定は効きません)か、このイメージを基にする Containerfile に命令を書いてください。',
  },
  messages: {
    dropped: {
      en: 'The triggers of this stage are not in the image: Podman drops them unless the format is docker.',
      ja: 'このステージのトリガーはイメージに残りません。docker 形式でない限り、Podman が破棄します。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\n«ONBUILD» COPY . /src\nONBUILD RUN make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\r\n«onbuild» \\\r\n  # later\r\n  USER 1\r\nUSER 1\r\n' },
      { text: 'FROM quay.io/a/b:1 AS base\n«ONBUILD» RUN <<EOF\nmake\nEOF\nFROM base\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\n# ONBUILD RUN make\nRUN echo "ONBUILD RUN make"\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nONBUILD RUN make\nEOF\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1 AS build\nONBUILD RUN make\nFROM quay.io/a/c:1\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nUSER 1\nONBUILD\n' },
    ],
  },
  concerns: [...values, 'ONBUILD'],
  *check(file, { settings }) {
    if (!file.instructions.some(({ keyword }) => keyword === 'ONBUILD')) return;
    for (const { instructions } of shippedStages(file, settings)) {
      const first = instructions.find(({ inner }) => inner !== undefined);
      if (first) yield { at: first.keywordSpan, message: 'dropped' };
    }
  },
});
