import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages } from './_stages.ts';

export default containerfileRule<'dropped'>({
  id: 'containerfile/oci-healthcheck',
  title: { en: 'HEALTHCHECK that Podman drops', ja: 'Podman が破棄する HEALTHCHECK' },
  severity: 'warning',
  references: [
    { title: 'podman-build(1): --format', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'podman-run(1): --health-cmd', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html' },
  ],
  why: {
    en: 'Images of the OCI format, which podman build makes by default, have no health check: it is dropped with a warning at the end of the build, and nobody notices a container that hangs.',
    ja: 'podman build が既定で作成する OCI 形式のイメージには、ヘルスチェックがありません。ビルドの最後に警告とともに破棄され、停止したコンテナに誰も気付きません。',
  },
  remedy: {
    en: 'Build with podman build --format docker (or BUILDAH_FORMAT=docker in the environment; containers.conf has no such setting that works), or give the check where the container is started: podman run --health-cmd, HealthCmd= in a Quadlet, livenessProbe in a Kubernetes manifest.',
    ja: 'podman build --format docker でビルドする(または環境変数 BUILDAH_FORMAT=docker を設定する。containers.conf の設定は効きません)か、コンテナの起動側に書いてください。podman run --health-cmd、Quadlet の HealthCmd=、Kubernetes マニフェストの livenessProbe です。',
  },
  messages: {
    dropped: {
      en: 'This health check is not in the image: Podman drops it unless the format is docker.',
      ja: 'このヘルスチェックはイメージに残りません。docker 形式でない限り、Podman が破棄します。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\n«HEALTHCHECK» CMD curl -f http://localhost/\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\r\n«healthcheck» --interval=5s \\\r\n  # why\r\n  CMD ["/a"]\r\nUSER 1\r\n' },
      { text: 'FROM quay.io/a/b:1 AS base\n«HEALTHCHECK» CMD /a\nFROM base\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1 AS base\nHEALTHCHECK CMD /a\nFROM base\nHEALTHCHECK CMD /b\n«HEALTHCHECK» CMD /c\nUSER 1\n',
      },
      {
        text: 'FROM quay.io/a/b:1 AS test\n«HEALTHCHECK» CMD /a\nUSER 1\nFROM quay.io/a/c:1\nUSER 1\n',
        settings: { targets: ['test'] },
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nHEALTHCHECK NONE\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nHEALTHCHECK CMD /a\nHEALTHCHECK none\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1 AS build\nHEALTHCHECK CMD /a\nFROM quay.io/a/c:1\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\n# HEALTHCHECK CMD /a\nRUN echo HEALTHCHECK CMD /a\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nHEALTHCHECK --interval=5s\nUSER 1\n' },
    ],
  },
  concerns: [...values, 'HEALTHCHECK'],
  *check(file, { settings }) {
    if (file.of('HEALTHCHECK').length === 0) return;
    const effective = builtStages(file, settings).map(lastHealthcheck);
    for (const last of new Set(effective)) {
      if (last && /^cmd$/i.test(last.words[0]?.value ?? '')) yield { at: last.keywordSpan, message: 'dropped' };
    }
  },
});

/** The one that counts. */
function lastHealthcheck(stage: Stage): Instruction | undefined {
  for (const { instructions } of lineage(stage)) {
    const last = instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
    if (last) return last;
  }
  return undefined;
}
